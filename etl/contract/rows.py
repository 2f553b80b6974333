"""The rows of a frame one by one, for rules that look at single rows.

`DataFrame.itertuples` and `to_dict` ask a column of texts cell by cell, which takes ten times as long.
"""

from __future__ import annotations

from collections import namedtuple
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import Any

import pandas as pd


def tuples(frame: pd.DataFrame, names: Sequence[str] = ()) -> Iterator[tuple[Any, ...]]:
    """The cells of each row in the columns `names`, by default in all; a missing cell is NA, in texts NaN."""
    return zip(*(frame[name].tolist() for name in names or frame.columns), strict=True)


def each(frame: pd.DataFrame) -> Iterator[Any]:
    """The rows of `frame` as named tuples, without its index; its columns must be names of Python."""
    return map(_type(tuple(frame.columns))._make, tuples(frame))


def records(frame: pd.DataFrame) -> list[dict[str, Any]]:
    """The rows of `frame` as cells by column."""
    names = [*frame.columns]
    return [dict(zip(names, row, strict=True)) for row in tuples(frame)]


@lru_cache(maxsize=64)
def _type(columns: tuple[str, ...]) -> Any:
    return namedtuple("Row", columns)  # type: ignore[misc]  # the names are known when it runs
