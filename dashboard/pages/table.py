"""One table of the package: what it is, its rows under filters, every column described."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import dash

from dashboard.http import routes
from dashboard.package import jsonld
from dashboard.package.current import package
from dashboard.package.store import Package
from dashboard.pages import browse, table_provenance
from dashboard.texts import formats, say, word
from dashboard.ui import components, shell, urls
from dashboard.ui import elements as html
from dashboard.ui.elements import Element


def title(table: str = "", **_: Any) -> str:
    known = package().resources.get(table)
    return say("site.tab", name=known["title"] if known else say("error.404"))


def description(table: str = "", **_: Any) -> str:
    known = package().resources.get(table)
    return str(known["description"]).replace("`", "") if known else ""


@routes.page
def layout(table: str = "", **query: Any) -> Element:
    """Rows of `table` under the filters in `query`, and its codebook.

    WrongAddress: 404 for an unknown table, 400 for a filter that the table does not have.
    """
    now = package()
    known = now.resources.get(table)
    if known is None:
        raise routes.WrongAddress(404, say("error.no_table", name=table))
    return components.page(
        known["title"],
        shell.age_line(now, [table]),
        _caveats(known),
        browse.section(now, table, query),
        _about(now, known),
        table_provenance.section(now, table),
        _columns(now, table),
        html.P(components.page_link(say("table.back"), "/data")),
        lead=components.coded(known["description"]),
    )


def _caveats(known: Mapping[str, Any]) -> Element | None:
    """What a reader of the rows must know, folded: the rows come first."""
    caveats = [html.Li(components.coded(c["text"])) for c in known.get("caveats", ())]
    if not caveats:
        return None
    return html.Details([html.Summary(say("chart.notes", n=len(caveats))), html.Ul(caveats, className="caveats")])


def _about(now: Package, known: Mapping[str, Any]) -> Element:
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


def _columns(now: Package, table: str) -> Element:
    links_to = {
        str(f["fields"]): str(f["reference"]["resource"]) for f in now.resources[table]["schema"].get("foreignKeys", ())
    }
    head = [(say(f"table.{name}"), False) for name in ("column", "type", "unit", "about")]
    rows = [_column(field, links_to) for field in now.fields(table).values()]
    grid = components.grid(head, rows, say("table.columns_caption"))
    return components.card(say("table.columns"), grid)


def _column(field: Mapping[str, Any], links_to: Mapping[str, str]) -> components.Cells:
    limits = field.get("constraints", {})
    words = components.coded(field.get("description", ""))
    if "enum" in limits:
        words.append(" " + say("table.enum", options=", ".join(str(o) for o in limits["enum"])))
    target = links_to.get(field["name"])
    if target:
        words += [" " + say("table.refers") + " ", components.page_link(target, f"/data/{target}")]
    kind = word("field_type", field["type"]) + (", " + say("table.required") if limits.get("required") else "")
    name = [html.Code(field["name"]), html.Br(), html.Small(field.get("title", ""))]
    return [name, kind, field.get("unit", ""), words]


dash.register_page(
    __name__,
    path_template="/data/<table>",
    order=10,
    query=routes.Known(knows=lambda _: True, repeats=lambda _: True),
    title=title,
    description=description,
    jsonld=lambda now, origin, table="": jsonld.table(now, table, origin),
)
