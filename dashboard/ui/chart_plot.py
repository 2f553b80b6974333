"""The picture on the card of a chart: still, live, or a table of words; and what is said of a chosen point."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from dash import dcc

from dashboard.charts import theme
from dashboard.charts.base import Chart
from dashboard.texts import say
from dashboard.ui import elements as html
from dashboard.ui import urls
from dashboard.ui.chart_foot import part_id
from dashboard.ui.chart_options import View

GRAPH_CONFIG = {"displayModeBar": False, "responsive": True, "scrollZoom": False, "doubleClick": False}
WAITING = {
    "data": [],
    "layout": {"xaxis": {"visible": False}, "yaxis": {"visible": False}, "height": 0, "paper_bgcolor": theme.CLEAR},
}


def plot(view: View) -> html.Element:
    """The still picture, the live one that takes its place, or a table; and what is said of a chosen point."""
    chart, layout = view.chart, view.picture["layout"]
    height, table = str(layout["height"]), layout.get("table")
    style = {"height": f"{height}px"}
    graph = dcc.Graph(id=part_id("graph", chart), figure=WAITING, config=GRAPH_CONFIG, className="live", style=style)
    still = None if table else _still(urls.chart(chart.id, "svg", view.query, view.package.version), height)
    look = {"className": "plot tabled" if table else "plot", "aria-hidden": "true"}
    picture = html.Div([still, graph], id=part_id("plot", chart), **look)
    grid = html.Div(_table(chart, table) if table else None, id=part_id("grid", chart), className="grid")
    status = html.P(id=part_id("status", chart), className="status", role="status")
    aloud = html.P(className="spoken", **{"aria-live": "polite"})
    walk = {} if table else {"tabIndex": "0", "aria-label": say("chart.walk"), "data-walk": chart.id}
    described = {"aria-describedby": f"{chart.id}-alt"}
    return html.Div([picture, grid, status, aloud], className="figure", role="group", **described, **walk)


def _still(address: str, height: str) -> html.Element:
    """The picture that the server draws, in a form of its own for a phone."""
    narrow = html.Source(srcSet=f"{address}&size=narrow", media="(max-width: 559px)")
    wide = html.Img(src=f"{address}&size=plain", alt="", width="860", height=height)
    return html.Picture([narrow, wide], className="still")


def _table(chart: Chart, table: Mapping[str, Any]) -> html.Element:
    """The words of a small table; assets/charts.js builds the same after a choice."""
    numbers = set(table["numbers"])
    heads = [html.Th(t, scope="col", className="num" if i in numbers else None) for i, t in enumerate(table["head"])]
    body = [html.Tr([_td(cell, table["head"][i], i in numbers) for i, cell in enumerate(row)]) for row in table["rows"]]
    name, signs = ("short matrix" if table["matrix"] else "short"), str(len(table["head"]) - 1)
    props = {"className": name, "style": {"--signs": signs}, "aria-labelledby": f"{chart.id}-title"}
    return html.Table([html.Thead(html.Tr(heads)), html.Tbody(body)], **props)


def _td(cell: Mapping[str, str], head: str, number: bool) -> html.Element:
    text = html.A(cell["text"], href=cell["to"]) if "to" in cell else cell["text"]
    return html.Td(text, className=f"tone-{cell['tone']}{' num' if number else ''}", **{"data-head": head})
