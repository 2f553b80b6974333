"""Pictures for other sites: the badge of a verdict as SVG, and as PNG what the preview of a link shows.

/claims/<id>/<part>/badge.svg  /claims/<id>/card.png  /charts/<id>/card.png?choice=option. Where the machine has no font
there is no PNG, and no page names one.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache

import resvg_py
from flask import Flask, Response, abort

from dashboard.charts.base import Chart
from dashboard.charts.registry import CHARTS
from dashboard.http import chart_urls
from dashboard.http.answers import answer, costly
from dashboard.http.claim_urls import claim_or_404
from dashboard.package import claims
from dashboard.package.claims import Claim
from dashboard.package.current import package
from dashboard.package.parts import Part
from dashboard.package.store import Package
from dashboard.svg import card
from dashboard.svg.letters import NARROW
from dashboard.texts import formats, say, word
from dashboard.ui import chart_options
from dashboard.ui.template import fill_svg

SIZE, SIDE, HEIGHT = 12, 8, 24
#: the ground under the word of a verdict; white letters have at least 5 : 1 on each
GROUNDS = {
    "supported": "#0a6a4f",
    "consistent with": "#0a6a4f",
    "overstated": "#8a5200",
    "contradicted": "#a2323d",
    "depends": "#4f3f9c",
}
OTHER, NAME = "#4d5660", "#1d232a"


def badge(part: Part, now: Package) -> str:
    """The SVG of the verdict of `part`."""
    verdict, site = word("verdict", part.word), say("site.title")
    mark = say(f"mark.{part.word.replace(' ', '-')}")
    label = f"{mark} {verdict}"
    return fill_svg(
        "badge",
        title=say("badge.title", part=part.title, verdict=verdict, site=site, day=formats.day(now.created)),
        site=site,
        said=label,
        left=_width(site),
        right=_width(label),
        size=SIZE,
        height=HEIGHT,
        name_ground=NAME,
        ground=GROUNDS.get(part.word, OTHER),
    )


def _width(text: str) -> int:
    """Pixels for the text and the room around it."""
    return round(len(text) * SIZE * NARROW * 1.1) + 2 * SIDE


_PROBE = '<svg xmlns="http://www.w3.org/2000/svg" width="40" height="40"><text y="30" font-size="30">{}</text></svg>'


def png(picture: str) -> bytes:
    """An SVG document as PNG."""
    return bytes(resvg_py.svg_to_bytes(svg_string=picture))


@cache
def drawable() -> bool:
    """Whether this machine has a font to write with."""
    return png(_PROBE.format("M")) != png(_PROBE.format(""))


def of_claim(name: str) -> str:
    """The path of the picture of a claim; empty where there is none."""
    return f"/claims/{name}/card.png" if drawable() and claims.claim(package(), name) else ""


def of_chart(chart: Chart, query: str) -> str:
    """The path of the picture of a chart; `query` in its canonical form."""
    return f"/charts/{chart.id}/card.png" + (f"?{query}" if query else "") if drawable() else ""


def register(server: Flask) -> None:
    """Adds the addresses to the server; they win over the catch-all of the pages."""
    server.add_url_rule("/claims/<claim>/<part>/badge.svg", "badge", _badge)
    server.add_url_rule("/claims/<claim>/card.png", "claim-card", _claim)
    server.add_url_rule("/charts/<chart>/card.png", "chart-card", _chart)


def _badge(claim: str, part: str) -> Response:
    known = claim_or_404(claim).part(part)
    if known is None:
        abort(404, say("error.no_claim", name=f"{claim}/{part}"))
    return answer(badge(known, package()), "image/svg+xml", filename=f"{claim}-{part}.svg")


def _claim(claim: str) -> Response:
    about = claim_or_404(claim)
    return _made(("card", "claim", claim), lambda now: _of_claim(about, now), f"{claim}.png")


def _of_claim(claim: Claim, now: Package) -> str:
    parts = claim.asserted or claim.parts
    rows = [(word("verdict", p.word), GROUNDS.get(p.word, OTHER), p.title) for p in parts]
    return card.verdicts(claim.phrase, parts[0].sentence, rows, _foot(now))


def _chart(chart: str) -> Response:
    if chart not in CHARTS:
        abort(404, say("error.no_chart", name=chart))
    offered = chart_options.chart(chart, package())
    choices = chart_urls.chosen(offered, chart_urls.asked(offered))

    def drawn(now: Package) -> str:
        view = chart_options.view(offered, choices, now)
        return card.chart(view.picture, view.finding, view.alt, _foot(now))

    return _made(("card", "chart", chart, offered.canonical(choices)), drawn, f"{chart}.png")


def _made(key: tuple[str, ...], draw: Callable[[Package], str], filename: str) -> Response:
    if not drawable():
        abort(404, say("error.no_font"))
    return answer(costly(key, lambda now: png(draw(now))), "image/png", filename=filename)


def _foot(now: Package) -> str:
    return say("preview.foot", site=say("site.title"), day=formats.day(now.created))
