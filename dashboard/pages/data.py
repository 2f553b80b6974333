"""The tables of the package: what each holds, and every way to take it home."""

from __future__ import annotations

from typing import Any

import dash

from dashboard.http import routes
from dashboard.package import archive, claims, clock, freshness, jsonld, provenance
from dashboard.package.current import package
from dashboard.package.store import Package
from dashboard.texts import formats, later, say, word
from dashboard.ui import components, shell, urls
from dashboard.ui import elements as html
from dashboard.ui.elements import Element

KINDS = ("observed", "curated", "derived", "ledger")
SOURCES = ("source", "state", "newest", "age", "cadence", "outcome", "licence", "passed_on")
REVISIONS = 20  # shown here; the table has them all


@routes.page
def layout(**_: Any) -> Element:
    """Downloads, the tables by kind, the sources with their age."""
    now = package()
    return components.page(
        say("data.title"),
        shell.age_line(now),
        _whole(now),
        *[_kind(now, kind) for kind in KINDS],
        _sources(now),
        _revisions(now),
        _scripts(now),
        lead=say("data.lead"),
    )


def _whole(now: Package) -> Element:
    version = f"?v={now.version}"
    names = {"zip": "ledger.zip", "descriptor": "datapackage.json", "crate": provenance.FILE, "codebook": "README.md"}
    ways = [(name, f"/data/{file}") for name, file in names.items()]
    listed = [html.Li(html.A(say(f"data.{name}"), href=to + version)) for name, to in ways if _there(now, to)]
    cite = html.P([html.Strong(say("data.cite") + " "), archive.citation(now)])
    return html.Section([html.H2(say("data.whole")), html.Ul(listed, className="ways"), cite], className="card")


def _there(now: Package, address: str) -> bool:
    return address.endswith(".zip") or address.removeprefix("/data/") in now.files


def _kind(now: Package, kind: str) -> Element:
    rows = [_row(now, r) for r in now.resources.values() if r.get("kind") == kind]
    head = [(say(f"data.{name}"), name in ("rows", "size")) for name in ("table", "what", "rows", "size", "take")]
    grid = components.grid(head, rows, say(f"data.kind_{kind}"))
    return html.Section([html.H2(word("kind", kind)), grid], className="card")


def _row(now: Package, resource: Any) -> Element:
    name = resource["name"]
    rows, size = len(now.words[name]), int(resource["bytes"])
    return html.Tr(
        [
            html.Th(components.page_link(name, f"/data/{name}"), scope="row"),
            html.Td(resource["title"]),
            html.Td(formats.grouped(rows), className="num"),
            html.Td(say("data.kilobytes", n=formats.grouped(max(1, round(size / 1000)))), className="num"),
            html.Td(html.A(say("data.csv"), href=urls.table(name, now.version), **{"aria-label": f"{name}.csv"})),
        ]
    )


def _sources(now: Package) -> Element:
    """Every source with its age against its cadence; failing and stale ones marked and counted first."""
    rows = list(claims.source_rows(now, [str(i) for i in now.words["sources"]["id"]]))
    states = [freshness.state(row, clock.today()) for row in rows]
    head = [(say(f"data.{name}"), name in ("age", "cadence")) for name in SOURCES]
    grid = components.grid(
        head, [_source(row, s) for row, s in zip(rows, states, strict=True)], say("data.sources_caption")
    )
    counts = {state: states.count(state) for state in freshness.STATES}
    text = html.P(say("data.states", n=len(rows), **counts), className="key")
    return html.Section([html.H2(say("data.sources")), text, grid], className="card", id="sources")


def _source(row: claims.Row, state: str) -> Element:
    days = freshness.age_days(row, clock.today())
    name = components.link(row["homepage"], row["title"])
    return html.Tr(
        [
            html.Th([name, html.Br(), html.Small(row["publisher"])], scope="row"),
            html.Td(components.source_state(state)),
            html.Td(row["newest_observation"]),
            html.Td("" if days is None else formats.grouped(days), className="num"),
            html.Td(row["cadence_days"], className="num"),
            html.Td(row["last_outcome"]),
            html.Td(row["licence"]),
            html.Td(word("redistribute", row["redistribute"])),
        ]
    )


def _revisions(now: Package) -> Element:
    """Figures that a publisher changed after we first kept them, the newest first."""
    rows = now.words["revisions"].sort_values("seen", ascending=False, kind="stable")
    grid = (
        components.table(
            rows.head(REVISIONS), now.fields("revisions"), list(rows.columns), say("data.revisions_caption")
        )
        if len(rows)
        else html.P(say("data.no_revisions"), className="empty")
    )
    more = html.P(components.page_link(say("data.every_revision", n=len(rows)), "/data/revisions"))
    return html.Section(
        [html.H2(say("data.revisions")), grid, more if len(rows) else None], className="card", id="revisions"
    )


def _scripts(now: Package) -> Element:
    """How a script asks: an example that works, and the rules of the addresses."""
    example = f"/data/partner_ranks.csv?partner={now.parties.first}&flow=total&from=2020"
    rules = [html.Li(say(f"data.rule_{n}")) for n in ("filter", "time", "order", "kept", "excel", "zip")]
    return html.Section(
        [
            html.H2(say("data.scripts")),
            html.P(html.A(html.Code(example), href=example)),
            html.Ul(rules, className="ways"),
        ],
        className="card",
        id="scripts-how",
    )


dash.register_page(
    __name__,
    path="/data",
    order=8,
    title=later("data.tab"),
    description=later("data.description"),
    in_navigation="data",
    jsonld=jsonld.package,
)
