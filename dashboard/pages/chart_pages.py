"""The pages of charts that `chart_pages.toml` lists: title, lead, age of the data, and a card for each chart."""

from __future__ import annotations

from collections.abc import Callable, Container, Mapping, Sequence
from functools import partial
from typing import Any
from urllib.parse import urlencode

from dashboard.http import routes
from dashboard.package import claims
from dashboard.package.current import package
from dashboard.package.store import Package
from dashboard.pages import blocks, listing, topics
from dashboard.texts import say
from dashboard.ui import chart_options, components, shell, urls
from dashboard.ui import elements as html
from dashboard.ui.elements import Element

#: what follows the charts of a page, from the package and the query of its address
_BELOW: dict[str, Callable[[Package, Mapping[str, Any]], Element]] = {
    "agreements": lambda now, query: listing.section(now, listing.given(query))
}


#: first year of the rows between the two that /trade offers as one file
_SINCE = 2015


def _pair_rows(now: Package) -> Element:
    """The rows of `trade` between the two countries of the article, as a file and as a page."""
    pair = [(side, country) for side in ("exporter", "importer") for country in now.parties.ids]
    query = urlencode([*pair, ("from", _SINCE)])
    links = [html.A(say("charted.pair_csv"), href=f"/data/trade.csv?{query}", download="trade.csv")]
    links.append(components.page_link(say("charted.pair_page"), f"/data/trade?{query}"))
    return html.P([say("charted.pair", year=_SINCE) + " ", links[0], ", ", links[1]])


#: what comes before the charts of a page
_ABOVE: dict[str, Callable[[Package], Element]] = {"trade": _pair_rows}
#: what the query of a page may hold beside choices
_OWN: dict[str, Container[str]] = {"agreements": listing.FILTERS}


def _knows(own: Container[str], name: str) -> bool:
    return name in own or routes.of_choice(name)


def layout(name: str, /, **query: Any) -> Element:
    """The page `/<name>`; `query` holds the choices of its address. UnknownChoice (400) for one that is not known."""
    now = package()
    charts = [chart_options.chart(chart, now) for chart in topics.PAGES[name]["charts"]]
    choices = {chart.id: chart.complete(urls.given(chart, query)) for chart in charts}
    with_rows = [chart for chart in charts if chart_options.has_rows(chart.id, now)]  # no empty picture among others
    cards = [blocks.card(chart, choices[chart.id], now, f"/{name}") for chart in with_rows]
    below = [_BELOW[name](now, query)] if name in _BELOW else []
    age = shell.age_line(now, {chart.table for chart in with_rows})
    return components.page(
        say(f"{name}.title"),
        age,
        _claims(now, name),
        *([_ABOVE[name](now)] if name in _ABOVE else []),
        _contents([chart.id for chart in with_rows]),
        *cards,
        *below,
        lead=_lead(now, name),
    )


def _lead(now: Package, name: str) -> str:
    """What is said of the article's own countries, and of what the page shows."""
    return " ".join(filter(None, [now.article["leads"].get(name), say(f"{name}.lead")]))


def _claims(now: Package, name: str) -> Element | None:
    """What the article says on this topic, each claim with the words of its asserted parts."""
    records = [record for record in claims.every(now) if topics.topic(record) == name]
    if not records:
        return None
    rows = [html.Li(components.claim_line(r.about, [p.verdict["verdict"] for p in r.asserted])) for r in records]
    inner = [html.H2(say("charted.claims"), id="claims-title"), html.Ul(rows, className="strip")]
    return html.Section(inner, **{"aria-labelledby": "claims-title"})


def _contents(names: Sequence[str]) -> Element:
    """Links to the charts of the page, which is long."""
    rows = [html.Li(html.A(say(f"chart.{name}.title"), href=f"#{name}")) for name in names]
    return html.Nav(html.Ul(rows, className="ways"), **{"aria-label": say("charted.contents")})


for _name, _page in topics.PAGES.items():
    routes.register_page(
        f"{__name__}.{_name}",
        f"/{_name}",
        _name,
        order=_page["order"],
        layout=routes.page(partial(layout, _name), _name),
        in_navigation=_name,
        query=routes.Known(knows=partial(_knows, _OWN.get(_name, ()))),
    )
