"""The words say what the layout says: the same tree, escaped, without what needs a script."""

from __future__ import annotations

from html.parser import HTMLParser

import pytest
from dash import dcc

from dashboard.ui import elements as html
from dashboard.ui.elements import Element
from dashboard.ui.html import render


def test_texts_numbers_and_nothing() -> None:
    assert render(["a <b> & c", 5, 2.5, None, True]) == "a &lt;b&gt; &amp; c52.5"


def test_elements_carry_their_attributes_in_html_names() -> None:
    node = html.Label("x", className="z", htmlFor="y", style={"maxWidth": "3rem", "--n": 1}, **{"data-a": "b"})
    assert render(node) == '<label class="z" for="y" style="max-width:3rem;--n:1" data-a="b">x</label>'


def test_attributes_are_escaped() -> None:
    assert render(html.A("x", href='/?a=1&b="2"')) == '<a href="/?a=1&amp;b=&quot;2&quot;">x</a>'


def test_switches_stand_for_themselves_and_aria_is_a_word() -> None:
    assert render(html.Details("x", open=True)) == "<details open>x</details>"
    assert render(html.Span("x", **{"aria-hidden": True})) == '<span aria-hidden="true">x</span>'
    assert render(html.Option("x", value="v", selected=None, disabled=False)) == '<option value="v">x</option>'


def test_empty_elements_have_no_end() -> None:
    assert render([html.Br(), html.Img(src="/a.svg", alt="")]) == '<br><img alt="" src="/a.svg">'


def test_what_only_scripts_need_says_nothing() -> None:
    silent = [dcc.Store(id="a", data=1), dcc.Graph(id={"type": "graph", "chart": "x"})]
    assert render(silent) == ""


def test_a_piece_that_a_choice_changes_names_its_part() -> None:
    piece = html.Div("x", id={"type": "finding", "chart": "x"})
    assert render(piece) == '<div data-part="finding">x</div>'


def test_rows_are_filled_from_their_address() -> None:
    node = html.Div(className="rows", **{"data-rows": "/charts/a.html"})
    assert render(node, lambda address: f"<table>{address}</table>").endswith("<table>/charts/a.html</table></div>")
    assert render(node) == '<div class="rows" data-rows="/charts/a.html"></div>'


def test_a_component_without_words_is_an_error() -> None:
    with pytest.raises(TypeError, match="Upload"):
        render(dcc.Upload())


class _Texts(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_data(self, data: str) -> None:
        self.found.append(data)


def _texts(node: object) -> list[str]:
    """Every text of a tree, in order, read from the components themselves."""
    if isinstance(node, (list, tuple)):
        return [text for child in node for text in _texts(child)]
    if isinstance(node, Element):
        return _texts(node.children)
    return [] if node is None else [str(node)]


def test_every_text_of_a_tree_comes_through_in_order() -> None:
    tree = html.Main([html.H1("A & B"), html.Ul([html.Li(["c ", html.B("<d>")]), html.Li(3)]), html.A("e", href="/")])
    parser = _Texts()
    parser.feed(render(tree))
    assert "".join(parser.found) == "".join(_texts(tree))


def test_html_of_ours_is_the_content_and_no_attribute() -> None:
    assert (
        render(html.Div(className="island", **{"data-html": "<b>&amp;</b>"}))
        == '<div class="island"><b>&amp;</b></div>'
    )
