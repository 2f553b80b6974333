"""Every claim and its parts in the article's order, by topic; `?word=` leaves the parts with one verdict."""

from __future__ import annotations

from typing import Any

from dashboard.http import routes
from dashboard.package import claims
from dashboard.package.claims import Claim, Part
from dashboard.package.current import package
from dashboard.pages import chart_pages, claim_lists
from dashboard.texts import say
from dashboard.texts import word as word_of
from dashboard.ui import components
from dashboard.ui import elements as html
from dashboard.ui.elements import Element


def layout(word: str = "", **_: Any) -> Element:
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
        components.age_line(now),
        lead=say("index.lead"),
    )


def _parts(claim: Claim, word: str) -> list[Part]:
    """The parts whose verdict is `word`, or all; those that the article says come first."""
    return [part for part in (*claim.asserted, *claim.ours) if word in ("", part.word)]


def _words(counts: list[tuple[str, int]], chosen: str) -> Element:
    """Links to the parts with one verdict, with their number, and to all."""
    links = [_word("", say("index.all", n=sum(n for _, n in counts)), chosen)]
    links += [_word(name, f"{word_of('verdict', name)} ({n})", chosen) for name, n in counts]
    return html.Nav(html.Ul(links, className="choices"), **{"aria-label": say("index.words")})


def _word(name: str, text: str, chosen: str) -> Element:
    to = f"/claims?word={name.replace(' ', '+')}" if name else "/claims"
    return html.Li(components.page_link(text, to, **({"aria-current": "true"} if name == chosen else {})))


def _topic(name: str, listed: list[Claim], word: str) -> Element:
    title = say(f"{name}.title") if name else say("index.other")
    heading = html.H2(components.page_link(title, f"/{name}") if name else title)
    return html.Section([heading, *[_claim(c, word) for c in listed if _parts(c, word)]], className="topic")


def _claim(claim: Claim, word: str) -> Element:
    ours = (" ", html.Small(say("part.ours")))
    rows = [claim_lists.part_link(p, p.address, *(() if p.asserted else ours)) for p in _parts(claim, word)]
    heading = html.H3(components.page_link(claim.title, claim.address))
    return html.Div([heading, html.Ul(rows, className="contents")])
