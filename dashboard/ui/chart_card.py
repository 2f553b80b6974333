"""The card of a chart: its finding as a title, its controls, the picture, source and caveats, rows and downloads.

What a choice changes carries a pattern-matching id and is set again by `fetchFigure` in assets/charts.js; the first
state is written by the server, so that the words are there before and without any script.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd
from dash import dcc, html
from dash.development.base_component import Component

from dashboard.charts.base import Chart
from dashboard.package import claims
from dashboard.package.store import Package
from dashboard.texts import catalogue, formats, say, word
from dashboard.ui import urls

GRAPH_CONFIG = {"displayModeBar": False, "responsive": True, "scrollZoom": False, "doubleClick": False}
WAITING = {"data": [], "layout": {"xaxis": {"visible": False}, "yaxis": {"visible": False}, "height": 0}}


def mark(kind: str, chart: Chart) -> dict[str, str]:
    """The id of a piece of the card that a choice changes."""
    return {"type": kind, "chart": chart.id}


def source_line(package: Package, chart: Chart, rows: pd.DataFrame) -> str:
    """Publisher, title and newest observation of the sources that the rows name; else the title of their table."""
    names = [str(name) for name in dict.fromkeys(rows["source"].dropna())] if "source" in rows else []
    sources = claims.source_rows(package, names)
    told = [
        say("chart.source", title=s["title"], publisher=s["publisher"], newest=s["newest_observation"] or "?")
        for s in sources
    ]
    for name in names:
        if name not in {s["id"] for s in sources}:
            told.append(claims.series_words(package, name) or word("root_family", name))
    return "; ".join(told) or str(package.resources[chart.table]["title"])


def card(
    chart: Chart,
    choices: Mapping[str, str],
    package: Package,
    path: str,
    here: Mapping[str, Sequence[str]] | None = None,
) -> Component:
    """The whole card; `choices` are complete and checked, `path` is the page it stands on.

    `here` narrows choices to options that mean something on this page, the first where its address is silent.
    """
    rows = chart.select(package.tables, choices)
    head = html.H2(html.Span(chart.finding(rows), id=mark("finding", chart)), id=f"{chart.id}-title")
    return html.Section(
        [
            html.P(say(f"chart.{chart.id}.title"), className="kicker", id=f"{chart.id}-kicker"),
            head,
            _controls(chart, choices, path, here or {}),
            _plot(chart, chart.canonical(choices), package.version, rows),
            html.P(say(f"chart.{chart.id}.key"), className="key"),
            _notes(chart, package, rows),
            _downloads(chart, chart.canonical(choices), package.version),
            _share(chart, chart.canonical(choices)),
            dcc.Store(id=mark("query", chart), data=chart.canonical(choices)),
        ],
        className="card chart",
        id=chart.id,
        **{"aria-labelledby": f"{chart.id}-kicker {chart.id}-title"},
    )


def option_words(chart: Chart, name: str, option: str) -> str:
    """Label of an option: the chart's own word, else the word that all charts share."""
    own = f"chart.{chart.id}.{name}.{option}"
    return catalogue().get(own) or say(f"choice.{name}.{option}")


def _controls(chart: Chart, choices: Mapping[str, str], path: str, here: Mapping[str, Sequence[str]]) -> Component:
    fields = []
    for choice in chart.choices:
        name = f"{chart.id}.{choice.name}"
        options = [
            html.Option(
                option_words(chart, choice.name, o), value=o, selected="selected" if o == choices[choice.name] else None
            )
            for o in choice.options
            if o in here.get(choice.name, choice.options) or o == choices[choice.name]
        ]
        label = html.Label(say(f"choice.{choice.name}.title"), htmlFor=name)
        silent = {"data-usual": here.get(choice.name, (choice.usual,))[0], "data-chart-usual": choice.usual}
        picker = html.Select(options, id=name, name=name, **silent)
        fields.append(html.Div([label, picker], className="field"))
    show = html.Button(say("chart.show"), type="submit", className="only-words")
    return html.Form([*fields, show], method="get", action=path, className="controls", **{"data-chart": chart.id})


def _plot(chart: Chart, query: str, version: str, rows: pd.DataFrame) -> Component:
    still = html.Img(
        src=urls.chart(chart.id, "svg", query, version),
        alt="",
        className="still",
        width="860",
        height=str(chart.height),
    )
    graph = dcc.Graph(
        id=mark("graph", chart),
        figure=WAITING,
        config=GRAPH_CONFIG,
        className="live",
        style={"height": f"{chart.height}px"},
    )
    picture = html.Div([still, graph], className="plot", id=mark("plot", chart), **{"aria-hidden": "true"})
    told = html.P(html.Span(chart.alt(rows), id=mark("alt", chart)), className="alt", id=f"{chart.id}-alt")
    status = html.P(id=mark("status", chart), className="status", role="status")
    return html.Div(
        [picture, status, told], className="figure", role="group", **{"aria-describedby": f"{chart.id}-alt"}
    )


def _notes(chart: Chart, package: Package, rows: pd.DataFrame) -> Component:
    resource = package.resources[chart.table]
    caveats = [html.Li(c["text"]) for c in resource.get("caveats", [])]
    date = say("chart.package", day=formats.day(package.created), version=package.version)
    source = html.Span(source_line(package, chart, rows), id=mark("source", chart))
    return html.Div(
        [
            html.P([html.Strong(say("chart.sources") + " "), source, ". ", date], className="source"),
            html.Ul(caveats, className="caveats") if caveats else None,
        ],
        className="notes",
    )


def _downloads(chart: Chart, query: str, version: str) -> Component:
    def to(kind: str, **props: Any) -> Component:
        address = urls.chart(chart.id, kind, query, version)
        return html.A(say(f"chart.{kind}"), href=address, id=mark(kind, chart), **props)

    def shot(kind: str) -> Component:
        told = {"data-shot": kind, "data-chart": chart.id}
        return html.Button(say(f"chart.shot_{kind}"), type="button", className="only-script", **told)

    rows = html.Div(
        className="rows", id=mark("rows", chart), **{"data-rows": urls.chart(chart.id, "html", query, version)}
    )
    taken = [
        to("csv", download=f"{chart.id}.csv"), shot("png"), shot("svg"), to("svg", className="only-words"), to("json"),
    ]  # fmt: skip
    return html.Div([html.P(taken, className="downloads"), html.Details([html.Summary(say("chart.rows")), rows])])


def _share(chart: Chart, query: str) -> Component:
    """The address of this chart with its choices, and the HTML that shows it in another page."""
    told = {"share": urls.origin() + urls.alone(chart, query),
            "embed": urls.embed(chart, query, say(f"chart.{chart.id}.title"))}  # fmt: skip
    rows = []
    for kind, text in told.items():
        named = {"data-copy": kind, "aria-label": say(f"chart.copy_{kind}")}
        copy = html.Button(say("chart.copy"), type="button", className="only-script", **named)
        rows += [html.P([html.Span(say(f"chart.{kind}_label")), " ", copy], className="key"),
                 html.Pre(html.Code(text, id=mark(kind, chart)))]  # fmt: skip
    credit = html.A(say("site.title"), href=urls.alone(chart, query), target="_blank")
    return html.Div(
        [
            html.Details([html.Summary(say("chart.share")), *rows], className="share"),
            html.P([say("chart.credit") + " ", credit], className="credit"),
        ]
    )
