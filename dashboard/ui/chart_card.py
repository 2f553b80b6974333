"""The card of a chart: its finding as a title, its controls, picture and rows as tabs; below them chart_foot.py.

What a choice changes carries a pattern-matching id and is set again by `fetchFigure` in assets/charts.js; the first
state is written by the server, so that the words are there before and without any script.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from dash import dcc

from dashboard.charts.base import Chart, Figure
from dashboard.package.store import Package
from dashboard.texts import say
from dashboard.ui import chart_options, urls
from dashboard.ui import elements as html
from dashboard.ui.chart_foot import foot, part_id
from dashboard.ui.chart_options import View
from dashboard.ui.chart_plot import plot
from dashboard.ui.controls import Controls

#: kinds of pieces of the card and the properties of them that a choice changes
SET_BY_A_CHOICE = (
    ("graph", "figure"),
    *[(kind, "children") for kind in ("grid", "finding", "subtitle", "alt", "source", "status")],
    ("plot", "className"),
    *[(kind, "href") for kind in ("csv", "json", "svg")],
    ("rows", "data-rows"),
    *[(kind, "children") for kind in ("share", "embed", "quote")],
)
Here = Mapping[str, Sequence[str]]


def card(
    chart: Chart,
    choices: Mapping[str, str],
    package: Package,
    path: str,
    here: Here | None = None,
    *,
    legend: Callable[[Figure], str],
    folded: bool = False,
) -> html.Fragment:
    """The whole card; `choices` are complete and checked, `path` is the page it is on.

    `here` narrows choices to options that mean something on this page, the first where its address is silent.
    `legend` gives the names of the series as HTML (dashboard/svg/legend.py): this room draws nothing.
    `folded` closes what follows the source: the card is one of several answers and not the page's subject.
    A card is drawn once for every page of the same package.
    """
    options = tuple(choice.options for choice in chart.choices)
    key = ("card", chart.id, options, chart.canonical(choices), path, repr(here), folded, urls.origin())
    controls = Controls(chart=chart, choices=choices, here=here or {})

    def draw() -> html.Element:
        view = chart_options.view(chart, choices, package)
        return _card(view, controls.form(path), legend(view.picture), folded=folded)

    return package.once(key, lambda: html.Fragment(draw))


def _card(view: View, controls: html.Element, legend: str, *, folded: bool) -> html.Element:
    chart = view.chart
    names = html.Div(className="island legend-of", **{"data-html": legend})  # assets/card.js
    return html.Section(
        [
            html.P(say(f"chart.{chart.id}.title"), className="kicker", id=f"{chart.id}-kicker"),
            html.H2(html.Span(view.finding, id=part_id("finding", chart)), id=f"{chart.id}-title"),
            html.P(view.subtitle, className="subtitle", id=part_id("subtitle", chart)),
            controls,
            _tabs(view),
            _panel(chart, "chart", names, plot(view)),
            _panel(chart, "table", _rows(view)),
            *foot(view, folded=folded),
            dcc.Store(id=part_id("query", chart), data=view.query),
        ],
        className="card chart" + ("" if len(view.rows) else " bare"),
        id=chart.id,
        **{"aria-labelledby": f"{chart.id}-kicker {chart.id}-title"},
    )


def _tabs(view: View) -> html.Element:
    """Picture or rows: tabs for readers with scripts (assets/card.js); without them the rows are a fold."""
    chart = view.chart
    names = ("summary", "rows") if "table" in view.picture["layout"] else ("chart", "table")
    tabs = [
        html.Button(
            say(f"chart.tab_{name}"),
            type="button",
            role="tab",
            id=f"{chart.id}-tab-{panel}",
            tabIndex=None if panel == "chart" else "-1",
            **{"aria-selected": str(panel == "chart").lower(), "aria-controls": f"{chart.id}-panel-{panel}"},
        )
        for panel, name in zip(("chart", "table"), names, strict=True)
    ]
    title = {"aria-label": say("chart.tabs", title=say(f"chart.{chart.id}.title"))}
    return html.Div(tabs, role="tablist", className="tabs only-script", **title)


def _panel(chart: Chart, name: str, *children: html.Element) -> html.Element:
    named = {"aria-labelledby": f"{chart.id}-tab-{name}"}
    return html.Div(list(children), role="tabpanel", id=f"{chart.id}-panel-{name}", className=f"panel-{name}", **named)


def _rows(view: View) -> html.Element:
    """The rows of the picture: fetched when they are opened (assets/page.js); the first HTML carries short ones."""
    chart = view.chart
    address = urls.chart(chart.id, "html", view.query, view.package.version)
    rows = html.Div(className="rows", id=part_id("rows", chart), **{"data-rows": address})
    title = html.Summary(say("chart.rows"))
    return html.Details([title, rows], className="table-of-rows", id=f"{chart.id}-table")
