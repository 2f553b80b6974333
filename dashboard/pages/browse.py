"""Browsing one table: filters as a plain form, the rows they leave, page by page, and those rows as files."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from urllib.parse import parse_qsl, urlencode

import pandas as pd
from dash import html
from dash.development.base_component import Component

from dashboard.http import routes
from dashboard.package import filters
from dashboard.package.cells import plain, shown
from dashboard.package.filters import Filter
from dashboard.package.store import Package
from dashboard.texts import catalogue, formats, say
from dashboard.ui import components

PAGE = 50  # rows on one page
MOST = 300  # values of a column beyond which it is no filter
FILTERS = 9  # filters in the form; every other column can be asked for in the address
_TEXTS = ("note", "status_text", "sentence", "about", "why_not", "summary", "description")


def section(now: Package, table: str, query: Mapping[str, Any]) -> Component:
    """Filters, rows and files of `table` under the `query` of the address; WrongAddress (400)."""
    pairs = [(n, str(v)) for n, given in query.items() for v in (given if isinstance(given, list) else [given])]
    pairs = [(name, value) for name, value in pairs if name in filters.BESIDE or not name.startswith("utm_")]
    try:
        cut = filters.parse(table, list(now.fields(table)), pairs)
    except filters.WrongFilter as err:
        raise routes.WrongAddress(400, str(err)) from err
    rows = filters.rows(now.tables[table], cut)
    number = _page(str(query.get("page", "1")), len(rows))
    inner = [html.H2(say("table.browse"), id="rows-title"), _form(now, cut), _files(cut)]
    return html.Section(
        [*inner, *_rows(now, cut, rows, number)], className="card", id="rows", **{"aria-labelledby": "rows-title"}
    )


def _page(given: str, rows: int) -> int:
    last = max(1, -(-rows // PAGE))
    if not (given.isascii() and given.isdecimal()) or not 1 <= int(given) <= last:
        raise routes.WrongAddress(400, say("table.no_page", given=given, last=last))
    return int(given)


# ---------------------------------------------------------------- filters
def _form(now: Package, cut: Filter) -> Component:
    frame, fields = now.tables[cut.table], now.fields(cut.table)
    columns = {n: o for n, o in filters.options(frame, MOST).items() if n not in _TEXTS and not _free(fields[n])}
    usual = list(columns)[:FILTERS]
    names = [str(n) for n in frame.columns if n in usual or cut.given(str(n))]
    pickers = [p for name in names for p in _pickers(now, cut, name, columns.get(name, []))]
    button = html.Button(say("table.filter"), type="submit")
    clear = components.page_link(say("table.clear"), f"/data/{cut.table}") if cut.query else None
    controls = [*pickers, *_bounds(now, cut), html.Div([button, " ", clear], className="field")]
    return html.Form(controls, method="get", action=f"/data/{cut.table}#rows", className="controls")


def _free(field: Mapping[str, Any]) -> bool:
    """Measured numbers are no filter."""
    return field["type"] == "number" or field.get("unit") == "USD"


def _pickers(now: Package, cut: Filter, name: str, held: list[str]) -> list[Component]:
    """One picker for a column, or one for each of its values in the address."""
    given = cut.given(name) or ("",)
    title = now.fields(cut.table).get(name, {}).get("title", name)
    options = [("", say("table.any")), *[(v, _called(now, cut.table, name, v)) for v in [*held, *given] if v]]
    return [
        _picker(name, title if i == 0 else say("table.or", title=title), dict(options), value, i)
        for i, value in enumerate(given)
    ]


def _picker(name: str, title: str, options: Mapping[str, str], chosen: str, number: int = 0) -> Component:
    ident = f"filter-{name}-{number}"
    choices = [html.Option(t, value=v, selected="selected" if v == chosen else None) for v, t in options.items()]
    return html.Div([html.Label(title, htmlFor=ident), html.Select(choices, id=ident, name=name)], className="field")


def _called(now: Package, table: str, name: str, value: str) -> str:
    """How a reader meets a value: the name of a country, the words of a code."""
    keys = {str(f["fields"]): f["reference"]["resource"] for f in now.resources[table]["schema"].get("foreignKeys", ())}
    if keys.get(name) == "countries":
        countries = now.tables["countries"]
        known = countries.loc[countries["id"] == value, "name"]
        return f"{known.iloc[0]} ({value})" if len(known) else value
    return shown(name, value) if f"{name}.{value}" in catalogue() else value


def _bounds(now: Package, cut: Filter) -> list[Component]:
    column = filters.time_column(now.fields(cut.table))
    if not column:
        return []
    years = sorted({y for v in now.tables[cut.table][column].dropna() if (y := plain(v)[:4]).isdigit()})
    pickers = []
    for number, (name, given) in enumerate((("from", cut.start), ("to", cut.end))):
        listed = sorted({*years, given} - {""}, reverse=name == "to")
        options = {"": say("table.any"), **{y: y for y in listed}}
        pickers.append(_picker(name, say(f"table.{name}"), options, given, number))
    return pickers


# ---------------------------------------------------------------- rows
def _rows(now: Package, cut: Filter, found: pd.DataFrame, number: int) -> list[Component]:
    every = len(now.tables[cut.table])
    if found.empty:
        return [html.P(say("table.none" if every else "table.empty"), className="empty", role="status")]
    first, last = (number - 1) * PAGE, min(number * PAGE, len(found))
    counts = {"first": first + 1, "last": last, "n": formats.grouped(len(found)), "every": formats.grouped(every)}
    caption = say("table.shown" if len(found) == every else "table.shown_of", **counts)
    here = found.iloc[first:last]
    return [
        components.table(here, now.fields(cut.table), list(here.columns), caption),
        *([_turn(cut, number, -(-len(found) // PAGE))] if len(found) > PAGE else []),
    ]


def _turn(cut: Filter, number: int, last: int) -> Component:
    def to(page: int, name: str) -> Component:
        if not 1 <= page <= last or page == number:
            return html.Span(say(f"table.{name}"), className="off")
        query = urlencode([*parse_qsl(cut.query), *([("page", page)] if page > 1 else [])])
        return html.A(say(f"table.{name}"), href=f"/data/{cut.table}" + (f"?{query}" if query else "") + "#rows")

    ways = [
        to(1, "first_page"),
        to(number - 1, "before"),
        html.Span(say("table.page", n=number, last=last)),
        to(number + 1, "after"),
        to(last, "last_page"),
    ]
    return html.Nav(ways, className="turn", **{"aria-label": say("table.pages")})


# ---------------------------------------------------------------- files
def _files(cut: Filter) -> Component:
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
