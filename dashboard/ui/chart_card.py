"""The card of a chart: its finding as a title, its controls, picture and rows as tabs, source, caveats, downloads.

What a choice changes carries a pattern-matching id and is set again by `fetchFigure` in assets/charts.js; the first
state is written by the server, so that the words are there before and without any script.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any, cast

from dash import dcc

from dashboard.charts import theme
from dashboard.charts.base import Chart, Figure
from dashboard.package.store import Package
from dashboard.texts import formats, say
from dashboard.ui import chart_options, cite, urls
from dashboard.ui import elements as html
from dashboard.ui.chart_options import View
from dashboard.ui.controls import Controls
from dashboard.ui.elements import Element, Fragment

GRAPH_CONFIG = {"displayModeBar": False, "responsive": True, "scrollZoom": False, "doubleClick": False}
PANELS = ("chart", "table")
#: kinds of pieces of the card and the properties of them that a choice changes
SET_BY_A_CHOICE = (
    ("graph", "figure"),
    ("grid", "children"),
    ("finding", "children"),
    ("subtitle", "children"),
    ("alt", "children"),
    ("source", "children"),
    ("status", "children"),
    ("plot", "className"),
    ("csv", "href"),
    ("json", "href"),
    ("svg", "href"),
    ("rows", "data-rows"),
    ("share", "children"),
    ("embed", "children"),
    ("quote", "children"),
)

WAITING = {
    "data": [],
    "layout": {"xaxis": {"visible": False}, "yaxis": {"visible": False}, "height": 0, "paper_bgcolor": theme.CLEAR},
}


def mark(kind: str, chart: Chart) -> dict[str, str]:
    """The id of a piece of the card that a choice changes."""
    return {"type": kind, "chart": chart.id}


def edition(package: Package) -> str:
    """Day and version of the data, as a sentence."""
    return say("chart.package", day=formats.day(package.created), version=package.version)


def card(
    chart: Chart,
    choices: Mapping[str, str],
    package: Package,
    path: str,
    here: Mapping[str, Sequence[str]] | None = None,
    *,
    legend: Callable[[Figure], str],
    folded: bool = False,
) -> Fragment:
    """The whole card; `choices` are complete and checked, `path` is the page it is on.

    `here` narrows choices to options that mean something on this page, the first where its address is silent.
    `legend` writes the names of the series as HTML (dashboard/svg/legend.py): this room draws nothing.
    `folded` closes what stands below the source: the card is one of several answers and not the page's subject.
    A card is drawn once for every page of the same package.
    """
    options, own = tuple(choice.options for choice in chart.choices), repr(here)
    key = ("card", chart.id, options, chart.canonical(choices), path, own, folded, urls.origin())
    picture = package.made.get(
        key, lambda: Fragment(lambda: _card(chart, choices, package, path, here, legend=legend, folded=folded))
    )
    return cast(Fragment, picture)


def _card(
    chart: Chart,
    choices: Mapping[str, str],
    package: Package,
    path: str,
    here: Mapping[str, Sequence[str]] | None,
    *,
    legend: Callable[[Figure], str],
    folded: bool,
) -> Element:
    view = chart_options.view(chart, choices, package)
    query, picture = view.query, view.picture
    return html.Section(
        [
            html.P(say(f"chart.{chart.id}.title"), className="kicker", id=f"{chart.id}-kicker"),
            html.H2(html.Span(view.finding, id=mark("finding", chart)), id=f"{chart.id}-title"),
            html.P(view.subtitle, className="subtitle", id=mark("subtitle", chart)),
            Controls(chart=chart, choices=choices, here=here or {}).form(path),
            _tabs(chart, picture),
            _panel(chart, "chart", _legend(legend(picture)), _plot(chart, query, package.version, picture)),
            _panel(chart, "table", _rows(chart, query, package.version)),
            *_below(view, folded=folded),
            dcc.Store(id=mark("query", chart), data=query),
        ],
        className="card chart" + ("" if len(view.rows) else " bare"),
        id=chart.id,
        **{"aria-labelledby": f"{chart.id}-kicker {chart.id}-title"},
    )


def _below(view: View, *, folded: bool) -> list[Element]:
    """What stands below the picture: its key, source and notes, its rows and downloads."""
    chart, query = view.chart, view.query
    key, source = html.P(key_of(chart), className="key"), _source(view)
    rest = [
        _notes(view),
        _downloads(chart, query, view.package.version),
        _share(view, query),
    ]
    if not folded:
        return [key, source, *rest]
    return [source, html.Details([html.Summary(say("chart.more")), key, *rest], className="below")]


def key_of(chart: Chart) -> str:
    """How to read the marks of a chart, in words."""
    key = say(f"chart.{chart.id}.key")
    return f"{key} {say('chart.events')}" if chart.dated else key


def _tabs(chart: Chart, picture: Figure) -> Element:
    """Picture or rows: tabs for readers with scripts (assets/card.js); without them the rows are a fold."""
    names = ("summary", "rows") if "table" in picture["layout"] else ("chart", "table")
    tabs = [
        html.Button(
            say(f"chart.tab_{name}"),
            type="button",
            role="tab",
            id=f"{chart.id}-tab-{panel}",
            tabIndex=None if panel == "chart" else "-1",
            **{"aria-selected": str(panel == "chart").lower(), "aria-controls": f"{chart.id}-panel-{panel}"},
        )
        for panel, name in zip(PANELS, names, strict=True)
    ]
    title = {"aria-label": say("chart.tabs", title=say(f"chart.{chart.id}.title"))}
    return html.Div(tabs, role="tablist", className="tabs only-script", **title)


def _panel(chart: Chart, name: str, *children: Element) -> Element:
    named = {"aria-labelledby": f"{chart.id}-tab-{name}"}
    return html.Div(list(children), role="tabpanel", id=f"{chart.id}-panel-{name}", className=f"panel-{name}", **named)


def _legend(names: str) -> Element:
    """The names of the series as buttons, each of which lets its series stand out (assets/card.js)."""
    return html.Div(className="island legend-of", **{"data-html": names})


def _rows(chart: Chart, query: str, version: str) -> Element:
    """The rows of the picture: fetched when they are opened (assets/page.js); the first HTML carries short ones."""
    address = urls.chart(chart.id, "html", query, version)
    rows = html.Div(className="rows", id=mark("rows", chart), **{"data-rows": address})
    title = html.Summary(say("chart.rows"))
    return html.Details([title, rows], className="table-of-rows", id=f"{chart.id}-table")


def _plot(chart: Chart, query: str, version: str, figure: Figure) -> Element:
    """The still picture, the live one that takes its place, or a table; and what is said of a chosen point."""
    height, table = str(figure["layout"]["height"]), figure["layout"].get("table")
    graph = dcc.Graph(
        id=mark("graph", chart), figure=WAITING, config=GRAPH_CONFIG, className="live", style={"height": f"{height}px"}
    )
    still = None if table else _still(urls.chart(chart.id, "svg", query, version), height)
    picture = html.Div(
        [still, graph], className="plot tabled" if table else "plot", id=mark("plot", chart), **{"aria-hidden": "true"}
    )
    grid = html.Div(_table(chart, table) if table else None, id=mark("grid", chart), className="grid")
    status = html.P(id=mark("status", chart), className="status", role="status")
    walk = {} if table else {"tabIndex": "0", "aria-label": say("chart.walk"), "data-walk": chart.id}
    aloud = html.P(className="spoken", **{"aria-live": "polite"})
    return html.Div(
        [picture, grid, status, aloud],
        className="figure",
        role="group",
        **{"aria-describedby": f"{chart.id}-alt"},
        **walk,
    )


def _still(address: str, height: str) -> Element:
    """The picture that the server draws, in a form of its own for a phone."""
    narrow = html.Source(srcSet=f"{address}&size=narrow", media="(max-width: 559px)")
    wide = html.Img(src=f"{address}&size=plain", alt="", width="860", height=height)
    return html.Picture([narrow, wide], className="still")


def _table(chart: Chart, table: Mapping[str, Any]) -> Element:
    """The words of a small table; assets/charts.js builds the same after a choice."""
    numbers = set(table["numbers"])
    heads = [html.Th(t, scope="col", className="num" if i in numbers else None) for i, t in enumerate(table["head"])]
    body = [
        html.Tr(
            [
                html.Td(
                    html.A(c["text"], href=c["to"]) if "to" in c else c["text"],
                    className=f"tone-{c['tone']}{' num' if i in numbers else ''}",
                    **{"data-head": table["head"][i]},
                )
                for i, c in enumerate(row)
            ]
        )
        for row in table["rows"]
    ]
    name, signs = ("short matrix" if table["matrix"] else "short"), str(len(table["head"]) - 1)
    props = {"className": name, "style": {"--signs": signs}, "aria-labelledby": f"{chart.id}-title"}
    return html.Table([html.Thead(html.Tr(heads)), html.Tbody(body)], **props)


def _source(view: View) -> Element:
    names = html.Span(view.source, id=mark("source", view.chart))
    return html.P([html.Strong(say("chart.sources") + " "), names, ". ", edition(view.package)], className="source")


def _notes(view: View) -> Element:
    """What the picture shows in words, and the caveats of its table, folded."""
    chart = view.chart
    caveats = [html.Li(c["text"]) for c in view.package.resources[chart.table].get("caveats", [])]
    words = html.Li(html.Span(view.alt, id=mark("alt", chart)), id=f"{chart.id}-alt")
    title = html.Summary(say("chart.notes", n=1 + len(caveats)))
    return html.Details([title, html.Ul([words, *caveats], className="caveats")], className="notes")


def _downloads(chart: Chart, query: str, version: str) -> Element:
    def to(kind: str, **props: Any) -> Element:
        address = urls.chart(chart.id, kind, query, version)
        return html.A(say(f"chart.{kind}"), href=address, id=mark(kind, chart), **props)

    png = {"data-shot": "png", "data-chart": chart.id}
    links = [
        to("csv", download=f"{chart.id}.csv"),
        html.Button(say("chart.shot_png"), type="button", className="only-script", **png),
        to("svg", download=f"{chart.id}.svg"),
        to("json"),
    ]
    return html.P(links, className="downloads")


def _share(view: View, query: str) -> Element:
    """The address of this chart with its choices, the HTML that embeds it; its finding to quote, and how to cite it."""
    chart, package, height = view.chart, view.package, view.picture["layout"]["height"]
    address, title = urls.origin() + urls.alone(chart, query), say(f"chart.{chart.id}.title")
    values = {"share": address, "embed": urls.embed(chart, query, title, height)}
    rows = [piece for kind, text in values.items() for piece in _taken(chart, kind, text)]
    work = cite.Work(key=chart.id, title=title, address=f"{urls.origin()}/charts/{chart.id}", now=package)
    quoted = _taken(chart, "quote", cite.quote(view.finding, package, address))
    entries = cite.entries(work, f"/charts/{chart.id}/cite")
    # what assets/charts.js fills in after a choice
    frame = {"data-quote": cite.quote("{finding}", package, "{address}")}
    credit = html.A(say("site.title"), href=urls.alone(chart, query), target="_blank")
    return html.Div(
        [
            html.Details([html.Summary(say("chart.share")), *rows], className="share"),
            html.Details([html.Summary(say("cite.title")), *quoted, *entries], className="share cite", **frame),
            html.P([say("chart.credit") + " ", credit], className="credit"),
        ]
    )


def _taken(chart: Chart, kind: str, text: str) -> list[Element]:
    """A label, a button that copies, and the text, which a choice changes."""
    named = {"data-copy": kind, "aria-label": say(f"chart.copy_{kind}")}
    copy = html.Button(say("chart.copy"), type="button", className="only-script", **named)
    label = html.P([html.Span(say(f"chart.{kind}_label")), " ", copy], className="key")
    return [label, html.Pre(html.Code(text, id=mark(kind, chart)))]
