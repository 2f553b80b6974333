"""The pages that lead to everything of a kind: all claims, all charts, all words explained, what a search finds."""

from __future__ import annotations

from itertools import groupby
from typing import Any

from dashboard.charts.base import Chart
from dashboard.http import routes
from dashboard.package import claims
from dashboard.package.claims import Claim
from dashboard.package.current import package
from dashboard.package.parts import Part
from dashboard.package.store import Package
from dashboard.pages import chart_pages, claim_lists
from dashboard.texts import glossary as words
from dashboard.texts import say, word
from dashboard.ui import age, chart_options, components, search_index, shell, urls
from dashboard.ui import elements as html


def charts(**_: Any) -> html.Element:
    """Every chart that has rows, under the page that shows it: its picture, the way to it, its finding."""
    now = package()
    shown = {name: chart_pages.with_rows(now, name) for name in chart_pages.PAGES}
    every = [chart for charts in shown.values() for chart in charts]
    return components.page(
        say("charts.title"),
        *[_page(now, name, charts) for name, charts in shown.items() if charts],
        age.line(now, {chart.table for chart in every}),
        lead=say("charts.lead", n=len(every)),
    )


def _page(now: Package, name: str, charts: list[Chart]) -> html.Element:
    heading = html.H2(html.A(say(f"{name}.title"), href=f"/{name}"))
    return html.Section([heading, components.listed([_chart(now, chart) for chart in charts], "tiles")])


def _chart(now: Package, chart: Chart) -> html.Element:
    link = html.A(say(f"chart.{chart.id}.title"), href=f"/charts/{chart.id}")
    caption = [html.Strong(link), " ", chart_options.usual(chart, now).finding]
    return chart_pages.tile(urls.chart(chart.id, "svg", "size=small", now.version), caption)


def glossary(**_: Any) -> html.Element:
    """Every word that the pages explain, by the alphabet, each with an address of its own."""
    every = words.glossary().terms
    groups = [(letter, list(terms)) for letter, terms in groupby(every, lambda term: term.term[0].upper())]
    return components.page(
        say("glossary.title"),
        components.ways([html.A(x, href=f"#{x}") for x, _ in groups], say("glossary.letters"), "choices"),
        *[
            html.Section([html.H2(letter, id=letter), html.Dl([_term(term) for term in terms], className="words-of")])
            for letter, terms in groups
        ],
        lead=say("glossary.lead"),
        explained=False,
    )


def _term(term: words.Term) -> html.Element:
    also = html.Small(" " + say("glossary.also", forms=", ".join(term.also))) if term.also else None
    meaning = html.Dd([html.P(term.text), html.P(html.Small(term.source))])
    return html.Div([html.Dt([html.Dfn(term.term), also]), meaning], id=term.name)


def search(q: str = "", **_: Any) -> html.Element:
    """What the question `q` finds, by the server, so that no script is needed."""
    question = q[: search_index.LONGEST]
    hits = search_index.find(search_index.entries(package()), question)
    first = hits[: search_index.MOST]
    return components.page(
        say("search.title"),
        shell.search_form("search-page", question, button=True),
        html.P(_count(question, len(hits), len(first)), role="status", id="search-count"),
        html.Ol([html.Li(_line(entry)) for entry in first], className="results", id="search-results"),
        explained=False,
    )


def _count(question: str, hits: int, first: int) -> str:
    if not question.strip():
        return say("search.hint")
    if not hits:
        return say("search.none", question=question)
    return say("search.first" if first < hits else "search.found", n=hits, shown=first, question=question)


def _line(entry: search_index.Entry) -> list[Any]:
    text = [html.Br(), entry.text] if entry.kind == "part" else []
    return [html.A(entry.title, href=entry.address), " ", html.Small(word("found", entry.kind)), *text]


def every_claim(word: str = "", **_: Any) -> html.Element:
    """All claims; with `word` the parts with that verdict alone. WrongAddress (400) for one that no part has."""
    now = package()
    every = claims.every(now)
    counts = claim_lists.counts(part for claim in every for part in claim.parts)
    if word and word not in dict(counts):
        raise routes.WrongAddress(400, say("index.no_word", given=word, allowed=", ".join(name for name, _ in counts)))
    topics = [(name, [c for c in every if chart_pages.topic(c) == name]) for name in (*chart_pages.PAGES, "")]
    return components.page(
        say("index.title"),
        _words(counts, word),
        *[_topic(name, listed, word) for name, listed in topics if any(_parts(claim, word) for claim in listed)],
        age.line(now),
        lead=say("index.lead"),
    )


def _parts(claim: Claim, word: str) -> list[Part]:
    """The parts whose verdict is `word`, or all; those that the article says come first."""
    return [part for part in (*claim.asserted, *claim.ours) if word in ("", part.word)]


def _words(counts: list[tuple[str, int]], chosen: str) -> html.Element:
    """Links to the parts with one verdict, with their number, and to all."""
    links = [_word("", say("index.all", n=sum(n for _, n in counts)), chosen)]
    links += [_word(name, f"{word('verdict', name)} ({n})", chosen) for name, n in counts]
    return components.ways(links, say("index.words"), "choices")


def _word(name: str, text: str, chosen: str) -> html.Element:
    to = f"/claims?word={name.replace(' ', '+')}" if name else "/claims"
    return html.A(text, href=to, **({"aria-current": "true"} if name == chosen else {}))


def _topic(name: str, listed: list[Claim], word: str) -> html.Element:
    title = say(f"{name}.title") if name else say("index.other")
    heading = html.H2(html.A(title, href=f"/{name}") if name else title)
    return html.Section([heading, *[_claim(c, word) for c in listed if _parts(c, word)]], className="topic")


def _claim(claim: Claim, word: str) -> html.Element:
    ours = (" ", html.Small(say("part.ours")))
    rows = [claim_lists.part_link(p, p.address, *(() if p.asserted else ours)) for p in _parts(claim, word)]
    heading = html.H3(html.A(claim.title, href=claim.address))
    return html.Div([heading, components.listed(rows, "contents")])
