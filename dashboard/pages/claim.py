"""One claim: for each part the verdict, its sentence and one chart; the rest of the evidence closed below it."""

from __future__ import annotations

from functools import partial
from typing import Any

import dash

from dashboard.charts.base import Chart
from dashboard.charts.registry import CHARTS
from dashboard.http import previews, routes
from dashboard.package import claims, jsonld
from dashboard.package.current import package
from dashboard.package.store import Package
from dashboard.pages import blocks, part_card, topics
from dashboard.pages.settings import READER
from dashboard.texts import formats, say, word
from dashboard.ui import chart_options, components, shell, urls
from dashboard.ui import elements as html
from dashboard.ui.elements import Element, Fragment

LONGEST = 900  # letters of a table that is the first chart of a part
READINGS = ("specification-curve", "definition-grid")  # drawn for the measured parts of every claim


def title(claim: str = "", **_: Any) -> str:
    record = claims.claim(package(), claim)
    return say("claim.tab", phrase=phrase(record)) if record else say("error.404")


def phrase(record: claims.Claim) -> str:
    """What the article says, in quotation marks where these are its own words."""
    return components.quoted(record.about["phrase"], record.about["quoted"])


def description(claim: str = "", **_: Any) -> str:
    record = claims.claim(package(), claim)
    return " ".join(part.verdict["sentence"] for part in record.parts[:2]) if record else ""


@routes.page
def layout(claim: str = "", **query: Any) -> Element:
    """The page of one claim; `query` holds the choices of its charts. WrongAddress (404) for an unknown one."""
    now = package()
    record = claims.claim(now, claim)
    if record is None:
        raise routes.WrongAddress(404, say("error.no_claim", name=claim))
    tables = [CHARTS[name].table for name in record.charts if name in CHARTS]
    return components.page(
        phrase(record),
        _contents(record),
        html.P(record.about["about"], className="lead"),
        shell.age_line(now, [*tables, *_tables(record)]),
        *_parts(record, now, query),
        _readings(record, now, query),
        blocks.citation(record, now),
        _changes(record, now),
        _ways(record, now),
    )


def _tables(record: claims.Claim) -> set[str]:
    """Tables that the evidence of the claim is read from."""
    return {str(table) for part in record.parts for table in part.evidence["row_table"].dropna()}


def _parts(record: claims.Claim, now: Package, query: blocks.Query) -> list[Element]:
    """A card for each part; a chart that several parts name is with the first of them."""
    ids: set[str] = set()
    cards = []
    for part in record.parts:
        named = [name for name in part.about.get("charts", "").split() if name in CHARTS]
        fresh = [name for name in named if name not in ids]
        ids.update(fresh)
        charts = sorted((chart_options.chart(name, now) for name in fresh), key=partial(_long, record, now))
        chart_cards = [_card(chart, record, query) for chart in charts]
        repeated = [name for name in named if name not in fresh]
        first = chart_cards[:1] if charts and not _long(record, now, charts[0]) else []
        cards.append(
            part_card.section(part, now, query, first=first, more=chart_cards[len(first) :], repeated=repeated)
        )
    return cards


def _long(record: claims.Claim, now: Package, chart: Chart) -> bool:
    """Whether the chart is a table of many words, which would push the next verdict out of sight."""
    choices = chart.complete(chart.known(record.chart_choices))
    table = chart_options.view(chart, choices, now).picture["layout"].get("table")
    return bool(table) and sum(len(cell["text"]) for row in table["rows"] for cell in row) > LONGEST


def _card(chart: Chart, record: claims.Claim, query: blocks.Query) -> Fragment:
    """The card of a chart with what this claim asks of it where the address is silent."""
    usual = chart.known(record.chart_choices)
    choices = chart.complete({**usual, **urls.given(chart, query)})
    options = {c.name: c.options for c in chart.choices}
    here = {name: (value, *[o for o in options[name] if o != value]) for name, value in usual.items()}
    return blocks.card(chart, choices, package(), f"/claims/{record.about['id']}", here, folded=True)


def _readings(record: claims.Claim, now: Package, query: blocks.Query) -> Element | None:
    """Every way of measuring the parts of this claim, drawn, closed; nothing for a claim without a measured part."""
    cards = [card for name in READINGS if (card := _reading(record, now, query, name))]
    if not cards:
        return None
    return html.Details([html.Summary(say("claim.readings")), *cards], className="card more", id="readings")


def _reading(record: claims.Claim, now: Package, query: blocks.Query, name: str) -> Fragment | None:
    chart = chart_options.chart(name, now)
    options = {c.name: c.options for c in chart.choices}["part"]
    mine = [f"{record.about['id']}.{part.about['part']}" for part in record.parts]
    mine = [name for name in mine if name in options]
    if not mine:
        return None
    choices = chart.complete({"part": mine[0], **urls.given(chart, query)})
    return blocks.card(chart, choices, now, f"/claims/{record.about['id']}", {"part": mine})


def _contents(record: claims.Claim) -> Element:
    rows = [
        html.Li([components.badge(p.verdict["verdict"]), " ", html.A(p.about["title"], href=f"#{p.about['part']}")])
        for p in record.parts
    ]
    return html.Ul(rows, className="contents")


def _changes(record: claims.Claim, now: Package) -> Element:
    """What changed lately in the verdicts of this claim, each with its reason and the way to its row of /changes."""
    rows = claims.changes(now, record.about["id"])
    names = {part.about["part"]: part.about["title"] for part in record.parts}
    listed = [_change(row, names) for row in rows]
    inner = html.Ul(listed, className="log") if listed else html.P(say("claim.no_changes"))
    every = html.P(components.page_link(say("claim.every_change"), "/changes"))
    return components.card(say("claim.changes"), inner, every, name="changes")


def _change(row: claims.Row, names: dict[str, str]) -> Element:
    where = components.page_link(names.get(row["part"], row["part"]), f"/changes#{row['claim']}.{row['part']}")
    before = [components.badge(row["verdict_from"]), " → "] if row["verdict_from"] else []
    when = html.Small(f"{formats.day(row['package_date'])}, {word('changed_by', row['why'])}")
    return html.Li([where, ": ", *before, components.badge(row["verdict_to"]), " ", row["reason"], " ", when])


def _ways(record: claims.Claim, now: Package) -> Element:
    """The claims before and after this one, its page of charts, and all claims."""
    name = record.about["id"]
    before, after = claims.neighbours(now, name)
    titles = dict(zip(now.words["claims"]["id"], now.words["claims"]["title"], strict=True))
    topic = topics.topic(record)
    ways = [
        (say("claim.before", title=titles.get(before)), f"/claims/{before}" if before else ""),
        (say("claim.after", title=titles.get(after)), f"/claims/{after}" if after else ""),
        (say("claim.topic", title=say(f"{topic}.title")) if topic else "", f"/{topic}" if topic else ""),
        (say("claim.all"), "/claims"),
    ]
    links = [html.Li(components.page_link(text, to)) for text, to in ways if to]
    return html.Nav(html.Ul(links, className="ways-on"), **{"aria-label": say("claim.ways")})


def _of_reader(name: str) -> bool:
    return name.startswith(f"{READER}.")


dash.register_page(
    __name__,
    path_template="/claims/<claim>",
    query=routes.Known(knows=lambda name: routes.of_choice(name) or _of_reader(name), repeats=_of_reader),
    order=20,
    title=title,
    description=description,
    preview=lambda claim="", **_: previews.of_claim(claim),
    jsonld=lambda now, origin, claim="": jsonld.reviews(now, claim, origin),
)
