"""The form over the rows of a table: words, years, values, order, columns; equal lists of options are written once."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from dashboard.package import arrange, filters
from dashboard.package.arrange import Names
from dashboard.package.cells import plain, shown
from dashboard.package.filters import Filter
from dashboard.package.store import Package
from dashboard.texts import catalogue, say
from dashboard.ui import components, table_cells
from dashboard.ui import elements as html

MOST = 300  # values of a column beyond which it is no filter
LONG = 30  # values from which a filter is written, with a list of suggestions, and not picked
FIRST, FILTERS = 3, 9  # filters in sight and in the form; every other column can be asked for in the address
_TEXTS = ("note", "status_text", "sentence", "about", "why_not", "summary", "description")
_PERIOD = "[1-9][0-9]{3}(-[0-9]{2}(-[0-9]{2})?)?"

Options = tuple[tuple[str, str], ...]  # values and their words
Lists = dict[Options, str]  # options -> id of the list that holds them


def form(now: Package, cut: Filter, names: Names) -> html.Element:
    """Everything that an address may ask of the table, as fields that hold what this address asks."""
    frame, fields, lists = now.words[cut.table], now.fields(cut.table), Lists()
    options = arrange.options(frame[[n for n in frame if n not in _TEXTS and not _free(fields[n])]], MOST)
    usual = list(options)[:FILTERS]
    columns = [str(n) for n in frame.columns if n in usual or cut.given(str(n))]
    words = {n: tuple((v, label(n, v, names.get(n, {}))) for v in options.get(n, ())) for n in columns}
    pickers = {n: _picker(cut, n, table_cells.title(fields, n), words[n], lists) for n in columns}
    first = [n for i, n in enumerate(columns) if i < FIRST or cut.given(n)]
    more = [pickers[n] for n in columns if n not in first]
    controls = [
        _words(cut),
        *_bounds(now, cut, lists),
        *[pickers[n] for n in first],
        _order(cut, fields),
        _folded(say("table.more", n=len(more)), more) if more else None,
        _columns(cut, fields),
        _buttons(cut),
        *[html.Datalist([html.Option(t, value=v) for v, t in o], id=ident) for o, ident in lists.items()],
    ]
    return html.Form(controls, method="get", action=f"/data/{cut.table}#rows", className="controls")


def _free(field: Mapping[str, Any]) -> bool:
    """Whether a column holds measured numbers, which are no filter."""
    return field["type"] == "number" or field.get("unit") == "USD"


def _words(cut: Filter) -> html.Element:
    search = html.Input(type="search", id="filter-q", name="q", value=cut.words or None)
    return components.field(say("table.words"), "filter-q", search)


def _bounds(now: Package, cut: Filter, lists: Lists) -> Iterator[html.Element]:
    """From and to, which share a list of the years that the table has."""
    column = filters.time_column(now.fields(cut.table))
    if not column:
        return
    years = sorted({y for v in now.words[cut.table][column].dropna().unique() if (y := plain(v)[:4]).isdigit()})
    ident = lists.setdefault(tuple((y, y) for y in years), f"list-{len(lists)}")
    for name, value, end in (("from", cut.start, years[:1]), ("to", cut.end, years[-1:])):
        written = {"pattern": _PERIOD, "placeholder": "".join(end), "inputMode": "numeric", "title": say("table.bound")}
        picker = html.Input(
            type="text", id=f"filter-{name}", name=name, value=value or None, list=ident, size="8", **written
        )
        yield components.field(say(f"table.{name}"), f"filter-{name}", picker)


def label(name: str, value: str, called: Mapping[str, str]) -> str:
    """How a reader meets a value: the name of a country, the words of a code."""
    if value in called:
        return f"{called[value]} ({value})"
    return shown(name, value) if f"{name}.{value}" in catalogue() else value


def _picker(cut: Filter, name: str, title: str, options: Options, lists: Lists) -> html.Element:
    """A field that adds a value of the column, and a ticked box for each value that is asked for already."""
    ident, values = f"filter-{name}", cut.given(name)
    words, empty = dict(options), say("table.add" if values else "table.any")
    if len(options) > LONG:
        list_id = lists.setdefault(options, f"list-{len(lists)}")
        field = html.Input(type="text", id=ident, name=name, list=list_id, placeholder=empty)
    else:
        listed = [("", empty), *[(value, text) for value, text in options if value not in values]]
        field = components.picker(name, ident, listed)
    boxes = [components.box(name, value, words.get(value, value), ticked=True) for value in values]
    return components.field(title, ident, field, *boxes)


def _order(cut: Filter, fields: Mapping[str, Any]) -> html.Element:
    """The order as a list to pick from: a phone shows no headings to press."""
    ways = [("", say("table.unsorted"))]
    for name in fields:
        title = table_cells.title(fields, name)
        ways += [(name, say("table.upwards", title=title)), (f"-{name}", say("table.downwards", title=title))]
    return components.field(say("table.sort"), "filter-sort", components.picker("sort", "filter-sort", ways, cut.sort))


def _columns(cut: Filter, fields: Mapping[str, Any]) -> html.Element:
    boxes = [components.box("hide", n, table_cells.title(fields, n), ticked=n in cut.hidden) for n in fields]
    return _folded(say("table.hide", n=len(cut.hidden)), boxes)


def _folded(title: str, inner: list[html.Element]) -> html.Element:
    return html.Details([html.Summary(title), html.Div(inner, className="controls")], className="folded")


def _buttons(cut: Filter) -> html.Element:
    clear = html.A(say("table.clear"), href=f"/data/{cut.table}") if cut.query else None
    return html.Div([html.Button(say("table.filter"), type="submit"), clear], className="buttons")
