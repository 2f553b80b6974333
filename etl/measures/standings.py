"""Where the partners of lists stand: bounds of every rank, by sorting the intervals of each list once.

Only partners printed with a rank, and totals that several printed figures share, are looked at one by one; printed
lists hold a few dozen. Source: docs/METHODS.md#ranks-under-uncertainty.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

import numpy as np

from etl.measures.above import Above, Place
from etl.measures.arrays import Flags, Ints
from etl.measures.intervals import NOTHING
from etl.measures.partner_lists import PartnerList


class Bounds(NamedTuple):
    """The rank of a partner: `worst` None = not bounded; `missing` may rank above it, `leaning_on` certainly do."""

    best: int
    worst: int | None
    missing: tuple[str, ...]
    leaning_on: tuple[str, ...] = ()


class Standings(Above):
    """Bounds of the rank of every partner of the lists, and who may change it; made as `Above` is."""

    def missing(self, i: Place) -> list[str]:
        """Codes, in order, that may rank above the row `i`."""
        if self.printed[i]:
            return [*printed(self.lists[self.of[i]], int(self.printed[i])).missing]
        return self._named(i, self.may_rank_above(i)) if self.maybe[i] else []

    def leaning_on(self, i: Place) -> list[str]:
        """Codes, in order, that another family's books put above the row `i`; none for a printed rank."""
        return [] if self.printed[i] else self._named(i, self.elsewhere_above(i))

    def _named(self, i: Place, which: Flags) -> list[str]:
        return list(self.codes[self.parts[self.of[i]]][which])

    def leaning(self) -> Flags:
        """The rows of which `leaning_on` names somebody."""
        leaning = np.zeros(len(self.of), dtype=bool)
        for number, elsewhere in self.elsewhere.items():
            leaning[self.parts[number]] = elsewhere.any(axis=1)
        return leaning & (self.printed == 0)

    def named_by(self, rows: Flags) -> Flags:
        """The rows that `leaning_on` of one of these `rows` of their list names."""
        by = np.zeros(len(self.of), dtype=bool)
        for number, elsewhere in self.elsewhere.items():
            part = self.parts[number]
            by[part] = elsewhere[rows[part] & (self.printed[part] == 0)].any(axis=0)
        return by

    def _worst(self) -> Ints:
        """The worst possible rank of each row by its value; `NOTHING` where nothing bounds it."""
        low = self.low
        max_unlisted, remainder = self.each("max_unlisted"), self.each("remainder")
        remainder_shared = (self.each("remainder_shared") > 0) & (remainder != NOTHING)
        more = np.where((remainder != NOTHING) & (low > 0), self.maybe + remainder // np.maximum(low, 1), NOTHING)
        for i in np.flatnonzero(remainder_shared & (low > 0)):
            more[i] = self._lifted(i, int(remainder[i]))
        closed = (max_unlisted != NOTHING) & (max_unlisted <= low) & ((more < 0) | ~remainder_shared)
        more = np.where(closed, self.maybe, more)
        return np.where(more >= 0, self.best + more, NOTHING)

    def _lifted(self, i: Place, remainder: int) -> int:
        """How many partners the `remainder` can lift above the row `i`: the cheapest first, then unlisted ones."""
        level, count = int(self.low[i]), 0
        for low in np.sort(self.low[self.parts[self.of[i]]][self.may_rank_above(i)])[::-1].tolist():
            cost = max(0, level - low)
            if cost > remainder:
                return count
            remainder -= cost
            count += 1
        return count + remainder // level

    def places(self) -> tuple[Ints, Ints]:
        """Best and worst possible rank of each row; `NOTHING` where nothing bounds it."""
        best, worst = self.best.copy(), self._worst()
        for i in np.flatnonzero(self.printed):
            above = printed(self.lists[self.of[i]], int(self.printed[i]))
            best[i], worst[i] = above.best, NOTHING if above.worst is None else above.worst
        return best, worst


def bounds(
    lists: Sequence[PartnerList],
    who: Sequence[str],
    floors: Sequence[Mapping[str, int]] = (),
    gap: float | None = None,
) -> list[Bounds]:
    """Bounds, with names, of the rank of one partner in each of `lists`."""
    standings = Standings(lists, [[partner] for partner in who], floors, gap)
    best, worst = standings.places()
    own = np.flatnonzero(standings.codes == np.array(who, dtype=object)[standings.of])
    return [
        Bounds(
            best=int(best[i]),
            worst=None if worst[i] == NOTHING else int(worst[i]),
            missing=tuple(standings.missing(i)),
            leaning_on=tuple(standings.leaning_on(i)),
        )
        for i in own
    ]


def printed(listed: PartnerList, rank: int) -> Bounds:
    """A printed rank among all partners; with the EU as one its members merge and the union may stand above."""
    if "EU" not in listed.entries:
        return Bounds(rank, rank, ())
    above = sum(1 for c, e in listed.entries.items() if c != "EU" and e.printed is not None and e.printed < rank)
    union = any(other < rank for other in listed.merged)
    unknown = max(0, rank - 1 - above - sum(1 for other in listed.merged if other < rank))
    # places above that nobody is named for may be members of the EU, all of them or none
    best = 1 + above + (1 if union or unknown else 0)
    return Bounds(best, 1 + above + unknown + 1, () if union else ("EU",))
