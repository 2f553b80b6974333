"""Where the partners of lists stand: bounds of every rank, by sorting the intervals of each list once.

How many intervals lie surely above a value, and how many perhaps, is a place in a sorted column: n log n for a list of
n partners. The rows of all lists lie one after another, since there are thousands of lists. Only partners printed with
a rank, and totals that several printed figures share, are looked at one by one; printed lists hold a few dozen.
Source: docs/METHODS.md#ranks-under-uncertainty.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt
import pandas as pd

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
    """Bounds of the rank of every partner of `lists`: rows by list, and in a list in the order of their codes.

    `asked` are partners of each list that have a row also where the list does not name them; such a one lies between
    zero and what bounds it. `floors` gives for each list lower bounds in US dollars from another family's books of the
    same year; one of them puts its country surely above when it exceeds the partner's highest value by more than `gap`
    (log points; None = never).

    Columns: `of` number of the list, `codes`, `low` and `high` (`NO_END`), `points` (`NOTHING`), `printed` rank (0),
    `status`, and `inside` = named by the list. `parts` are the rows of each list.
    """

    def __init__(
        self,
        lists: Sequence[PartnerList],
        partners: Sequence[Collection[str]],
        floors: Sequence[Mapping[str, int]] = (),
        gap: float | None = None,
    ) -> None:
        self.lists = lists
        codes, entries, inside, sizes = _rows(lists, partners)
        of = np.repeat(np.arange(len(lists), dtype=np.int64), sizes)
        numbers, names = pd.factorize(np.array(codes, dtype=object), sort=True)
        order = np.lexsort((numbers.astype(np.int16), of))
        self.of: Ints = of
        self.codes = np.asarray(names, dtype=object)[numbers[order]]
        self.low, self.high, self.points, self.printed, self.status = (c[order] for c in _columns(entries))
        self.inside: Flags = np.array(inside, dtype=bool)[order]
        ends = np.cumsum(sizes).tolist()
        self.parts = [slice(end - size, end) for end, size in zip(ends, sizes, strict=True)]
        # who is printed among the first places without a gap stands above all that have no printed rank; a union may
        # stand above the places its members have
        self.first: Flags = (self.printed > 0) & (self.printed <= self.each([one.run for one in lists]))
        self.below_first: Flags = (self.printed == 0) & (self.codes != "EU")
        # number of a list -> for each row whom another family's books put above it
        self.elsewhere: dict[int, Flags] = {} if gap is None else dict(self._elsewhere(floors, gap))
        self._count()

    def each(self, values: Sequence[int | bool | None]) -> Ints:
        """What holds for a list, for each of its rows; `NOTHING` for None."""
        return np.array([NOTHING if value is None else value for value in values], dtype=np.int64)[self.of]

    def _count(self) -> None:
        above, reach, more, open_, elsewhere = (np.zeros(len(self.of), dtype=np.int64) for _ in range(5))
        # one that the list does not name counts for no other
        counted = np.where(self.inside, self.high, NOTHING)
        for number, part in enumerate(self.parts):
            low, high = self.low[part], self.high[part]
            above[part], reach[part] = _over(low, high), _over(counted[part], low)
            if self.lists[number].run:
                first = self.first[part]
                # of the printed ones count those that are not above by their value already
                more[part] = first.sum() - _over(low[first], high)
                open_[part] = _over(high[first], low) - _over(low[first], high)
            if number in self.elsewhere:
                elsewhere[part] = self.elsewhere[number].sum(axis=1)
        itself = self.inside & (self.high > self.low)
        self.maybe: Ints = reach - above - np.where(self.below_first, open_, 0) - itself - elsewhere
        self.best: Ints = 1 + above + np.where(self.below_first, more, 0) + elsewhere

    def _elsewhere(self, floors: Sequence[Mapping[str, int]], gap: float) -> Iterator[tuple[int, Flags]]:
        """Number of a list, and for each of its rows the codes (columns) that another family's books put above it."""
        for number, (part, share) in enumerate(zip(self.parts, floors, strict=True)):
            if not share:
                continue
            unknown = self.inside[part] & (self.points[part] == NOTHING)
            own_floors = {at: share.get(self.codes[part][at], 0) for at in np.flatnonzero(unknown)}
            high = self.high[part]
            known = (high > 0) & (high < NO_END)
            elsewhere = np.zeros((len(high), len(high)), dtype=bool)
            for at, floor in own_floors.items():
                if floor > 0:
                    exceeds = np.log(floor / np.where(known, high, 1)) > gap
                    elsewhere[:, at] = known & exceeds & self._possible(part, at)
            if elsewhere.any():
                yield number, elsewhere

    def _possible(self, part: slice, at: np.intp) -> Flags:
        """For each row of a list: whether the code at `at` may rank above, but not certainly."""
        low, high = self.low[part], self.high[part]
        surely = (low[at] > high) | (self.below_first[part] & self.first[part][at])
        return (high[at] > low) & ~surely & (np.arange(len(low)) != at)

    def _above(self, i: Place) -> Flags:
        """Which codes of its list another family's books put above the row `i`."""
        part = self.parts[self.of[i]]
        elsewhere = self.elsewhere.get(int(self.of[i]))
        return np.zeros(part.stop - part.start, dtype=bool) if elsewhere is None else elsewhere[i - part.start]

    def _open(self, i: Place) -> Flags:
        """Which codes of its list may, but need not, rank above the row `i`."""
        part = self.parts[self.of[i]]
        open_ = (self.high[part] > self.low[i]) & (self.low[part] <= self.high[i]) & self.inside[part]
        open_[i - part.start] = False
        return open_ & ~self._above(i) & ~(self.below_first[i] & self.first[part])

    def missing(self, i: Place) -> list[str]:
        """Codes, in order, that may rank above the row `i`."""
        if self.printed[i]:
            return [*printed(self.lists[self.of[i]], int(self.printed[i])).missing]
        return self._named(i, self._open(i)) if self.maybe[i] else []

    def leaning_on(self, i: Place) -> list[str]:
        """Codes, in order, that another family's books put above the row `i`; none for a printed rank."""
        return [] if self.printed[i] else self._named(i, self._above(i))

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
        max_unlisted, remainder = (
            self.each([getattr(o, n) for o in self.lists]) for n in ("max_unlisted", "remainder")
        )
        remainder_shared = (self.each([one.remainder_shared for one in self.lists]) > 0) & (remainder != NOTHING)
        more = np.where((remainder != NOTHING) & (low > 0), self.maybe + remainder // np.maximum(low, 1), NOTHING)
        for i in np.flatnonzero(remainder_shared & (low > 0)):
            more[i] = self._lifted(i, int(remainder[i]))
        closed = (max_unlisted != NOTHING) & (max_unlisted <= low) & ((more < 0) | ~remainder_shared)
        more = np.where(closed, self.maybe, more)
        return np.where(more >= 0, self.best + more, NOTHING)

    def _lifted(self, i: Place, remainder: int) -> int:
        """How many partners the `remainder` can lift above the row `i`: the cheapest first, then unlisted ones."""
        level, count = int(self.low[i]), 0
        for low in np.sort(self.low[self.parts[self.of[i]]][self._open(i)])[::-1].tolist():
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


def _rows(
    lists: Sequence[PartnerList], partners: Sequence[Collection[str]]
) -> tuple[list[str], list[Entry], list[bool], list[int]]:
    """Code, entry and whether it is named by its list of each row, and how many rows each list has."""
    codes: list[str] = []
    entries: list[Entry] = []
    inside: list[bool] = []
    sizes = []
    for listed, who in zip(lists, partners, strict=True):
        named = listed.rankable
        more = [code for code in who if code not in named]
        codes += [*named, *more]
        entries += [*named.values(), *[Entry(0, listed.max_unlisted, None, "M")] * len(more)]
        inside += [True] * len(named) + [False] * len(more)
        sizes.append(len(named) + len(more))
    return codes, entries, inside, sizes


def _columns(entries: Sequence[Entry]) -> tuple[Ints, Ints, Ints, Ints, npt.NDArray[Any]]:
    """Low, high (`NO_END` = nothing bounds it), point (`NOTHING`), printed rank (0 = none) and status of each."""
    low, high, point, status, printed = zip(*entries, strict=True) if entries else [()] * 5
    end = int(NO_END)
    return (
        np.array(low, dtype=np.int64),
        np.array([end if top is None else top for top in high], dtype=np.int64),
        np.array([NOTHING if value is None else value for value in point], dtype=np.int64),
        np.array([rank or 0 for rank in printed], dtype=np.int64),
        np.array(status, dtype=object),
    )


def _over(values: Ints, than: Ints) -> Ints:
    """How many of `values` exceed each of `than`."""
    ordered = values.copy()
    ordered.sort()  # the functions of numpy take as long to call as a list takes to sort
    return len(values) - ordered.searchsorted(than, "right")


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
