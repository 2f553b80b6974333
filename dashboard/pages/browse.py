"""The rows of one table: filters as a plain form, the rows that match, page by page, and these rows as files."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd

from dashboard.http import routes
from dashboard.package import arrange, filters
from dashboard.package.arrange import Names
from dashboard.package.filters import PAGE, Filter
from dashboard.package.store import Package
from dashboard.pages import filter_form, rows_table
from dashboard.texts import formats, say
from dashboard.ui import components, urls
from dashboard.ui import elements as html


def section(now: Package, table: str, query: Mapping[str, Any]) -> html.Element:
    """Filters, rows and files of `table` under the `query` of the address.

    WrongAddress (400) for a column, a value or a page that the table does not have.
    """
    names = arrange.code_names(now, table)
    try:
        cut = filters.parse(table, list(now.fields(table)), _pairs(query, names))
    except filters.WrongFilter as err:
        raise routes.WrongAddress(400, str(err)) from err
    rows = now.words[table].loc[arrange.rows(now.tables[table], cut, names).index]
    number = _page(str(query.get("page", "1")), len(rows))
    inner = [filter_form.form(now, cut, names), _files(cut), *_rows(now, cut, rows, names, number)]
    return components.card(say("table.browse"), *inner, name="rows", labelled=True)


def _pairs(query: Mapping[str, Any], names: Names) -> list[tuple[str, str]]:
    """Names and values of an address; the name that a reader wrote becomes its code."""
    codes = {column: {name.casefold(): code for code, name in called.items()} for column, called in names.items()}
    return [(name, codes.get(name, {}).get(value.strip().casefold(), value)) for name, value in urls.pairs(query)]


def _page(text: str, rows: int) -> int:
    last = max(1, -(-rows // PAGE))
    if not (text.isascii() and text.isdecimal()) or not 1 <= int(text) <= last:
        raise routes.WrongAddress(400, say("table.no_page", given=text, last=last))
    return int(text)


def _rows(now: Package, cut: Filter, matches: pd.DataFrame, names: Names, number: int) -> list[html.Element]:
    every = len(now.words[cut.table])
    if matches.empty:
        return [html.P(say("table.none" if every else "table.empty"), className="empty", role="status")]
    first, last = (number - 1) * PAGE, min(number * PAGE, len(matches))
    counts = {"first": first + 1, "last": last, "n": formats.grouped(len(matches)), "every": formats.grouped(every)}
    caption = say("table.shown" if len(matches) == every else "table.shown_of", **counts)
    view = rows_table.View(cut=cut, fields=now.fields(cut.table), names=names)
    return [
        *view.grid(matches, matches.iloc[first:last], caption),
        *([_turn(cut, number, -(-len(matches) // PAGE))] if len(matches) > PAGE else []),
    ]


def _turn(cut: Filter, number: int, last: int) -> html.Element:
    def to(page: int, name: str) -> html.Element:
        if not 1 <= page <= last or page == number:
            return html.Span(say(f"table.{name}"), className="off")
        return html.A(say(f"table.{name}"), href=rows_table.address(cut, page))

    ways = [
        to(1, "first_page"),
        to(number - 1, "before"),
        html.Span(say("table.page", n=number, last=last)),
        to(number + 1, "after"),
        to(last, "last_page"),
    ]
    return html.Nav(ways, className="turn", **{"aria-label": say("table.pages")})


def _files(cut: Filter) -> html.Element:
    """The rows as files, and the address for scripts."""
    plain_address = _address(cut.as_file(""))
    links = [
        html.A(say(f"table.{name}"), href=_address(cut.as_file(excel)), download=f"{cut.table}.csv")
        for name, excel in (("take", ""), ("excel", "1"), ("semicolon", "semicolon"))
    ]
    texts = [say("table.address") + " ", html.Code(plain_address)]
    return html.Div([html.P(links, className="downloads"), html.P(texts, className="key")])


def _address(cut: Filter) -> str:
    return f"/data/{cut.table}.csv" + (f"?{cut.query}" if cut.query else "")
