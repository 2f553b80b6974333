"""The tables of a package in memory. A large one waits as codes: of a column of texts the different ones, and which of
them each row has, since texts repeat and a frame has a pointer to a text in each cell.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import numpy as np
import pandas as pd
from pandas.api.extensions import ExtensionArray

from dashboard.package.cache import Cache

LARGE = 5000  # rows from which a table waits as codes
OPEN = 6 * 2**20  # bytes of frames of such tables that are held


@dataclass(frozen=True, kw_only=True)
class Coded:
    """A column: its different values, a missing one last, and for each row the place of its own."""

    values: ExtensionArray
    places: np.ndarray


class CodedTable:
    """A frame whose columns of repeated texts are coded; `frame()` makes it anew, the other columns without a copy."""

    def __init__(self, frame: pd.DataFrame) -> None:
        self._columns = {str(name): _column(frame[name]) for name in frame}

    def frame(self) -> pd.DataFrame:
        columns = {n: c.values.take(c.places) if isinstance(c, Coded) else c for n, c in self._columns.items()}
        return pd.DataFrame(columns, copy=False)


def _column(column: pd.Series) -> Coded | ExtensionArray:
    if column.dtype != "str":
        return column.array
    places, values = pd.factorize(column)
    if 2 * len(values) > len(column):
        return column.array
    coded = pd.Series([*values, None], dtype=column.dtype).array  # place -1, of a missing value, is the last one
    return Coded(values=coded, places=places.astype(np.min_scalar_type(-len(coded))))


class Tables(Mapping[str, pd.DataFrame]):
    """The tables by name. Each look gives a fresh shallow copy, so that writing into one changes no other reader's.

    Large ones wait coded; of their frames the last ones are held, `OPEN` bytes of them.
    """

    def __init__(self, frames: Mapping[str, pd.DataFrame]) -> None:
        self._frames = {n: CodedTable(f) if len(f) >= LARGE else f for n, f in frames.items()}
        self._open: Cache[pd.DataFrame] = Cache(count=len(self._frames), limit=OPEN, size=_bytes)

    def __getitem__(self, name: str) -> pd.DataFrame:
        table = self._frames[name]
        frame = self._open.get(name, table.frame) if isinstance(table, CodedTable) else table
        return frame.copy(deep=False)

    def __iter__(self) -> Iterator[str]:
        return iter(self._frames)

    def __len__(self) -> int:
        return len(self._frames)


def _bytes(frame: pd.DataFrame) -> int:
    return int(frame.memory_usage(index=False, deep=False).sum())
