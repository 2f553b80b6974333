"""The tables of the package: what each holds, and every way to take it home."""

from __future__ import annotations

from typing import Any

import dash
import pandas as pd
from dash import html
from dash.development.base_component import Component

from dashboard import archive, components, links, routes, shell, theme
from dashboard.current import package
from dashboard.data import Package
from dashboard.texts import say, word

KINDS = ("observed", "curated", "derived", "ledger")
SOURCES = (
    "title", "publisher", "mode", "newest_observation", "last_succeeded", "last_outcome", "cadence_days", "licence",
    "redistribute",
)  # fmt: skip


@routes.page
def layout(**_: Any) -> Component:
    """Downloads, the tables by kind, the sources with their age."""
    now = package()
    return components.page(
        say("data.title"),
        shell.freshness(now),
        _whole(now),
        *[_kind(now, kind) for kind in KINDS],
        _sources(now),
        lead=say("data.lead"),
    )


def _whole(now: Package) -> Component:
    version = f"?v={now.version}"
    ways = [("zip", "/data/ledger.zip"), ("descriptor", "/data/datapackage.json"), ("codebook", "/data/README.md")]
    listed = [html.Li(html.A(say(f"data.{name}"), href=to + version)) for name, to in ways if _there(now, to)]
    cite = html.P([html.Strong(say("data.cite") + " "), archive.citation(now)])
    return html.Section([html.H2(say("data.whole")), html.Ul(listed, className="ways"), cite], className="card")


def _there(now: Package, address: str) -> bool:
    return address.endswith(".zip") or address.removeprefix("/data/") in now.files


def _kind(now: Package, kind: str) -> Component:
    rows = [_row(now, r) for r in now.resources.values() if r.get("kind") == kind]
    head = html.Tr([html.Th(say(f"data.{c}"), scope="col") for c in ("table", "what", "rows", "size", "take")])
    about = say(f"data.kind_{kind}")
    inner = html.Table([html.Caption(about), html.Thead(head), html.Tbody(rows)])
    name = word("kind", kind)
    region = html.Div(inner, className="scroll", tabIndex="0", role="region", **{"aria-label": name})
    return html.Section([html.H2(name), region], className="card")


def _row(now: Package, resource: Any) -> Component:
    name = resource["name"]
    rows, size = len(now.tables[name]), len(now.files[resource["path"]])
    return html.Tr(
        [
            html.Th(components.page_link(name, f"/data/{name}"), scope="row"),
            html.Td(resource["title"]),
            html.Td(theme.grouped(rows), className="num"),
            html.Td(say("data.kilobytes", n=theme.grouped(max(1, round(size / 1000)))), className="num"),
            html.Td(html.A(say("data.csv"), href=links.table(name, now.version), **{"aria-label": f"{name}.csv"})),
        ]
    )


def _sources(now: Package) -> Component:
    rows: pd.DataFrame = now.tables["sources"]
    shown = components.table(rows, now.fields("sources"), SOURCES, say("data.sources_caption"))
    return html.Section([html.H2(say("data.sources")), shown], className="card", id="sources")


dash.register_page(
    __name__, path="/data", order=8, title=say("data.tab"), description=say("data.description"), in_navigation="data"
)
