"""Filters of a table, named by an address: /data/<table>.csv?column=value&from=..&to=..&q=..&sort=-column&excel=1

A column may be named more than once: any of its values will do. A value that no row has gives an empty table, a column
that the table does not have is refused with the list of those it has. An empty value asks for nothing, so that a plain
form can be sent as it is. `from` and `to` are inclusive and go by the table's column of periods or dates. `q` holds
words that a row must hold, `sort` a column to go by, with a minus before it downwards; `hide` names columns that the
page leaves out and the file does not.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import parse_qsl, urlencode

import numpy as np
import pandas as pd

from dashboard.package import arrange
from dashboard.package.arrange import by_value
from dashboard.package.cells import plain
from dashboard.package.store import Package
from dashboard.texts import calendars, say

#: columns that `from` and `to` go by, the first that a table has
TIMES = ("period", "date", "signed_date", "year", "period_start", "package_date", "seen")
#: what an address may hold beside columns: `v` is the data version, `page` and `embed` belong to the page of the table
EXCEL = ("1", "semicolon")
BESIDE = ("from", "to", "excel", "q", "sort", "hide", "v", "page", "embed")
PAGE = 20  # rows on one page of a table
MOST_WORDS = 8  # that a row may be asked to hold: each is looked for in every column
BOUND = r"^[1-9][0-9]{3}(-[0-9]{2}(-[0-9]{2})?)?$"  # a year, a month or a day
_YEAR = re.compile(r"^\d{4}")
_HIJRI_BEFORE = 1700  # a year below this, in a table with calendars, is one of the solar Hijri calendar


class WrongFilter(ValueError):
    """An address that asks a table for what it cannot give; the message says what it can."""


@dataclass(frozen=True, kw_only=True)
class Filter:
    """What is asked of a table: values by column, first and last period, words, order, and the form of the file."""

    table: str
    values: tuple[tuple[str, tuple[str, ...]], ...] = ()
    start: str = ""
    end: str = ""
    words: str = ""
    sort: str = ""
    hidden: tuple[str, ...] = ()
    excel: str = ""

    @property
    def whole(self) -> bool:
        """True when nothing is left out and the file is the published one."""
        return self == Filter(table=self.table)

    @property
    def query(self) -> str:
        """The one way to write it in an address."""
        pairs = [(name, value) for name, values in self.values for value in values]
        beside = [("from", self.start), ("to", self.end), ("q", self.words), ("sort", self.sort)]
        beside += [*[("hide", name) for name in self.hidden], ("excel", self.excel)]
        return urlencode([*pairs, *[(n, v) for n, v in beside if v]])

    def given(self, column: str) -> tuple[str, ...]:
        """Values asked of `column`."""
        return dict(self.values).get(column, ())

    def as_file(self, excel: str) -> Filter:
        """The same rows in another form of file, with every column."""
        return replace(self, excel=excel, hidden=())


def time_column(columns: Iterable[str]) -> str:
    """The column that `from` and `to` go by; empty when the table has none."""
    names = set(columns)
    return next((name for name in TIMES if name in names), "")


def parse(table: str, columns: list[str], pairs: Iterable[tuple[str, str]]) -> Filter:
    """The filter that the (name, value) `pairs` of an address ask of `table`. WrongFilter for an unknown column."""
    values: dict[str, set[str]] = {}
    beside: dict[str, str] = {}
    hidden: set[str] = set()
    for name, value in pairs:
        if name == "hide" and value:
            hidden.add(_known(table, columns, value))
        elif name in BESIDE:
            beside.setdefault(name, " ".join(value.split()))
        elif name not in columns:
            raise _unknown(table, columns, name)
        elif value != "":
            values.setdefault(name, set()).add(value)
    chosen = tuple((name, tuple(sorted(values[name]))) for name in sorted(values))
    start, end = (_bound(table, columns, name, beside.get(name, "")) for name in ("from", "to"))
    words = beside.get("q", "")
    if len(words.split()) > MOST_WORDS:
        raise WrongFilter(say("slice.words", most=MOST_WORDS))
    sort, excel = beside.get("sort", ""), _excel(beside.get("excel", ""))
    if sort:
        _known(table, columns, sort.removeprefix("-"))
    return Filter(
        table=table,
        values=chosen,
        start=start,
        end=end,
        words=words,
        sort=sort,
        hidden=tuple(sorted(hidden)),
        excel=excel,
    )


def _unknown(table: str, columns: list[str], name: str) -> WrongFilter:
    return WrongFilter(say("slice.column", given=name, table=table, columns=", ".join(columns)))


def _known(table: str, columns: list[str], name: str) -> str:
    if name not in columns:
        raise _unknown(table, columns, name)
    return name


def _excel(text: str) -> str:
    if text in ("", "0"):
        return ""
    if text not in EXCEL:
        raise WrongFilter(say("error.choice", given=f"excel={text}", allowed=", ".join(EXCEL)))
    return text


def _bound(table: str, columns: list[str], name: str, text: str) -> str:
    if not text:
        return ""
    if not time_column(columns):
        raise WrongFilter(say("slice.no_time", given=name, table=table, columns=", ".join(columns)))
    if not re.match(BOUND, text):
        raise WrongFilter(say("slice.bound", name=name, given=text))
    return text


def rows(frame: pd.DataFrame, cut: Filter, names: arrange.Names | None = None) -> pd.DataFrame:
    """The rows of `frame` that are asked for, in the order asked for, all columns.

    `names` are those of its places, in which words are looked for too.
    """
    keep = np.ones(len(frame), dtype=bool)
    for name, values in cut.values:
        keep &= _any_of(frame[name], _written(frame[name], values))
    if cut.start or cut.end:
        keep &= _within(frame, cut.start, cut.end)
    return arrange.ordered(arrange.matching(frame[keep], cut.words, names or {}), cut.sort)


def shown_at(now: Package, address: str) -> pd.Index:
    """Which rows the page of a table shows at its `address`, by their place in the table."""
    path, _, query = address.partition("?")
    table = path.removeprefix("/data/")
    return rows(now.tables[table], parse(table, list(now.fields(table)), parse_qsl(query))).index


def _any_of(column: pd.Series, values: set[str]) -> np.ndarray:
    return by_value(column, lambda value: plain(value) in values)


def _written(column: pd.Series, values: Iterable[str]) -> set[str]:
    """`values` as the CSV writes them: 0.50 is asked for and 0.5 is meant, in a column of numbers."""
    if not pd.api.types.is_numeric_dtype(column) or pd.api.types.is_bool_dtype(column):
        return set(values)
    return {plain(float(v)) if _number(v) else v for v in values}


def _number(text: str) -> bool:
    try:
        return float(text) == float(text)
    except ValueError:
        return False


def _within(frame: pd.DataFrame, start: str, end: str) -> Any:
    """Compared from the left, as far as the bound goes: to=2024 takes in 2024-05-03. Rows without a period fall out."""
    periods = frame[time_column(frame.columns)]
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
