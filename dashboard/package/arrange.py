"""Rows of a table that hold the words a reader looks for, and rows in the order of one column."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, cast

import numpy as np
import pandas as pd

from dashboard.package.cells import plain
from dashboard.package.store import Package

#: column -> code -> name, for the columns of a table that hold codes of another
Names = Mapping[str, Mapping[str, str]]
#: table that codes refer to -> its column of names
_NAMED = {"claims": "title", "countries": "name", "sources": "title"}


def code_names(now: Package, table: str) -> Names:
    """The columns of `table` that refer to countries, sources or claims, each with the names of its codes."""
    keys = now.resources[table]["schema"].get("foreignKeys", ())
    targets = {str(key["fields"]): str(key["reference"]["resource"]) for key in keys}
    return {column: _names(now, target) for column, target in targets.items() if target in _NAMED}


def _names(now: Package, target: str) -> Mapping[str, str]:
    def read() -> dict[str, str]:
        frame = now.words[target]
        return dict(zip(frame["id"], frame[_NAMED[target]], strict=True))

    return cast(dict[str, str], now.made.get(("names", target), read))


def matching(frame: pd.DataFrame, words: str, names: Names) -> pd.DataFrame:
    """The rows of `frame` that hold each of `words` in any cell or name of a code, in capitals or not."""
    keep = np.ones(len(frame), dtype=bool)
    for word in set(words.casefold().split()):
        keep &= _holds(frame, word, names)
    return frame[keep]


def _holds(frame: pd.DataFrame, word: str, names: Names) -> np.ndarray:
    some = np.zeros(len(frame), dtype=bool)
    for column in frame.columns:
        called = names.get(str(column), {})

        def holds(value: Any, called: Mapping[str, str] = called) -> bool:
            text = plain(value)
            return word in f"{text} {called.get(text, '')}".casefold()

        some |= by_value(frame[column], holds)
    return some


def by_value(column: pd.Series, test: Callable[[Any], bool]) -> np.ndarray:
    """For each row whether `test` holds of its value, which is tried once for each different value."""
    codes, values = pd.factorize(column, use_na_sentinel=False)
    return np.fromiter((test(value) for value in values), dtype=bool, count=len(values))[codes]


def ordered(frame: pd.DataFrame, sort: str) -> pd.DataFrame:
    """`frame` in the order of the column that `sort` names, falling after a minus; rows without a value come last."""
    if not sort:
        return frame
    column = sort.removeprefix("-")
    return frame.sort_values(
        column,
        ascending=sort == column,
        kind="stable",
        na_position="last",
        key=_alike if _is_text(frame, column) else None,
    )


def _is_text(frame: pd.DataFrame, column: str) -> bool:
    return not pd.api.types.is_numeric_dtype(frame[column])


def _alike(values: pd.Series) -> pd.Series:
    return values.str.casefold()
