"""Explanations of words: the first of each on a page, in sentences alone, each with a box that its button opens."""

from __future__ import annotations

import re

from dashboard.ui import elements as html
from dashboard.ui import terms
from dashboard.ui.html import render


def explained(*children: object) -> str:
    return render(terms.explain(html.Div(list(children))))


def opened(text: str) -> list[str]:
    return re.findall(r'<dfn><button class="term" type="button" popovertarget="term-([a-z0-9-]+)">', text)


def test_the_first_of_a_word_opens_its_explanation() -> None:
    text = explained(html.P("A mirror gap."), html.P("Two mirror gaps."))
    assert opened(text) == ["mirror-gap"]
    assert re.search(r"A <dfn><button[^>]*>mirror gap</button>\.</dfn></p><p>Two mirror gaps\.</p>", text)
    box = text.partition('<div id="term-mirror-gap" class="term-box" popover="auto">')[2]
    assert 'href="/glossary#mirror-gap"' in box.partition("</div>")[0]


def test_what_is_seen_comes_before_what_is_folded() -> None:
    text = explained(html.Details([html.Summary("x"), html.P("The TIV of 1402.")]), html.P("The TIV counts volume."))
    assert re.search(r"The <dfn>[^.]*TIV</button></dfn> counts volume", text)
    assert re.search(r"The TIV of <dfn>[^.]*1402", text)


def test_links_headings_badges_tables_and_what_a_choice_writes_stay_as_they_are() -> None:
    left = [
        html.H2("mirror gap"),
        html.A("mirror gap", href="/x"),
        html.P(html.Span(["✗ ", "cannot be settled"], className="badge v-x")),
        html.Table(html.Tr(html.Td("mirror gap"))),
        html.P("mirror gap", id={"type": "subtitle", "chart": "x"}),
        html.Details([html.Summary("mirror gap")]),
    ]
    assert explained(*left) == render(html.Div(left))


def test_a_text_without_such_words_is_left_alone() -> None:
    page = html.Div([html.H1("x"), html.P("Nothing here."), html.P(["a ", html.Strong("b"), " c"])])
    assert render(terms.explain(page)) == "<div><h1>x</h1><p>Nothing here.</p><p>a <strong>b</strong> c</p></div>"


def test_words_of_a_sentence_stay_together() -> None:
    text = explained(html.P("By CIF and FOB, in 1402."))
    shown = re.sub("<[^>]+>", "", text.partition("</p>")[0])
    assert shown == "By CIF and FOB, in 1402."
    assert opened(text) == ["cif", "fob", "iranian-year"]
    assert "FOB</button>,</dfn> in" in text  # no line begins with the comma
