"""Every claim and its parts in the article's order, by topic; the address can name one word of verdicts."""

from __future__ import annotations

from typing import Any

from dashboard.http import routes
from dashboard.package import claims
from dashboard.package.current import package
from dashboard.pages import topics, verdict_counts
from dashboard.texts import say, word
from dashboard.ui import components, shell
from dashboard.ui import elements as html
from dashboard.ui.elements import Element


@routes.page
def layout(word: str = "", **_: Any) -> Element:
    """All claims; with `word` their parts of that verdict alone. WrongAddress (400) for a word that none has."""
    now = package()
    records = claims.every(now)
    counts = verdict_counts.counts(part for record in records for part in record.parts)
    if word and word not in dict(counts):
        raise routes.WrongAddress(400, say("index.no_word", given=word, allowed=", ".join(name for name, _ in counts)))
    listed = [(name, [r for r in records if topics.topic(r) == name]) for name in (*topics.PAGES, "")]
    return components.page(
        say("index.title"),
        _words(counts, word),
        *[_topic(name, topic, word) for name, topic in listed if any(_parts(r, word) for r in topic)],
        shell.age_line(now),
        lead=say("index.lead"),
    )


def _parts(record: claims.Claim, chosen: str) -> list[claims.Part]:
    """The parts with the word `chosen`, or all; those that the article says come first."""
    parts = [part for part in record.parts if chosen in ("", part.verdict["verdict"])]
    return sorted(parts, key=lambda part: not part.asserted)


def _words(counts: list[tuple[str, int]], chosen: str) -> Element:
    """Links that leave the parts of one word."""
    every = sum(n for _, n in counts)
    choices = [("", say("index.all", n=every)), *((name, f"{word('verdict', name)} ({n})") for name, n in counts)]
    links = [
        html.Li(
            components.page_link(
                text,
                f"/claims?word={name.replace(' ', '+')}" if name else "/claims",
                **({"aria-current": "true"} if name == chosen else {}),
            )
        )
        for name, text in choices
    ]
    return html.Nav(html.Ul(links, className="choices"), **{"aria-label": say("index.words")})


def _topic(name: str, records: list[claims.Claim], chosen: str) -> Element:
    title = say(f"{name}.title") if name else say("index.other")
    heading = html.H2(components.page_link(title, f"/{name}") if name else title)
    return html.Section([heading, *[_claim(r, chosen) for r in records if _parts(r, chosen)]], className="topic")


def _claim(record: claims.Claim, chosen: str) -> Element:
    address = f"/claims/{record.about['id']}"
    rows = [
        html.Li(
            [
                components.badge(part.verdict["verdict"]),
                " ",
                components.page_link(part.about["title"], f"{address}#{part.about['part']}"),
                *([] if part.asserted else [" ", html.Small(say("part.ours"))]),
            ]
        )
        for part in _parts(record, chosen)
    ]
    return html.Div(
        [html.H3(components.page_link(record.about["title"], address)), html.Ul(rows, className="contents")]
    )


routes.register_page(__name__, "/claims", "index", order=2, in_navigation="claims")
