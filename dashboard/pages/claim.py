"""One claim: for each part the verdict, its sentence and one chart; the rest of the evidence closed below it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from dashboard.charts.base import Chart
from dashboard.charts.registry import CHARTS
from dashboard.http import routes
from dashboard.package import claims
from dashboard.package.cells import Row
from dashboard.package.claims import Claim
from dashboard.package.current import package
from dashboard.package.store import Package
from dashboard.pages import article, chart_pages, claim_lists, part_card, reader_verdict
from dashboard.texts import formats, say, word
from dashboard.ui import age, chart_options, cite, components, urls
from dashboard.ui import elements as html

LONGEST = 900  # letters of a table that is the first chart of a part
READINGS = ("specification-curve", "definition-grid")  # drawn for the measured parts of every claim
Query = Mapping[str, Any]


def _claim(name: str) -> Claim:
    claim = claims.claim(package(), name)
    if claim is None:
        raise routes.WrongAddress(404, say("error.no_claim", name=name))
    return claim


def title(claim: str, **_: Any) -> str:
    return say("claim.tab", phrase=_claim(claim).phrase)


def description(claim: str, **_: Any) -> str:
    return " ".join(part.sentence for part in _claim(claim).parts[:2])


def layout(claim: str, **query: Any) -> html.Element:
    """The page of one claim; `query` holds the choices of its charts. WrongAddress (404) for an unknown one."""
    known, now = _claim(claim), package()
    reader_verdict.check(known.parts, now, query)
    tables = {CHARTS[name].table for name in known.charts if name in CHARTS}
    evidence = {str(table) for part in known.parts for table in part.evidence["row_table"].dropna()}
    return components.page(
        known.phrase,
        components.listed([claim_lists.part_link(part, f"#{part.name}") for part in known.parts], "contents"),
        html.P(known.about["about"], className="lead"),
        age.line(now, tables | evidence),
        *_parts(known, now, query),
        _readings(known, now, query),
        _citation(known, now),
        _changes(known, now),
        _ways(known, now),
    )


def _parts(claim: Claim, now: Package, query: Query) -> list[html.Element]:
    """A card for each part; a chart that several parts name is with the first of them."""
    shown: set[str] = set()
    cards = []
    for part in claim.parts:
        names = [name for name in part.charts if name in CHARTS]
        above = [name for name in names if name in shown]
        charts = [chart_options.chart(name, now) for name in names if name not in shown]
        shown.update(names)
        long = {chart.id for chart in charts if _long(claim, now, chart)}
        charts.sort(key=lambda chart: chart.id in long)
        drawn = [_card(chart, claim, now, query) for chart in charts]
        first = 1 if charts and charts[0].id not in long else 0
        cards.append(part_card.section(part, now, query, first=drawn[:first], more=drawn[first:], above=above))
    return cards


def _long(claim: Claim, now: Package, chart: Chart) -> bool:
    """Whether the chart is a table of many words, which would push the next verdict out of sight."""
    choices = chart.complete(chart.known(claim.chart_choices))
    table = chart_options.view(chart, choices, now).picture["layout"].get("table")
    return bool(table) and sum(len(cell["text"]) for row in table["rows"] for cell in row) > LONGEST


def _card(chart: Chart, claim: Claim, now: Package, query: Query) -> html.Fragment:
    """The card of a chart with what this claim asks of it where the address is silent."""
    usual = chart.known(claim.chart_choices)
    choices = chart.complete({**usual, **urls.given(chart, query)})
    options = {c.name: c.options for c in chart.choices}
    here = {name: (value, *[o for o in options[name] if o != value]) for name, value in usual.items()}
    return chart_pages.card(chart, choices, now, claim.address, here, folded=True)


def _readings(claim: Claim, now: Package, query: Query) -> html.Element | None:
    """Every way of measuring the parts of this claim, drawn, closed; nothing for a claim without a measured part."""
    cards = []
    for chart in (chart_options.chart(name, now) for name in READINGS):
        options = next(choice.options for choice in chart.choices if choice.name == "part")
        measured = [name for part in claim.parts if (name := f"{claim.id}.{part.name}") in options]
        if measured:
            choices = chart.complete({"part": measured[0], **urls.given(chart, query)})
            cards.append(chart_pages.card(chart, choices, now, claim.address, {"part": measured}))
    if not cards:
        return None
    return html.Details([html.Summary(say("claim.readings")), *cards], className="card more", id="readings")


def _citation(claim: Claim, now: Package) -> html.Element:
    """The claim cited in three forms, and its evidence as files."""
    work = cite.Work(key=claim.id, title=claim.title, address=urls.origin() + claim.address, now=now)
    kinds = ("csv", "zip")
    links = [html.A(say(f"cite.evidence_{k}"), href=f"{claim.address}/evidence.{k}", download="") for k in kinds]
    downloads = html.P([say("cite.evidence") + " ", links[0], " ", links[1]], className="downloads")
    inner = [html.Summary(say("cite.claim")), downloads, *cite.entries(work, f"{claim.address}/cite")]
    return html.Details(inner, className="card more", id="cite")


def _changes(claim: Claim, now: Package) -> html.Element:
    """What changed lately in the verdicts of this claim, each with its reason and the way to its row of /changes."""
    titles = {part.name: part.title for part in claim.parts}
    changes = [_change(row, titles) for row in claims.changes(now) if row["claim"] == claim.id]
    inner = components.listed(changes, "log") if changes else html.P(say("claim.no_changes"))
    every = html.P(html.A(say("claim.every_change"), href="/changes"))
    return components.card(say("claim.changes"), inner, every, name="changes")


def _change(row: Row, titles: Mapping[str, str]) -> list[Any]:
    where = html.A(titles.get(row["part"], row["part"]), href=f"/changes#{row['claim']}.{row['part']}")
    when = html.Small(f"{formats.day(row['package_date'])}, {word('changed_by', row['why'])}")
    return [where, ": ", *article.turn(row), " ", row["reason"], " ", when]


def _ways(claim: Claim, now: Package) -> html.Element:
    """The claims before and after this one, its page of charts, and all claims."""
    every = claims.every(now)
    place, topic = [other.id for other in every].index(claim.id), chart_pages.topic(claim)
    ways = [(say("claim.before", title=other.title), other.address) for other in every[:place][-1:]]
    ways += [(say("claim.after", title=other.title), other.address) for other in every[place + 1 :][:1]]
    ways += [(say("claim.topic", title=say(f"{topic}.title")), f"/{topic}")] if topic else []
    links = [html.A(text, href=to) for text, to in (*ways, (say("claim.all"), "/claims"))]
    return components.ways(links, say("claim.ways"), "ways-on")
