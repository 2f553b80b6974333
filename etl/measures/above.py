"""How many partners of a list rank above each of its partners: surely, and perhaps.

How many intervals lie surely above a value, and how many perhaps, is a place in a sorted column: n log n for a list of
n partners. Source: docs/METHODS.md#ranks-under-uncertainty.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence

import numpy as np

from etl.measures.arrays import Flags, Ints
from etl.measures.intervals import NO_END, NOTHING, Intervals
from etl.measures.partner_lists import PartnerList

Place = int | np.intp


class Above(Intervals):
    """`best` possible rank of every row, and how many more `maybe` rank above it; rows and `asked` as in `Intervals`.

    `floors` gives for each list lower bounds in US dollars from another family's books of the same year; one of them
    puts its country surely above when it exceeds the partner's highest value by more than `gap` (log points; None =
    never).
    """

    def __init__(
        self,
        lists: Sequence[PartnerList],
        asked: Sequence[Collection[str]],
        floors: Sequence[Mapping[str, int]] = (),
        gap: float | None = None,
    ) -> None:
        super().__init__(lists, asked)
        # who is printed among the first places without a gap stands above all that have no printed rank; a union may
        # stand above the places its members have
        self.first: Flags = (self.printed > 0) & (self.printed <= self.each("run"))
        self.below_first: Flags = (self.printed == 0) & (self.codes != "EU")
        # number of a list -> for each row whom another family's books put above it
        self.elsewhere: dict[int, Flags] = {} if gap is None else dict(self._elsewhere(floors, gap))
        self._count()

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
            low, high, codes = self.low[part], self.high[part], self.codes[part]
            known = (high > 0) & (high < NO_END)
            elsewhere = np.zeros((len(high), len(high)), dtype=bool)
            for at in np.flatnonzero(self.inside[part] & (self.points[part] == NOTHING)):
                floor = share.get(codes[at], 0)
                if floor > 0:
                    exceeds = np.log(floor / np.where(known, high, 1)) > gap
                    surely = (low[at] > high) | (self.below_first[part] & self.first[part][at])
                    possible = (high[at] > low) & ~surely & (np.arange(len(low)) != at)
                    elsewhere[:, at] = known & exceeds & possible
            if elsewhere.any():
                yield number, elsewhere

    def elsewhere_above(self, i: Place) -> Flags:
        """Which codes of its list another family's books put above the row `i`."""
        part = self.parts[self.of[i]]
        elsewhere = self.elsewhere.get(int(self.of[i]))
        return np.zeros(part.stop - part.start, dtype=bool) if elsewhere is None else elsewhere[i - part.start]

    def may_rank_above(self, i: Place) -> Flags:
        """Which codes of its list may, but need not, rank above the row `i`."""
        part = self.parts[self.of[i]]
        open_ = (self.high[part] > self.low[i]) & (self.low[part] <= self.high[i]) & self.inside[part]
        open_[i - part.start] = False
        return open_ & ~self.elsewhere_above(i) & ~(self.below_first[i] & self.first[part])


def _over(values: Ints, than: Ints) -> Ints:
    """How many of `values` exceed each of `than`."""
    ordered = values.copy()
    ordered.sort()  # the functions of numpy take as long to call as a list takes to sort
    return len(values) - ordered.searchsorted(than, "right")
