"""The part of a table's page that says where its rows come from: tables, raw files, addresses, hashes, code."""

from __future__ import annotations

from typing import Any

from dashboard.package import provenance
from dashboard.package.store import Package
from dashboard.texts import formats, say
from dashboard.ui import components
from dashboard.ui import elements as html
from dashboard.ui.elements import Element

MOST = 60  # raw files that are shown; the crate has them all
PLACE = "origin"  # of the section on its page
_HEADS = ("raw", "publisher", "retrieved", "size", "hash")


def section(now: Package, table: str) -> Element | None:
    """The trail of `table`; None for a package without one."""
    found = provenance.origin(now, table)
    if found is None:
        return None
    crate = html.A(provenance.FILE, href=f"/data/{provenance.FILE}?v={now.version}")
    tables: list[Any] = []
    for name in found.tables:
        tables += [", " if tables else "", components.page_link(name, f"/data/{name}")]
    pairs = [
        (say("origin.tables"), tables or ""),
        (say("origin.code"), html.Code(found.code)),
        (say("origin.own_hash"), html.Code(found.sha256)),
        (say("origin.machine"), crate),
    ]
    head = html.H2(say("origin.title"))
    return html.Section([head, components.facts(pairs), *_raw(found)], className="card", id=PLACE)


def _raw(found: provenance.Origin) -> list[Element]:
    if not found.raw:
        return [] if found.tables else [html.P(say("origin.ours"), className="key")]
    heads = [(say(f"origin.{name}"), name == "size") for name in _HEADS]
    grid = components.grid(heads, [_row(raw) for raw in found.raw[:MOST]], say("origin.caption"))
    more = [html.P(say("origin.more", n=formats.grouped(len(found.raw) - MOST)))] if len(found.raw) > MOST else []
    return [grid, *more]


def _row(raw: provenance.Raw) -> Element:
    publishers = ", ".join(raw.publishers)
    return html.Tr(
        [
            html.Th(html.Code(raw.name), scope="row"),
            html.Td(components.link(raw.address, publishers)),
            html.Td(raw.retrieved),
            html.Td(say("origin.bytes", n=formats.grouped(raw.bytes)), className="num"),
            html.Td(html.Code(raw.sha256), className="wide"),
        ]
    )
