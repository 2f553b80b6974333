"""A page of charts: a title, a lead, the age of the data, and one card for each chart that it names."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from dash import html
from dash.development.base_component import Component

from dashboard.charts.registry import CHARTS
from dashboard.package.current import package
from dashboard.texts import say
from dashboard.ui import chart_card, components, shell, urls

#: page -> its charts, in the order in which a reader asks
PAGES: dict[str, tuple[str, ...]] = {
    "trade": (
        "turnover", "russia-rank", "partner-rank", "balance", "trade-shares", "who-reported", "mirror-gaps", "products",
    ),
    "investment": ("investment-total", "investment-origins", "one-figure", "investment-stages"),
    "agreements": ("agreements-ladder", "frame-parts", "agreements-timeline", "pledges"),
    "ties": (
        "corridor-cargo", "arms-transfers", "sanctions-timeline", "un-agreement", "alignment", "ukraine-votes",
    ),
    "certainty": (
        "specification-curve", "definition-grid", "rank-uncertainty", "anomalies", "conditions", "forecast-band",
        "false-dates", "rivals", "pool-b", "donor-weights", "breaks",
    ),
}  # fmt: skip


def page(name: str, query: Mapping[str, Any], *more: Component) -> Component:
    """The page `/<name>` with its charts, `more` under them; `query` holds the choices of its address."""
    now = package()
    charts = tuple(c for c in PAGES[name] if CHARTS[c].has_rows(now.tables))  # no empty picture among others
    drawn = [
        chart_card.card(CHARTS[c], CHARTS[c].complete(urls.given(CHARTS[c], query)), now, f"/{name}") for c in charts
    ]
    age = shell.age_line(now, {CHARTS[c].table for c in charts})
    return components.page(say(f"{name}.title"), age, _contents(charts), *drawn, *more, lead=say(f"{name}.lead"))


def _contents(charts: tuple[str, ...]) -> Component:
    """Links to the charts of the page, which is long."""
    rows = [html.Li(html.A(say(f"chart.{c}.title"), href=f"#{c}")) for c in charts]
    return html.Nav(html.Ul(rows, className="ways"), **{"aria-label": say("charted.contents")})
