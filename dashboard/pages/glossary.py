"""Every word that the pages explain, by the alphabet, each with an address of its own."""

from __future__ import annotations

from itertools import groupby
from typing import Any

from dashboard.http import routes
from dashboard.texts import glossary, say
from dashboard.texts.glossary import Term
from dashboard.ui import components
from dashboard.ui import elements as html
from dashboard.ui.elements import Element


@routes.page
def layout(**_: Any) -> Element:
    """The words under their first letters."""
    groups = [(letter, list(terms)) for letter, terms in groupby(glossary.terms(), lambda term: term.term[0].upper())]
    letters = [html.Li(html.A(letter, href=f"#{letter}")) for letter, _ in groups]
    return components.page(
        say("glossary.title"),
        html.Nav(html.Ul(letters, className="choices"), **{"aria-label": say("glossary.letters")}),
        *[_group(letter, terms) for letter, terms in groups],
        lead=say("glossary.lead"),
        explained=False,
    )


def _group(letter: str, terms: list[Term]) -> Element:
    return html.Section([html.H2(letter, id=letter), html.Dl([_entry(term) for term in terms], className="words-of")])


def _entry(term: Term) -> Element:
    also = html.Small(" " + say("glossary.also", forms=", ".join(term.also))) if term.also else None
    meaning = html.Dd([html.P(term.text), html.P(html.Small(term.source))])
    return html.Div([html.Dt([html.Dfn(term.term), also]), meaning], id=term.name)


routes.register_page(__name__, "/glossary", "glossary", order=23)
