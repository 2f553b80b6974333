"""The article in its own order: a phrase that can be checked with its verdict, an opinion called one; and changes."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd

from dashboard.http import routes
from dashboard.package.current import package
from dashboard.package.store import Package
from dashboard.texts import formats, say, word
from dashboard.ui import components, shell
from dashboard.ui import elements as html
from dashboard.ui.elements import Element


@routes.page
def layout(**_: Any) -> Element:
    """A row for each phrase of the article, as table `article` maps it."""
    now = package()
    rows = [_phrase(now, row) for row in now.words["article"].to_dict("records")]
    return components.page(
        say("walk.title"),
        shell.age_line(now),
        html.Ol(rows, className="phrases"),
        html.P(components.page_link(say("walk.changes"), "/changes")),
        lead=say(
            "walk.lead",
            title=now.article["title"],
            publisher=now.article["publisher"],
            written=now.article["written_note"],
        ),
    )


def _phrase(now: Package, row: Mapping[str, Any]) -> Element:
    phrase = components.quoted(str(row["phrase"]), str(bool(row["quoted"])).lower())
    words = html.P(html.Strong(phrase))
    if pd.isna(row["claim"]):
        note = f"{word('phrase', str(row['kind']))} {_text(row['note'])}"
        return html.Li([words, html.P(note, className="said")], className="card")
    verdict = _verdict(now, str(row["claim"]), str(row["part"]))
    mark = [components.badge(verdict["verdict"]), " ", verdict["sentence"]] if verdict else []
    more = say("walk.more")
    link = components.page_link(more, f"/claims/{row['claim']}#{row['part']}", **{"aria-label": f"{more}: {phrase}"})
    opening = word("phrase", "opinion") + " " if row["kind"] == "opinion" else ""
    remark = html.P([opening, _text(row["note"])], className="said")
    return html.Li([words, remark, html.P([*mark, " ", link])], className="card")


def _verdict(now: Package, claim: str, part: str) -> Mapping[str, Any] | None:
    verdicts = now.words["verdicts"]
    rows = verdicts[(verdicts["claim"] == claim) & (verdicts["part"] == part)].to_dict("records")
    return rows[0] if rows else None


def _text(value: Any) -> str:
    return "" if pd.isna(value) else str(value)


@routes.page
def changes(**_: Any) -> Element:
    """Every verdict that changed, from what to what, by data or by rule, and why; the newest first."""
    now = package()
    table = now.words["changes"].sort_values(["package_date", "claim", "part"], ascending=[False, True, True])
    titles = {(p["claim"], p["part"]): p["title"] for p in now.words["parts"].to_dict("records")}
    newest = table.drop_duplicates(["claim", "part"]).index
    rows = [
        _change(row, titles, number in newest)
        for number, row in zip(table.index, table.to_dict("records"), strict=True)
    ]
    return components.page(
        say("changes.title"), shell.age_line(now), html.Ul(rows, className="phrases"), lead=say("changes.lead")
    )


def _change(row: Mapping[str, Any], titles: Mapping[tuple[str, str], str], newest: bool) -> Element:
    """One change; the newest of a part can be linked to as `/changes#<claim>.<part>`."""
    key = (str(row["claim"]), str(row["part"]))
    link = components.page_link(titles.get(key, ": ".join(key)), f"/claims/{key[0]}#{key[1]}")
    before = [components.badge(row["verdict_from"]), " → "] if not pd.isna(row["verdict_from"]) else []
    day = say("changes.day", day=formats.day(str(row["package_date"])), why=word("changed_by", str(row["why"])))
    words = [html.Strong(link), " ", *before, components.badge(row["verdict_to"])]
    reason = html.P([_text(row["reason"]), " ", html.Small(day)])
    return html.Li([html.P(words), reason], className="card", id=".".join(key) if newest else None)


routes.register_page(f"{__name__}.article", "/article", "walk", order=1, layout=layout, in_navigation="article")
routes.register_page(f"{__name__}.changes", "/changes", "changes", order=22, layout=changes)
