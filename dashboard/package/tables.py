"""The tables of a package in memory, as codes: of a column the different values, and which of them each row has, since
values repeat and a frame has each of them, or a pointer to a text, in every cell.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import numpy as np
import pandas as pd
from pandas.api.extensions import ExtensionArray

from dashboard.package.cache import Cache

OPEN = 6 * 2**20  # bytes of frames that are held
BYTES = 8  # of a cell: a number, or a pointer to a text
#: after so many looks the frame of a table is made anew: pandas notes with each column every frame that shared it
LOOKS = 50


@dataclass(frozen=True, kw_only=True)
class Coded:
    """A column: its different values, a missing one last, and for each row the place of its own."""

    values: ExtensionArray
    places: np.ndarray

    def copy(self) -> ExtensionArray:
        """The column as an array of its own."""
        return self.values.take(self.places)


class CodedTable:
    """A frame whose columns of repeated values are coded; `frame()` makes it anew, sharing no memory with others."""

    def __init__(self, frame: pd.DataFrame) -> None:
        self._columns = {str(name): _column(frame[name]) for name in frame}

    def different(self, column: str) -> list[str]:
        held = self._columns.get(column, ())
        values = held.values if isinstance(held, Coded) else held
        return [str(value) for value in pd.Series(values).dropna().unique()]

    def frame(self) -> pd.DataFrame:
        return pd.DataFrame({name: column.copy() for name, column in self._columns.items()}, copy=False)


def _column(column: pd.Series) -> Coded | ExtensionArray:
    places, values = pd.factorize(column)
    if 2 * len(values) > len(column):
        return column.array
    coded = pd.Series([*values, None], dtype=column.dtype).array  # place -1, of a missing value, is the last one
    return Coded(values=coded, places=places.astype(np.min_scalar_type(-len(coded))))


class Tables(Mapping[str, pd.DataFrame]):
    """The tables by name. Each look gives a fresh shallow copy, so that writing into one changes no other reader's.

    They wait coded; the last frames that were asked for are held, `OPEN` bytes of them.
    """

    def __init__(self, frames: Mapping[str, pd.DataFrame]) -> None:
        self._tables = {name: CodedTable(frame) for name, frame in frames.items()}
        self._looks = Counter[str]()
        self._open: Cache[pd.DataFrame] = Cache(
            count=len(self._tables), limit=OPEN, size=lambda frame: BYTES * frame.size
        )

    def __getitem__(self, name: str) -> pd.DataFrame:
        table = self._tables[name]
        self._looks[name] += 1
        frame = self._open.get((name, self._looks[name] // LOOKS), table.frame)
        return frame.copy(deep=False)

    def different(self, name: str, column: str) -> list[str]:
        """The different texts of a column of the table `name`; none of a column that it does not have."""
        return self._tables[name].different(column)

    def __iter__(self) -> Iterator[str]:
        return iter(self._tables)

    def __len__(self) -> int:
        return len(self._tables)
