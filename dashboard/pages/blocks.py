"""Blocks of several pages: the card of a chart; quotations, badge, citations and files to take away from a claim."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import Any

from dashboard.package.claims import Claim, Part
from dashboard.package.store import Package
from dashboard.svg import legend
from dashboard.texts import say, word
from dashboard.ui import chart_card, cite, urls
from dashboard.ui import elements as html
from dashboard.ui.elements import Element
from dashboard.ui.template import fill

#: the card of a chart with its legend drawn
card = partial(chart_card.card, legend=legend.html)

Query = Mapping[str, Any]


def quotation(part: Part, now: Package) -> Element:
    """The verdict's sentence with source and date, and the HTML of its badge."""
    claim, name, verdict = part.about["claim"], part.about["part"], part.verdict
    quote = cite.quote(
        verdict["sentence"],
        now,
        f"{urls.origin()}/claims/{claim}#{name}",
        word("verdict", verdict["verdict"]),
    )
    pieces = cite.copied(say("cite.quote_verdict_label"), say("cite.copy_quote_verdict"), quote)
    picture = fill("badge", address=f"{urls.origin()}/claims/{claim}", part=name, alt=_alt(part)).strip()
    badge = cite.copied(say("cite.badge_label"), say("cite.copy_badge"), picture)
    image = html.P(html.A(say("cite.badge_shown"), href=f"/claims/{claim}/{name}/badge.svg"), className="key")
    return html.Details([html.Summary(say("cite.part")), *pieces, *badge, image], className="share")


def _alt(part: Part) -> str:
    verdict = word("verdict", part.verdict["verdict"])
    return say("badge.alt", part=part.about["title"], verdict=verdict, site=say("site.title"))


def citation(record: Claim, now: Package) -> Element:
    """The claim cited in three forms, and its evidence to take home."""
    path = f"/claims/{record.about['id']}"
    work = cite.Work(key=record.about["id"], title=record.about["title"], address=urls.origin() + path, now=now)
    links = [
        html.A(say(f"cite.evidence_{kind}"), href=f"{path}/evidence.{kind}", download="") for kind in ("csv", "zip")
    ]
    downloads = html.P([say("cite.evidence") + " ", links[0], " ", links[1]], className="downloads")
    return html.Details(
        [html.Summary(say("cite.claim")), downloads, *cite.entries(work, f"{path}/cite")],
        className="card more",
        id="cite",
    )
