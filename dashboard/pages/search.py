"""/search?q=: what the question finds, by the server, so that no script is needed."""

from __future__ import annotations

from typing import Any

from dashboard.http import routes
from dashboard.package.current import package
from dashboard.texts import say, word
from dashboard.ui import components, search_index, shell
from dashboard.ui import elements as html
from dashboard.ui.elements import Element


@routes.page
def layout(q: str = "", **_: Any) -> Element:
    """The field with the question, and what it finds."""
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
    return [components.page_link(entry.title, entry.address), " ", html.Small(word("found", entry.kind)), *text]


routes.register_page(__name__, "/search", "search", order=24)
