"""One table of the package: its rows under filters, what it is, where its rows come from, every column described."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from dashboard.http import routes
from dashboard.package import provenance
from dashboard.package.current import package
from dashboard.package.store import Package
from dashboard.pages import browse
from dashboard.texts import formats, say, word
from dashboard.ui import age, components, tables, urls
from dashboard.ui import elements as html

MOST = 60  # raw files that are shown; the crate has them all
ORIGIN = "origin"  # id of the section on where the rows come from


def _described(table: str) -> Mapping[str, Any]:
    """The table as the package describes it. WrongAddress (404) for an unknown one."""
    if table not in package().resources:
        raise routes.WrongAddress(404, say("error.no_table", name=table))
    return package().resources[table]


def title(table: str, **_: Any) -> str:
    return say("site.tab", name=_described(table)["title"])


def description(table: str, **_: Any) -> str:
    return str(_described(table)["description"]).replace("`", "")


def layout(table: str, **query: Any) -> html.Element:
    """Rows of `table` under the filters in `query`, and its codebook.

    WrongAddress: 404 for an unknown table, 400 for a filter that the table does not have.
    """
    now, known = package(), _described(table)
    return components.page(
        known["title"],
        age.line(now, [table]),
        _caveats(known),
        browse.section(now, table, query),
        _about(now, known),
        origin(now, table),
        _columns(now, known),
        html.P(html.A(say("table.back"), href="/data")),
        lead=components.coded(known["description"]),
    )


def _caveats(known: Mapping[str, Any]) -> html.Element | None:
    """What a reader of the rows must know, folded: the rows come first."""
    caveats = [components.coded(c["text"]) for c in known.get("caveats", ())]
    if not caveats:
        return None
    return html.Details([html.Summary(say("chart.notes", n=len(caveats))), components.listed(caveats, "caveats")])


def _about(now: Package, known: Mapping[str, Any]) -> html.Element:
    name = known["name"]
    licence = ", ".join(entry.get("title") or entry.get("name", "") for entry in known.get("licenses", ()))
    texts = [
        (say("table.file"), html.A(f"{name}.csv", href=urls.table(name, now.version))),
        (say("table.kind"), word("kind", known["kind"])),
        (say("table.rows"), formats.grouped(len(now.words[name]))),
        (say("table.key"), html.Code(", ".join(known["schema"].get("primaryKey", ())))),
        (say("table.licence"), licence),
    ]
    return components.card(say("table.facts"), components.facts(texts))


def origin(now: Package, table: str) -> html.Element | None:
    """Where the rows of `table` come from; None for a package that does not say so."""
    trail = provenance.origin(now, table)
    if trail is None:
        return None
    crate = html.A(provenance.FILE, href=f"/data/{provenance.FILE}?v={now.version}")
    links = components.joined(html.A(name, href=f"/data/{name}") for name in trail.tables)
    pairs = [
        (say("origin.tables"), links or ""),
        (say("origin.code"), html.Code(trail.code)),
        (say("origin.own_hash"), html.Code(trail.sha256)),
        (say("origin.machine"), crate),
    ]
    return components.card(say("origin.title"), components.facts(pairs), *_raw(trail), name=ORIGIN)


def _raw(trail: provenance.Origin) -> list[html.Element]:
    if not trail.raw:
        return [] if trail.tables else [html.P(say("origin.ours"), className="key")]
    rows = [_file(raw) for raw in trail.raw[:MOST]]
    columns, caption = ("raw", "publisher", "retrieved", "size", "hash"), say("origin.caption")
    grid = tables.grid("origin", columns, rows, caption, numbers=("size",))
    more = [html.P(say("origin.more", n=formats.grouped(len(trail.raw) - MOST)))] if len(trail.raw) > MOST else []
    return [grid, *more]


def _file(raw: provenance.Raw) -> tables.Cells:
    source = components.link(raw.address, ", ".join(raw.publishers))
    size = say("origin.bytes", n=formats.grouped(raw.bytes))
    return [html.Code(raw.name), source, raw.retrieved, size, html.Td(html.Code(raw.sha256), className="wide")]


def _columns(now: Package, known: Mapping[str, Any]) -> html.Element:
    keys = known["schema"].get("foreignKeys", ())
    links_to = {str(key["fields"]): str(key["reference"]["resource"]) for key in keys}
    rows = [_column(field, links_to) for field in now.fields(known["name"]).values()]
    grid = tables.grid("table", ("column", "type", "unit", "about"), rows, say("table.columns_caption"))
    return components.card(say("table.columns"), grid)


def _column(field: Mapping[str, Any], links_to: Mapping[str, str]) -> tables.Cells:
    limits = field.get("constraints", {})
    words = components.coded(field.get("description", ""))
    if "enum" in limits:
        words.append(" " + say("table.enum", options=", ".join(str(o) for o in limits["enum"])))
    target = links_to.get(field["name"])
    if target:
        words += [" " + say("table.refers") + " ", html.A(target, href=f"/data/{target}")]
    kind = word("field_type", field["type"]) + (", " + say("table.required") if limits.get("required") else "")
    name = [html.Code(field["name"]), *components.small(field.get("title"))]
    return [name, kind, field.get("unit", ""), words]
