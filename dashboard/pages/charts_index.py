"""Every chart that has rows, by page: its headline, its small picture, and the way to it."""

from __future__ import annotations

from typing import Any

from dashboard.charts.base import Chart
from dashboard.http import routes
from dashboard.package.current import package
from dashboard.package.store import Package
from dashboard.pages import topics
from dashboard.svg import small
from dashboard.texts import say
from dashboard.ui import chart_options, components, shell, urls
from dashboard.ui import elements as html
from dashboard.ui.elements import Element


@routes.page
def layout(**_: Any) -> Element:
    """The charts under the pages that show them."""
    now = package()
    sections = [
        (name, [chart_options.chart(c, now) for c in page["charts"] if chart_options.has_rows(c, now)])
        for name, page in topics.PAGES.items()
    ]
    return components.page(
        say("charts.title"),
        *[_page(now, name, charts) for name, charts in sections if charts],
        shell.age_line(now, {chart.table for _, charts in sections for chart in charts}),
        lead=say("charts.lead", n=sum(len(charts) for _, charts in sections)),
    )


def _page(now: Package, name: str, charts: list[Chart]) -> Element:
    heading = html.H2(components.page_link(say(f"{name}.title"), f"/{name}"))
    return html.Section([heading, html.Ul([html.Li(_chart(now, chart)) for chart in charts], className="tiles")])


def _chart(now: Package, chart: Chart) -> Element:
    title = say(f"chart.{chart.id}.title")
    address = {"data-lazy": urls.chart(chart.id, "svg", "size=small", now.version)}
    picture = html.Img(alt="", width=str(small.WIDTH), height=str(small.HEIGHT), **address)
    link = components.page_link(title, f"/charts/{chart.id}")
    return html.Figure(
        [picture, html.Figcaption([html.Strong(link), " ", chart_options.usual(chart, now).finding])],
        className="small",
    )


routes.register_page(__name__, "/charts", "charts", order=21)
