"""The tables of the package: what each holds, and every way to download it."""

from __future__ import annotations

from typing import Any

from dashboard.package import archive, current, freshness, provenance
from dashboard.package.cells import Row
from dashboard.package.current import package
from dashboard.package.store import Package
from dashboard.texts import formats, say, word
from dashboard.ui import age, components, tables, urls
from dashboard.ui import elements as html

KINDS = ("observed", "curated", "derived", "ledger")
SOURCES = ("source", "state", "newest", "age", "cadence", "outcome", "licence", "passed_on")
REVISIONS = 20  # shown here; the table has them all


def layout(**_: Any) -> html.Element:
    """Downloads, the tables by kind, the sources with their age."""
    now = package()
    return components.page(
        say("data.title"),
        age.line(now),
        _whole(now),
        *[_kind(now, kind) for kind in KINDS],
        _sources(now),
        _revisions(now),
        _scripts(now),
        lead=say("data.lead"),
    )


def _whole(now: Package) -> html.Element:
    files = {"zip": "ledger.zip", "descriptor": "datapackage.json", "crate": provenance.FILE, "codebook": "README.md"}
    there = {name: file for name, file in files.items() if name == "zip" or file in now.files}
    links = [html.A(say(f"data.{name}"), href=f"/data/{file}?v={now.version}") for name, file in there.items()]
    cite = html.P([html.Strong(say("data.cite") + " "), archive.citation(now)])
    return components.card(say("data.whole"), components.listed(links, "ways"), cite)


def _kind(now: Package, kind: str) -> html.Element:
    rows = [_row(now, r) for r in now.resources.values() if r.get("kind") == kind]
    columns = ("table", "what", "rows", "size", "take")
    grid = tables.grid("data", columns, rows, say(f"data.kind_{kind}"), numbers=("rows", "size"))
    return components.card(word("kind", kind), grid)


def _row(now: Package, resource: Any) -> tables.Cells:
    name, size = resource["name"], max(1, round(int(resource["bytes"]) / 1000))
    return [
        html.A(name, href=f"/data/{name}"),
        resource["title"],
        formats.grouped(len(now.words[name])),
        say("data.kilobytes", n=formats.grouped(size)),
        html.A(say("data.csv"), href=urls.table(name, now.version), **{"aria-label": f"{name}.csv"}),
    ]


def _sources(now: Package) -> html.Element:
    """Every source, its age beside how often it publishes; those that fail or are too old are marked and counted."""
    rows = now.rows("sources")
    states = [freshness.state(row, current.today()) for row in rows]
    counts = {state: states.count(state) for state in freshness.STATES}
    text = html.P(say("data.states", n=len(rows), **counts), className="key")
    body, caption = map(_source, rows, states), say("data.sources_caption")
    grid = tables.grid("data", SOURCES, body, caption, numbers=("age", "cadence"))
    return components.card(say("data.sources"), text, grid, name="sources")


def _source(row: Row, state: str) -> tables.Cells:
    days = freshness.age_days(row, current.today())
    return [
        [components.link(row["homepage"], row["title"]), *components.small(row["publisher"])],
        components.source_state(state),
        row["newest_observation"],
        "" if days is None else formats.grouped(days),
        row["cadence_days"],
        row["last_outcome"],
        row["licence"],
        word("redistribute", row["redistribute"]),
    ]


def _revisions(now: Package) -> html.Element:
    """Figures that a publisher changed after we had first read them, the newest first."""
    rows = now.words["revisions"].sort_values("seen", ascending=False, kind="stable")
    title = say("data.revisions")
    if rows.empty:
        return components.card(title, html.P(say("data.no_revisions"), className="empty"), name="revisions")
    caption, columns = say("data.revisions_caption"), list(rows.columns)
    grid = tables.table(rows.head(REVISIONS), now.fields("revisions"), columns, caption)
    more = html.P(html.A(say("data.every_revision", n=len(rows)), href="/data/revisions"))
    return components.card(title, grid, more, name="revisions")


def _scripts(now: Package) -> html.Element:
    """How a script asks: an example that works, and the rules of the addresses."""
    example = f"/data/partner_ranks.csv?partner={now.parties.first}&flow=total&from=2020"
    rules = [say(f"data.rule_{n}") for n in ("filter", "time", "order", "kept", "excel", "zip")]
    link = html.P(html.A(html.Code(example), href=example))
    return components.card(say("data.scripts"), link, components.listed(rules, "ways"), name="scripts-how")
