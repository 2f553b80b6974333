"""Where the partners of one list stand: bounds of every rank, by sorting the list's intervals once.

How many intervals lie surely above a value, and how many perhaps, is a place in a sorted column: n log n for a list of
n partners. Only partners printed with a rank, and totals that several printed figures share, are looked at one by one;
printed lists hold a few dozen. Source: docs/METHODS.md#ranks-under-uncertainty.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from etl.measures.partner_lists import Entry, PartnerList

NO_END = np.int64(2**62)  # the upper end of an interval that nothing bounds
NOTHING = -1  # in whole numbers: the value of an entry that has none, the worst rank where nothing bounds it
Ints = npt.NDArray[np.int64]
Flags = npt.NDArray[np.bool_]
Place = int | np.intp


class Bounds(NamedTuple):
    """The rank of a partner: `worst` None = not bounded; `missing` may rank above it, `leaning_on` certainly do."""

    best: int
    worst: int | None
    missing: tuple[str, ...]
    leaning_on: tuple[str, ...] = ()


class Standings:
    """Bounds of the ranks of `who` in `listed`; one that is not in the list lies between zero and what bounds it.

    `lean` gives lower bounds in US dollars from another family's books of the same year; one of them puts its country
    surely above when it exceeds the partner's highest value by more than `gap` (log points; None = never).
    """

    def __init__(
        self,
        listed: PartnerList,
        who: Sequence[str],
        lean: Mapping[str, int] | None = None,
        gap: float | None = None,
    ) -> None:
        self.listed, self.who = listed, list(who)
        entries = listed.rankable
        self.codes = np.array([*entries], dtype=object)
        # the last row is for partners that are not in the list
        rows = _arrays([*entries.values(), Entry(0, listed.absent, None)])
        self.low, self.high, self.printed, self.points = (column[:-1] for column in rows)
        place = {code: at for at, code in enumerate(entries)}
        own = np.array([place.get(c, len(place)) for c in self.who], dtype=np.int64)
        self.own_low, self.own_high, self.own_printed, self.own_points = (column[own] for column in rows)
        self.inside: Flags = own < len(place)
        self._is_printed: Flags = self.inside & (self.own_printed > 0)
        # who is printed among the first places without a gap stands above all that have no printed rank; a union may
        # stand above the places its members have
        self.first: Flags = (self.printed > 0) & (self.printed <= listed.run)
        self.below_first: Flags = self.own_printed == 0
        if "EU" in self.who:
            self.below_first[self.who.index("EU")] = False
        self._leant = self._lean(lean or {}, gap)
        self._count()

    def _count(self) -> None:
        lows, highs = np.sort(self.low), np.sort(self.high)
        above, reach = _over(lows, self.own_high), _over(highs, self.own_low)
        more = open_ = np.zeros(len(self.who), dtype=np.int64)
        if self.first.any():
            first_lows, first_highs = np.sort(self.low[self.first]), np.sort(self.high[self.first])
            # of the printed ones count those that are not above by their value already
            more = len(first_lows) - _over(first_lows, self.own_high)
            open_ = _over(first_highs, self.own_low) - _over(first_lows, self.own_high)
        self.above: Ints = above + np.where(self.below_first, more, 0)
        itself = self.inside & (self.own_high > self.own_low)
        leant = self._leant.sum(axis=1)
        self.maybe: Ints = reach - above - np.where(self.below_first, open_, 0) - itself - leant
        self.best: Ints = 1 + self.above + leant

    def _lean(self, lean: Mapping[str, int], gap: float | None) -> Flags:
        """For each of `who` (rows) and each code (columns): another family's books put it surely above."""
        if gap is None or not lean:
            return np.zeros((len(self.who), 0), dtype=bool)  # a table of nothing for each list would cost more
        leant = np.zeros((len(self.who), len(self.codes)), dtype=bool)
        floors = np.array([lean.get(c, 0) for c in self.codes], dtype=np.int64)
        floors[self.points != NOTHING] = 0
        known = (self.own_high > 0) & (self.own_high < NO_END)
        for at in np.flatnonzero(floors > 0):
            exceeds = np.log(floors[at] / np.where(known, self.own_high, 1)) > gap
            leant[:, at] = known & exceeds & self._possible(at)
        return leant

    def _possible(self, at: np.intp) -> Flags:
        """For each of `who`: whether the code at `at` may rank above, but not certainly."""
        surely = (self.low[at] > self.own_high) | (self.below_first & self.first[at])
        other = np.array([c != self.codes[at] for c in self.who], dtype=bool)
        return (self.high[at] > self.own_low) & ~surely & other

    def _above(self, i: Place) -> Flags:
        """Which codes another family's books put above the partner `i` of `who`."""
        return self._leant[i] if self._leant.shape[1] else np.zeros(len(self.codes), dtype=bool)

    def _open(self, i: Place) -> Flags:
        """Which codes may, but need not, rank above the partner `i` of `who`."""
        open_ = (self.high > self.own_low[i]) & (self.low <= self.own_high[i]) & (self.codes != self.who[i])
        return open_ & ~self._above(i) & ~(self.below_first[i] & self.first)

    def missing(self, i: Place) -> list[str]:
        """Codes, in order, that may rank above the partner `i` of `who`."""
        if self._is_printed[i]:
            return [*printed(self.listed, int(self.own_printed[i])).missing]
        return sorted(self.codes[self._open(i)]) if self.maybe[i] else []

    def leaning_on(self, i: Place) -> list[str]:
        """Codes, in order, that another family's books put above the partner `i` of `who`; none for a printed rank."""
        return [] if self._is_printed[i] else sorted(self.codes[self._above(i)])

    def leans(self) -> Flags:
        """Of which of `who` `leaning_on` names somebody."""
        leans: Flags = self._leant.any(axis=1) & ~self._is_printed
        return leans

    def worst(self) -> Ints:
        """The worst possible rank of each; `NOTHING` where nothing bounds it."""
        listed, low = self.listed, self.own_low
        if listed.joint and listed.spare is not None:
            more = np.array([self._lifted(i) if level > 0 else -1 for i, level in enumerate(low.tolist())], np.int64)
        else:
            more = np.full(len(low), -1, dtype=np.int64)
        if listed.spare is not None and not listed.joint:
            more = np.where(low > 0, self.maybe + listed.spare // np.maximum(low, 1), more)
        if listed.absent is not None:
            closed = (listed.absent <= low) & ((more < 0) | (not listed.joint) | (listed.spare is None))
            more = np.where(closed, self.maybe, more)
        worst: Ints = np.where(more >= 0, self.best + more, NOTHING)
        return worst

    def _lifted(self, i: int) -> int:
        """How many partners the `spare` can lift above the partner `i`: the cheapest first, then unlisted ones."""
        assert self.listed.spare is not None
        level, spare, count = int(self.own_low[i]), self.listed.spare, 0
        for low in np.sort(self.low[self._open(i)])[::-1].tolist():
            cost = max(0, level - low)
            if cost > spare:
                return count
            spare -= cost
            count += 1
        return count + spare // level

    def places(self) -> tuple[Ints, Ints]:
        """Best and worst possible rank of each of `who`; `NOTHING` where nothing bounds it."""
        best, worst = self.best.copy(), self.worst()
        for i in np.flatnonzero(self._is_printed):
            found = printed(self.listed, int(self.own_printed[i]))
            best[i], worst[i] = found.best, NOTHING if found.worst is None else found.worst
        return best, worst

    def bounds(self) -> list[Bounds]:
        """Bounds of each of `who`, with names."""
        places = zip(*(column.tolist() for column in self.places()), strict=True)
        return [self._bounds(i, best, None if worst == NOTHING else worst) for i, (best, worst) in enumerate(places)]

    def _bounds(self, i: int, best: int, worst: int | None) -> Bounds:
        return Bounds(best, worst, tuple(self.missing(i)), tuple(self.leaning_on(i)))


def _arrays(entries: Iterable[Entry]) -> tuple[Ints, Ints, Ints, Ints]:
    """Low, high (`NO_END` = nothing bounds it), printed rank (0 = none) and point (`NOTHING`) of each entry."""
    low, high, point, _, printed = zip(*entries, strict=True)
    return (
        np.array(low, dtype=np.int64),
        np.array([NO_END if top is None else top for top in high], dtype=np.int64),
        np.array([rank or 0 for rank in printed], dtype=np.int64),
        np.array([NOTHING if value is None else value for value in point], dtype=np.int64),
    )


def _over(ordered: Ints, than: Ints) -> Ints:
    """How many of the sorted values exceed each of `than`."""
    return len(ordered) - np.searchsorted(ordered, than, side="right")


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
