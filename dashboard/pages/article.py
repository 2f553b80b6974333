"""The article in its own order, a verdict beside each phrase that can be checked; and every verdict that changed."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from dashboard.package import claims
from dashboard.package.cells import Row, texts
from dashboard.package.claims import Claim
from dashboard.package.current import package
from dashboard.texts import formats, say, word
from dashboard.ui import age, components
from dashboard.ui import elements as html

Key = tuple[str, str]  # claim and part


def layout(**_: Any) -> html.Element:
    """A card for each phrase of the article, a row of table `article`."""
    now = package()
    known = {claim.id: claim for claim in claims.every(now)}
    rows = [html.Li(_phrase(row, known), className="card") for row in texts(now.words["article"])]
    article = {"title": now.article["title"], "publisher": now.article["publisher"]}
    return components.page(
        say("walk.title"),
        age.line(now),
        html.Ol(rows, className="phrases"),
        html.P(html.A(say("walk.changes"), href="/changes")),
        lead=say("walk.lead", written=now.article["written_note"], **article),
    )


def _phrase(row: Row, known: Mapping[str, Claim]) -> list[html.Element]:
    """The phrase, what it is where it is no claim, and the verdict of the part that checks it."""
    phrase = say("claim.quoted", phrase=row["phrase"]) if row["quoted"] == "true" else row["phrase"]
    words = html.P(html.Strong(phrase))
    if not row["claim"]:
        return [words, html.P(f"{word('phrase', row['kind'])} {row['note']}", className="said")]
    opening = word("phrase", "opinion") + " " if row["kind"] == "opinion" else ""
    claim = known.get(row["claim"])
    part = claim.part(row["part"]) if claim else None
    mark = [components.badge(part.word), " ", part.sentence] if part else []
    more, to = say("walk.more"), f"/claims/{row['claim']}#{row['part']}"
    link = html.A(more, href=to, **{"aria-label": f"{more}: {phrase}"})
    return [words, html.P([opening, row["note"]], className="said"), html.P([*mark, " ", link])]


def changes(**_: Any) -> html.Element:
    """Every verdict that changed, from what to what, by data or by rule, and why; the newest first."""
    now = package()
    titles = {(part["claim"], part["part"]): part["title"] for part in texts(now.words["parts"])}
    rows = claims.changes(now)
    newest = {(row["claim"], row["part"]): row for row in reversed(rows)}
    inner = html.Ul([_change(row, titles, newest) for row in rows], className="phrases")
    return components.page(say("changes.title"), age.line(now), inner, lead=say("changes.lead"))


def turn(row: Row) -> list[Any]:
    """The verdict before and after a change, as marks."""
    before = [components.badge(row["verdict_from"]), " → "] if row["verdict_from"] else []
    return [*before, components.badge(row["verdict_to"])]


def _change(row: Row, titles: Mapping[Key, str], newest: Mapping[Key, Row]) -> html.Element:
    """One change; the newest of a part can be linked to as `/changes#<claim>.<part>`."""
    key = (row["claim"], row["part"])
    link = html.A(titles.get(key, ": ".join(key)), href=f"/claims/{row['claim']}#{row['part']}")
    day = say("changes.day", day=formats.day(row["package_date"]), why=word("changed_by", row["why"]))
    inner = [html.P([html.Strong(link), " ", *turn(row)]), html.P([row["reason"], " ", html.Small(day)])]
    return html.Li(inner, className="card", id=".".join(key) if newest[key] is row else None)
