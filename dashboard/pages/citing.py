"""What a reader takes away from a claim: a quotation of each verdict, a badge, citations, and the evidence as files."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from dash import html
from dash.development.base_component import Component

from dashboard.package.claims import Claim, Part
from dashboard.package.store import Package
from dashboard.texts import say, word
from dashboard.ui import cite, urls

Query = Mapping[str, Any]


def quotation(part: Part, now: Package, _query: Query) -> Component:
    """The verdict's sentence with source and date, and the HTML of its badge."""
    claim, name, verdict = part.about["claim"], part.about["part"], part.verdict
    said = cite.quote(
        verdict["sentence"],
        now,
        f"{urls.origin()}/claims/{claim}#{name}",
        word("verdict", verdict["verdict"]),
    )
    pieces = cite.copied(say("cite.quote_verdict_label"), say("cite.copy_quote_verdict"), said)
    return html.Details([html.Summary(say("cite.part")), *pieces], className="share")


def citation(record: Claim, now: Package, _query: Query) -> Component:
    """The claim cited in three forms, and its evidence to take home."""
    path = f"/claims/{record.about['id']}"
    work = cite.Work(key=record.about["id"], title=record.about["title"], address=urls.origin() + path, now=now)
    links = [
        html.A(say(f"cite.evidence_{kind}"), href=f"{path}/evidence.{kind}", download="") for kind in ("csv", "zip")
    ]
    taken = html.P([say("cite.evidence") + " ", links[0], ", ", links[1]], className="downloads")
    return html.Details(
        [html.Summary(say("cite.claim")), taken, *cite.entries(work, f"{path}/cite")], className="card more", id="cite"
    )
