"""The pieces of a page: what they say, and that they say it without colour."""

from __future__ import annotations

from typing import Any

import pytest

from dashboard.package.freshness import STATES
from dashboard.ui import components
from dashboard.ui import elements as html
from dashboard.ui.html import render
from etl.contract.enums import VERDICTS


@pytest.mark.parametrize("verdict", VERDICTS)
def test_a_badge_has_a_word_and_a_mark(verdict: str) -> None:
    text = render(components.badge(verdict))
    assert f"</span>{verdict}</span>" in text
    assert 'class="mark" aria-hidden="true">' in text
    assert f"v-{verdict.replace(' ', '-')}" in text


def test_facts_leave_out_what_is_not_known() -> None:
    assert render(components.facts([("a", "1"), ("b", ""), ("c", None)])).count("<dt>") == 1


def test_links_go_out_without_a_word_on_where_from() -> None:
    assert 'rel="noopener noreferrer"' in render(components.link("https://example.org", "x"))
    assert components.link("", "x") == "x"


def test_code_is_written_as_code() -> None:
    assert render(components.coded("an id of `countries`.")) == "an id of <code>countries</code>."


def test_lists_of_lines_and_of_links() -> None:
    assert render(components.listed(["a", html.B("b")], "log")) == '<ul class="log"><li>a</li><li><b>b</b></li></ul>'
    assert render(components.ways(["a"], "On")).startswith('<nav aria-label="On"><ul class="ways"><li>a</li>')


def test_places_where_a_row_was_seen_are_links_by_publisher_or_host() -> None:
    row = {"publisher": "IRNA", "source_url": "", "publisher_2": "", "source_url_2": "https://www.example.org/a"}
    plain, address = components.seen(row)[0], components.seen(row)[2]
    assert (plain, components.seen(row)[1]) == ("IRNA", ", ")
    assert render(address).endswith(">example.org</a>")
    assert components.seen(dict.fromkeys(row, "")) == []
    assert components.joined("abc", "-") == ["a", "-", "b", "-", "c"]


def test_a_line_below_is_left_out_without_a_text() -> None:
    assert render(components.small("a", className="b")) == '<br><small class="b">a</small>'
    assert components.small("") == components.small(None) == []


@pytest.mark.parametrize(("value", "told"), [("true", "yes"), ("false", "no"), ("", "cannot be told")])
def test_holding_has_a_word(value: str, told: str) -> None:
    assert told in render(components.holds(value))


def test_a_page_has_one_heading_and_a_lead() -> None:
    text = render(components.page("Title", "x", lead="Lead"))
    assert text.startswith('<div class="page"><h1>Title</h1><p class="lead">Lead</p>')


@pytest.mark.parametrize("state", STATES)
def test_the_state_of_a_source_is_a_word_beside_its_mark(state: str) -> None:
    result = render(components.source_state(state))
    assert f"t-{state}" in result
    assert len(result.partition("</span>")[2].removesuffix("</span>")) > 4


@pytest.mark.parametrize(
    ("more", "expected"),
    [
        ({}, '<section class="card"><h2>T</h2>x</section>'),
        ({"name": "n"}, '<section id="n" class="card"><h2>T</h2>x</section>'),
        (
            {"name": "n", "labelled": True},
            '<section id="n" class="card" aria-labelledby="n-title"><h2 id="n-title">T</h2>x</section>',
        ),
    ],
)
def test_a_card_has_a_title_and_may_have_a_name(more: dict[str, Any], expected: str) -> None:
    assert render(components.card("T", "x", **more)) == expected
