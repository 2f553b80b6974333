"""Rows of a table that hold the words a reader looks for, and rows in the order of one column."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import pandas as pd

from dashboard.package.cells import plain
from dashboard.package.store import Package

#: column -> code -> name, for the columns of a table that hold places
Names = Mapping[str, Mapping[str, str]]


def place_names(now: Package, table: str) -> Names:
    """The columns of `table` that refer to `countries`, each with the names of its codes."""
    keys = now.resources[table]["schema"].get("foreignKeys", ())
    columns = [str(key["fields"]) for key in keys if key["reference"]["resource"] == "countries"]
    if not columns:
        return {}
    countries = now.tables["countries"]
    names = dict(zip(countries["id"], countries["name"], strict=True))
    return dict.fromkeys(columns, names)


def matching(frame: pd.DataFrame, words: str, names: Names) -> pd.DataFrame:
    """The rows of `frame` that hold each of `words` in any cell or name of a place, in capitals or not."""
    keep = np.ones(len(frame), dtype=bool)
    for wanted in words.casefold().split():
        keep &= _holds(frame, wanted, names)
    return frame[keep]


def _holds(frame: pd.DataFrame, wanted: str, names: Names) -> np.ndarray:
    some = np.zeros(len(frame), dtype=bool)
    for column in frame.columns:
        called = names.get(str(column), {})
        values = frame[column].dropna().unique()
        some |= frame[column].isin([v for v in values if wanted in f"{plain(v)} {called.get(v, '')}".casefold()])
    return some


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
