"""What lists say of their partners, as intervals: the rows of all lists one after another, as there are thousands."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from etl.measures.arrays import Flags, Ints
from etl.measures.partner_lists import Entry, PartnerList

NO_END = np.int64(2**62)  # the upper end of an interval that nothing bounds
NOTHING = -1  # in whole numbers: the value of an entry that has none, the worst rank where nothing bounds it


class Intervals:
    """Rows by list, and in a list in the order of their codes.

    `asked` are partners of each list that have a row also where the list does not name them; such a one lies between
    zero and what bounds it.

    Columns: `of` number of the list, `codes`, `low` and `high` (`NO_END`), `points` (`NOTHING`), `printed` rank (0),
    `status`, and `inside` = named by the list. `parts` are the rows of each list.
    """

    def __init__(self, lists: Sequence[PartnerList], asked: Sequence[Collection[str]]) -> None:
        self.lists = lists
        codes, entries, inside, sizes = _rows(lists, asked)
        of = np.repeat(np.arange(len(lists), dtype=np.int64), sizes)
        numbers, names = pd.factorize(np.array(codes, dtype=object), sort=True)
        order = np.lexsort((numbers.astype(np.int16), of))
        self.of: Ints = of
        self.codes = np.asarray(names, dtype=object)[numbers[order]]
        self.low, self.high, self.points, self.printed, self.status = (c[order] for c in _columns(entries))
        self.inside: Flags = np.array(inside, dtype=bool)[order]
        ends = np.cumsum(sizes).tolist()
        self.parts = [slice(end - size, end) for end, size in zip(ends, sizes, strict=True)]

    def each(self, field: str) -> Ints:
        """What this field of a list holds, for each of its rows; `NOTHING` for None."""
        values = [getattr(one, field) for one in self.lists]
        return np.array([NOTHING if value is None else value for value in values], dtype=np.int64)[self.of]


def _rows(
    lists: Sequence[PartnerList], asked: Sequence[Collection[str]]
) -> tuple[list[str], list[Entry], list[bool], list[int]]:
    """Code, entry and whether it is named by its list of each row, and how many rows each list has."""
    codes: list[str] = []
    entries: list[Entry] = []
    inside: list[bool] = []
    sizes = []
    for listed, who in zip(lists, asked, strict=True):
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
