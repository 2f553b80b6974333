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
    origin = provenance.origin(now, table)
    if origin is None:
        return None
    crate = html.A(provenance.FILE, href=f"/data/{provenance.FILE}?v={now.version}")
    tables: list[Any] = []
    for name in origin.tables:
        tables += [", " if tables else "", components.page_link(name, f"/data/{name}")]
    pairs = [
        (say("origin.tables"), tables or ""),
        (say("origin.code"), html.Code(origin.code)),
        (say("origin.own_hash"), html.Code(origin.sha256)),
        (say("origin.machine"), crate),
    ]
    return components.card(say("origin.title"), components.facts(pairs), *_raw(origin), name=PLACE)


def _raw(origin: provenance.Origin) -> list[Element]:
    if not origin.raw:
        return [] if origin.tables else [html.P(say("origin.ours"), className="key")]
    heads = [(say(f"origin.{name}"), name == "size") for name in _HEADS]
    grid = components.grid(heads, [_row(raw) for raw in origin.raw[:MOST]], say("origin.caption"))
    more = [html.P(say("origin.more", n=formats.grouped(len(origin.raw) - MOST)))] if len(origin.raw) > MOST else []
    return [grid, *more]


def _row(raw: provenance.Raw) -> components.Cells:
    source, size = (
        components.link(raw.address, ", ".join(raw.publishers)),
        say("origin.bytes", n=formats.grouped(raw.bytes)),
    )
    return [html.Code(raw.name), source, raw.retrieved, size, html.Td(html.Code(raw.sha256), className="wide")]
