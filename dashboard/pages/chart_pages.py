"""The pages that show charts: one for each topic of `chart_pages.toml`, and one for each chart alone."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import partial
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from dashboard.charts.base import Chart
from dashboard.charts.registry import CHARTS
from dashboard.http import pictures, routes
from dashboard.http.query import of_choice
from dashboard.package import claims
from dashboard.package.claims import Claim
from dashboard.package.current import package
from dashboard.package.store import Package
from dashboard.pages import claim_lists, listing
from dashboard.svg import legend, small
from dashboard.texts import say
from dashboard.ui import age, chart_card, chart_options, components, urls
from dashboard.ui import elements as html

#: topic -> its charts, in the order in which a reader asks
PAGES: dict[str, list[str]] = tomllib.loads(Path(__file__).with_name("chart_pages.toml").read_text("utf-8"))
#: the card of a chart with its legend drawn
card = partial(chart_card.card, legend=legend.html)
_SINCE = 2015  # first year of the rows between the two countries that /trade offers as one file


def topic(claim: Claim) -> str:
    """The topic that `claim` says it belongs to; empty for one that names no page of ours."""
    name = claim.about.get("topic", "")
    return name if name in PAGES else ""


def with_rows(now: Package, name: str) -> list[Chart]:
    """The charts of a topic that have rows; one without is left out, so that no picture is empty."""
    return [chart_options.chart(chart, now) for chart in PAGES[name] if chart_options.has_rows(chart, now)]


def tile(address: str, caption: Any, alt: str = "") -> html.Element:
    """A small picture of a chart, from its address, over a caption."""
    image = html.Img(alt=alt, width=str(small.WIDTH), height=str(small.HEIGHT), **{"data-lazy": address})
    return html.Figure([image, html.Figcaption(caption)], className="small")


def knows(topic: str, name: str) -> bool:
    """Whether the query of the page of `topic` may hold `name`."""
    return of_choice(name) or (topic == "agreements" and name in listing.FILTERS)


def layout(name: str, /, **query: Any) -> html.Element:
    """The page `/<name>`; `query` holds the choices of its address. UnknownChoice (400) for one that is not known."""
    now = package()
    every = [chart_options.chart(chart, now) for chart in PAGES[name]]
    choices = {chart.id: _choices(chart, query) for chart in every}  # those without rows are checked
    charts = with_rows(now, name)
    return components.page(
        say(f"{name}.title"),
        age.line(now, {chart.table for chart in charts}),
        _claims([claim for claim in claims.every(now) if topic(claim) == name]),
        _pair_rows(now) if name == "trade" else None,
        _contents(charts),
        *[card(chart, choices[chart.id], now, f"/{name}") for chart in charts],
        listing.section(now, listing.given(query)) if name == "agreements" else None,
        # what is said of the article's own countries, then of what the page shows
        lead=" ".join(filter(None, [now.article["leads"].get(name), say(f"{name}.lead")])),
    )


def _claims(listed: list[Claim]) -> html.Element | None:
    """What the article says on this topic."""
    if not listed:
        return None
    inner = [html.H2(say("charted.claims"), id="claims-title"), claim_lists.strip(listed)]
    return html.Section(inner, **{"aria-labelledby": "claims-title"})


def _pair_rows(now: Package) -> html.Element:
    """The rows of `trade` between the two countries of the article, as a file and as a page."""
    pair = [(side, country) for side in ("exporter", "importer") for country in now.parties.ids]
    query = urlencode([*pair, ("from", _SINCE)])
    file = html.A(say("charted.pair_csv"), href=f"/data/trade.csv?{query}", download="trade.csv")
    page = html.A(say("charted.pair_page"), href=f"/data/trade?{query}")
    return html.P([say("charted.pair", year=_SINCE) + " ", file, ", ", page])


def _contents(charts: list[Chart]) -> html.Element:
    """Links to the charts of the page, which is long."""
    links = [html.A(say(f"chart.{chart.id}.title"), href=f"#{chart.id}") for chart in charts]
    return components.ways(links, say("charted.contents"))


def _choices(chart: Chart, query: Mapping[str, Any]) -> dict[str, str]:
    return chart.complete(urls.given(chart, query))


def _chart(name: str) -> Chart:
    if name not in CHARTS:
        raise routes.WrongAddress(404, say("error.no_chart", name=name))
    return chart_options.chart(name, package())


def alone(chart: str, **query: Any) -> html.Element:
    """The page of one chart, to share and to embed (`?embed=1`). WrongAddress (404) when there is no such chart."""
    now, known = package(), _chart(chart)
    choices = known.complete(urls.given_alone(known, query))
    since = age.line(now, [known.table])
    return components.page(say(f"chart.{chart}.title"), since, card(known, choices, now, urls.alone(known, "")))


def title(chart: str, **_: Any) -> str:
    return say("site.tab", name=say(f"chart.{_chart(chart).id}.title"))


def description(chart: str, **query: Any) -> str:
    """What the chart shows under the choices of the address, and what it finds."""
    known = _chart(chart)
    view = chart_options.view(known, _choices(known, query), package())
    return f"{view.finding.rstrip('.')}. {view.subtitle}"


def preview(chart: str, **query: Any) -> str:
    """The picture under the choices of the address."""
    known = _chart(chart)
    return pictures.of_chart(known, known.canonical(_choices(known, query)))
