"""Elements are those of dash.html: Dash itself checks here what it would check on every page."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import dash.html
import pytest
from flask.testing import FlaskClient

from dashboard.ui import elements as html
from dashboard.ui.html import render
from tests.dashboard.asking import drawn

PAGES = ("/", "/claims/trade-rank", "/trade", "/agreements", "/charts", "/data", "/data/trade", "/method", "/search")


@pytest.mark.parametrize("path", PAGES)
def test_dash_takes_every_element_of_a_page_with_its_properties(client: FlaskClient, path: str) -> None:
    assert _made(drawn(client, path)[0]) > 5


def _made(node: Any) -> int:
    """How many elements there are below `node`; TypeError for one that Dash does not have."""
    if isinstance(node, list):
        return sum(map(_made, node))
    if not isinstance(node, dict):
        return 0
    if node["namespace"] == "dash_html_components":
        getattr(dash.html, node["type"])(**{**node["props"], "children": None})
    return 1 + _made(node["props"].get("children"))


def test_an_element_that_dash_has_not_is_an_error() -> None:
    with pytest.raises(AttributeError, match="Dvi"):
        html.Dvi("x")
    assert not hasattr(html, "page_container")


def test_a_field_is_an_element_without_an_end() -> None:
    field = html.Input(type="text", name="q", value="a<b", list="l", placeholder=None)
    assert render(field) == '<input list="l" name="q" type="text" value="a&lt;b">'
    assert field.to_plotly_json()["namespace"] == "dashboard"
    assert render(html.Input(type="checkbox", name="hide", value="n", checked=True)).startswith("<input checked name=")


COMPOUND = '<span class="compound">high-level</span>'


@pytest.mark.parametrize(
    ("heading", "inside"),
    [
        (html.H1("A high-level deal"), f"A {COMPOUND} deal"),
        (html.H2(html.Span("high-level")), f"<span>{COMPOUND}</span>"),
        (html.H3([html.A("high-level"), " - ", "b"]), f"<a>{COMPOUND}</a> - b"),
        (html.Caption("high-level"), COMPOUND),
        (html.Th("high-level", scope="col"), COMPOUND),
        (html.Th("id-of-a-row", scope="row"), "id-of-a-row"),
        (html.P("high-level"), "high-level"),
    ],
)
def test_no_line_of_a_heading_ends_within_a_compound(heading: html.Element, inside: str) -> None:
    text = render(heading)
    assert text[text.index(">") + 1 : text.rindex("<")] == inside


def test_scripts_find_compounds_by_the_same_rule() -> None:
    script = (Path(html.__file__).parents[1] / "assets" / "page.js").read_text(encoding="utf-8")
    rule = re.search(r"text\.split\(/(.*)/u\)", script)
    assert rule is not None
    assert rule[1].replace(r"[\p{L}\p{N}_]", r"\w") == html._COMPOUND.pattern


def test_what_is_in_a_heading_is_one_list() -> None:
    assert [type(piece).__name__ for piece in html.H2(["fifth-largest", " x"]).children] == ["Element", "str"]
