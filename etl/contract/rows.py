"""The rows of a frame: one by one, for rules that look at single rows, or a number for each.

`DataFrame.itertuples` and `to_dict` ask a column of texts cell by cell, which takes ten times as long.
"""

from __future__ import annotations

from collections import namedtuple
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from etl.contract.distinct import distinct


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


def numbered(frame: pd.DataFrame, columns: Sequence[str]) -> npt.NDArray[np.int64]:
    """A number for each row: equal where all `columns` are, and in their order, missing cells last."""
    numbers, below = np.zeros(len(frame), dtype=np.int64), 1
    for name in columns:
        codes, values = distinct(frame[name])
        size = len(values) + 1
        if below * size > _MOST:
            _, numbers = np.unique(numbers, return_inverse=True)
            below = int(numbers.max(initial=0)) + 1
        places = np.empty(size, dtype=np.int64)
        places[sorted(range(len(values)), key=values.__getitem__)] = np.arange(len(values))
        places[-1] = len(values)
        numbers = numbers * size + places[codes]
        below *= size
    return numbers


_MOST = 2**62  # numbers are 64 bits


def unlike_before(numbers: npt.NDArray[np.int64]) -> npt.NDArray[np.bool_]:
    """Which numbers differ from the one before them; the first does."""
    return np.concatenate([np.ones(min(1, len(numbers)), dtype=bool), numbers[1:] != numbers[:-1]])
