"""One chart on a page of its own: what is shared and embedded (`?embed=1`)."""

from __future__ import annotations

from typing import Any

import dash
from dash.development.base_component import Component

from dashboard.charts.registry import CHARTS
from dashboard.http import routes
from dashboard.package.current import package
from dashboard.texts import say
from dashboard.ui import chart_card, components, shell, urls


def title(chart: str = "", **_: Any) -> str:
    return say("site.tab", name=say(f"chart.{chart}.title" if chart in CHARTS else "error.404"))


def description(chart: str = "", **_: Any) -> str:
    return say(f"chart.{chart}.key") if chart in CHARTS else ""


@routes.page
def layout(chart: str = "", **query: Any) -> Component:
    """The card of `chart` with the choices in `query`. WrongAddress (404) when there is no such chart."""
    known = CHARTS.get(str(chart))
    if known is None:
        raise routes.WrongAddress(404, say("error.no_chart", name=chart))
    now = package()
    known = known.with_options(now.tables)
    drawn = chart_card.card(known, known.complete(urls.given_alone(known, query)), now, urls.alone(known, ""))
    return components.page(say(f"chart.{known.id}.title"), shell.age_line(now, [known.table]), drawn)


dash.register_page(__name__, path_template="/charts/<chart>", order=11, title=title, description=description)
