"""Filters of a table, named by an address: /data/<table>.csv?column=value&from=..&to=..&q=..&sort=-column&excel=1

A column may be named more than once: any of its values will do. A value that no row has gives an empty table, a column
that the table does not have is refused with the list of those it has. An empty value asks for nothing, so that a plain
form can be sent as it is. `from` and `to` are inclusive and go by the table's column of periods or dates. `q` holds
words that a row must hold, `sort` a column to go by, with a minus before it downwards; `hide` names columns that the
page leaves out and the file does not.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from urllib.parse import urlencode

from dashboard.texts import say

#: columns that `from` and `to` go by, the first that a table has
TIMES = ("period", "date", "signed_date", "year", "period_start", "package_date", "seen")
#: what an address may hold beside columns: `v` is the data version, `page` and `embed` belong to the page of the table
EXCEL = ("1", "semicolon")
BESIDE = ("from", "to", "excel", "q", "sort", "hide", "v", "page", "embed")
PAGE = 20  # rows on one page of a table
MOST_WORDS = 8  # that a row may be asked to hold: each is looked for in every column
BOUND = r"^[1-9][0-9]{3}(-[0-9]{2}(-[0-9]{2})?)?$"  # a year, a month or a day


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
        elif _known(table, columns, name) and value != "":
            values.setdefault(name, set()).add(value)
    start, end = (_bound(table, columns, name, beside.get(name, "")) for name in ("from", "to"))
    words, sort = beside.get("q", ""), beside.get("sort", "")
    if len(words.split()) > MOST_WORDS:
        raise WrongFilter(say("slice.words", most=MOST_WORDS))
    excel = _excel(beside.get("excel", ""))
    if sort:
        _known(table, columns, sort.removeprefix("-"))
    return Filter(
        table=table,
        values=tuple((name, tuple(sorted(values[name]))) for name in sorted(values)),
        start=start,
        end=end,
        words=words,
        sort=sort,
        hidden=tuple(sorted(hidden)),
        excel=excel,
    )


def _known(table: str, columns: list[str], name: str) -> str:
    if name not in columns:
        raise WrongFilter(say("slice.column", given=name, table=table, columns=", ".join(columns)))
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
