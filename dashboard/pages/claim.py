"""One claim: its parts, every defensible reading of them, the evidence, and what would change the verdict."""

from __future__ import annotations

from typing import Any

import dash
from dash import html
from dash.development.base_component import Component

from dashboard.charts.base import Chart
from dashboard.charts.registry import CHARTS
from dashboard.http import routes
from dashboard.package import claims, jsonld
from dashboard.package.current import package
from dashboard.pages import parts
from dashboard.texts import say
from dashboard.ui import chart_card, components, shell, urls

READINGS = ("specification-curve", "definition-grid")  # drawn for the measured parts of every claim


def title(claim: str = "", **_: Any) -> str:
    record = claims.claim(package(), claim)
    return say("claim.tab", phrase=_phrase(record)) if record else say("error.404")


def _phrase(found: claims.Claim) -> str:
    return components.quoted(found.about["phrase"], found.about["quoted"])


def description(claim: str = "", **_: Any) -> str:
    record = claims.claim(package(), claim)
    return " ".join(part.verdict["sentence"] for part in record.parts[:2]) if record else ""


@routes.page
def layout(claim: str = "", **query: Any) -> Component:
    """The page of one claim; `query` holds the choices of its charts. WrongAddress (404) for an unknown one."""
    now = package()
    record = claims.claim(now, claim)
    if record is None:
        raise routes.WrongAddress(404, say("error.no_claim", name=claim))
    named = [CHARTS[name].with_options(now.tables) for name in record.charts if name in CHARTS]
    drawn = [_card(chart, claim, query) for chart in named]
    return components.page(
        _phrase(record),
        shell.age_line(now, [chart.table for chart in named]),
        _contents(record),
        *drawn,
        *[_readings(record, query, name) for name in READINGS],
        *[parts.section(part, now) for part in record.parts],
        lead=record.about["about"],
    )


def _card(chart: Chart, claim: str, query: dict[str, Any]) -> Component:
    """The card of a chart with what this claim asks of it where the address is silent."""
    preset = chart.presets.get(claim, {})
    choices = chart.complete({**preset, **urls.given(chart, query)})
    options = {c.name: c.options for c in chart.choices}
    here = {name: (value, *[o for o in options[name] if o != value]) for name, value in preset.items()}
    return chart_card.card(chart, choices, package(), f"/claims/{claim}", here)


def _readings(found: claims.Claim, query: dict[str, Any], name: str) -> Component | None:
    """Every reading of the measured parts of this claim, drawn; the part is a choice among those of the claim."""
    chart = CHARTS[name].with_options(package().tables)
    offered = {c.name: c.options for c in chart.choices}["part"]
    mine = [f"{found.about['id']}.{part.about['part']}" for part in found.parts]
    mine = [name for name in mine if name in offered]
    if not mine:
        return None
    choices = chart.complete({"part": mine[0], **urls.given(chart, query)})
    return chart_card.card(chart, choices, package(), f"/claims/{found.about['id']}", {"part": mine})


def _contents(found: claims.Claim) -> Component:
    rows = [
        html.Li([components.badge(p.verdict["verdict"]), " ", html.A(p.about["title"], href=f"#{p.about['part']}")])
        for p in found.parts
    ]
    return html.Ul(rows, className="contents")


dash.register_page(
    __name__,
    path_template="/claims/<claim>",
    order=1,
    title=title,
    description=description,
    jsonld=lambda now, origin, claim="": jsonld.reviews(now, claim, origin),
)
