"""The rows of a table that a filter asks for, in its order: values, words, periods; and what a reader may filter by."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from typing import Any
from urllib.parse import parse_qsl

import numpy as np
import pandas as pd

from dashboard.package import filters
from dashboard.package.cells import plain
from dashboard.package.filters import Filter
from dashboard.package.store import Package
from dashboard.texts import calendars

_YEAR = re.compile(r"^\d{4}")
_HIJRI_BEFORE = 1700  # a year below this, in a table with calendars, is one of the solar Hijri calendar
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

    return now.once(("names", target), read)


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
        key=None if pd.api.types.is_numeric_dtype(frame[column]) else lambda values: values.str.casefold(),
    )


def rows(frame: pd.DataFrame, cut: Filter, names: Names | None = None) -> pd.DataFrame:
    """The rows of `frame` that are asked for, in the order asked for, all columns.

    `names` are those of its codes (`code_names`), in which words are looked for too.
    """
    keep = np.ones(len(frame), dtype=bool)
    for name, values in cut.values:
        keep &= _any_of(frame[name], values)
    if cut.start or cut.end:
        keep &= _within(frame, cut.start, cut.end)
    return ordered(matching(frame[keep], cut.words, names or {}), cut.sort)


def shown_at(now: Package, address: str) -> pd.Index:
    """Which rows the page of a table shows at its `address`, by their place in the table."""
    path, _, query = address.partition("?")
    table = path.removeprefix("/data/")
    return rows(now.tables[table], filters.parse(table, list(now.fields(table)), parse_qsl(query))).index


def _any_of(column: pd.Series, values: Iterable[str]) -> np.ndarray:
    """Which rows have one of `values`, as the CSV writes them; in a column of numbers 0.50 means 0.5."""
    if pd.api.types.is_numeric_dtype(column) and not pd.api.types.is_bool_dtype(column):
        numbers = pd.to_numeric(pd.Series(list(values)), errors="coerce").dropna()
        values = [*values, *map(plain, numbers)]
    known = set(values)
    return by_value(column, lambda value: plain(value) in known)


def _within(frame: pd.DataFrame, start: str, end: str) -> Any:
    """Compared from the left, as far as the bound goes: to=2024 takes in 2024-05-03. Rows without a period fall out."""
    periods = frame[filters.time_column(frame.columns)]
    if "calendar" not in frame:
        return by_value(periods, lambda value: _between(plain(value), start, end))
    start, end = (_gregorian(b) if b and int(b[:4]) < _HIJRI_BEFORE else b for b in (start, end))
    iranian = (frame["calendar"] == calendars.IRANIAN).to_numpy(dtype=bool, na_value=False)
    own = by_value(periods, lambda value: _between(_gregorian(plain(value)), start, end))
    return np.where(iranian, own, by_value(periods, lambda value: _between(plain(value), start, end)))


def _between(text: str, start: str, end: str) -> bool:
    return bool(text) and text >= start and (not end or text[: len(end)] <= end)


def _gregorian(period: str) -> str:
    return f"{calendars.gregorian(int(period[:4]), calendars.IRANIAN)}{period[4:]}" if _YEAR.match(period) else period


def options(frame: pd.DataFrame, most: int) -> Mapping[str, list[str]]:
    """Columns with two to `most` values that rows share, and those values: what a reader may filter by."""
    results: dict[str, list[str]] = {}
    for name in frame.columns:
        different = frame[name].dropna().unique()
        if len(different) > most:
            continue  # before each of them is written
        values = sorted({plain(v) for v in different})
        if len(values) > 1 and (len(values) < len(frame) / 2 or len(values) <= 12):
            results[str(name)] = values
    return results
