"""Terms of the glossary on a page: where one first occurs in a sentence, it is a button that opens its explanation.

The explanation is a native popover, so that it works without scripts; where a browser has none, the explanations are a
list at the end of the page.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from dashboard.texts import say
from dashboard.texts.glossary import Term, glossary
from dashboard.ui import elements as html

#: elements whose words are left as they are: links, controls, headings, quotations of code, tables
_LEFT = {"A", "Button", "Code", "Dfn", "Form", "H1", "H2", "H3", "Label", "Nav", "Pre", "Summary", "Table", "Time"}
_STOPS = ",.;:!?)”"


def explain(page: html.Element) -> html.Element:
    """`page` with the first of every word marked, and their explanations as its last child.

    A word in what is seen at once comes before the same word in a closed fold.
    """
    terms: dict[str, Term] = {}
    for folds in (False, True):
        _walk(page, terms, folds=folds)
    if terms:
        page.children = [*_list(page.children), _boxes(terms.values())]
    return page


def _list(children: Any) -> list[Any]:
    if isinstance(children, (list, tuple)):
        return list(children)
    return [] if children is None else [children]


def _walk(node: html.Element, terms: dict[str, Term], *, folds: bool) -> None:
    """Marks words below `node`; closed folds only when `folds`."""
    if _left(node) or (node.name == "Details" and not folds):
        return
    children: list[Any] = []
    for child in _list(node.children):
        if isinstance(child, str):
            children += _marked(child, terms)
            continue
        if isinstance(child, html.Element):
            _walk(child, terms, folds=folds)
        children.append(child)
    if len(children) > 1 or any(isinstance(child, html.Element) for child in children):
        node.children = children


def _left(node: html.Element) -> bool:
    """Whether the words of `node` stay: those of a verdict too, and what Dash writes again after a choice."""
    verdict = str(node.props.get("className")).split(" ")[0] in ("badge", "sentence")
    return verdict or node.name in _LEFT or isinstance(node.props.get("id"), dict)


def _marked(text: str, terms: dict[str, Term]) -> list[Any]:
    """`text` in pieces, words that the page has not met before as buttons."""
    pieces: list[Any] = []
    start = 0
    known = glossary()
    for match in known.pattern.finditer(text):
        term = known.by_form[match[0]]
        if term.name in terms:
            continue
        terms[term.name] = term
        after = match.end()
        while text[after : after + 1] and text[after] in _STOPS:
            after += 1
        pieces += [text[start : match.start()], _button(term, match[0], text[match.end() : after])]
        start = after
    return [piece for piece in [*pieces, text[start:]] if piece != ""] or [text]


def _button(term: Term, form: str, stop: str) -> html.Element:
    """The word as a button, and the `stop` after it, which would else begin a line of its own."""
    opens = {"data-native-popovertarget": f"term-{term.name}"}
    button = html.Button(form, type="button", className="term", **opens)
    return html.Dfn([button, stop] if stop else button)


def _boxes(terms: Iterable[Term]) -> html.Element:
    boxes = [
        html.Div(
            [
                html.P([html.Strong(term.term), ": ", term.text]),
                html.P([html.Small(term.source), " ", html.A(say("glossary.more"), href=f"/glossary#{term.name}")]),
            ],
            id=f"term-{term.name}",
            className="term-box",
            **{"data-native-popover": "auto"},
        )
        for term in sorted(terms, key=lambda term: term.term.lower())
    ]
    return html.Section(boxes, className="terms", **{"aria-label": say("glossary.here")})
