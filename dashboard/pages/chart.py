"""One chart on a page of its own: what is shared and embedded (`?embed=1`)."""

from __future__ import annotations

from typing import Any

import dash

from dashboard.charts.base import Chart
from dashboard.charts.registry import CHARTS
from dashboard.http import previews, routes
from dashboard.package.current import package
from dashboard.pages import blocks
from dashboard.texts import say
from dashboard.ui import chart_options, components, shell, urls
from dashboard.ui.elements import Element


def title(chart: str = "", **_: Any) -> str:
    return say("site.tab", name=say(f"chart.{chart}.title" if chart in CHARTS else "error.404"))


def description(chart: str = "", **query: Any) -> str:
    """The finding under the choices of the address, and what is shown."""
    known = _known(chart)
    if known is None:
        return ""
    view = chart_options.view(known, known.complete(urls.given(known, query)), package())
    return f"{view.finding}. {view.subtitle}"


def preview(chart: str = "", **query: Any) -> str:
    """The picture under the choices of the address."""
    known = _known(chart)
    return previews.of_chart(known, known.canonical(known.complete(urls.given(known, query)))) if known else ""


def _known(chart: str) -> Chart | None:
    return chart_options.chart(chart, package()) if chart in CHARTS else None


@routes.page
def layout(chart: str = "", **query: Any) -> Element:
    """The card of `chart` with the choices in `query`. WrongAddress (404) when there is no such chart."""
    known = _known(chart)
    if known is None:
        raise routes.WrongAddress(404, say("error.no_chart", name=chart))
    now = package()
    card = blocks.card(known, known.complete(urls.given_alone(known, query)), now, urls.alone(known, ""))
    return components.page(say(f"chart.{known.id}.title"), shell.age_line(now, [known.table]), card)


dash.register_page(
    __name__, path_template="/charts/<chart>", order=11, title=title, description=description, preview=preview
)
