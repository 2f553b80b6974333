"""The pieces of a page: what they say, and that they say it without colour."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from dashboard.package.freshness import STATES, Span
from dashboard.package.store import Package
from dashboard.ui import components
from dashboard.ui.html import render
from etl.contract.enums import VERDICTS


@pytest.mark.parametrize("verdict", VERDICTS)
def test_a_badge_has_a_word_and_a_mark(verdict: str) -> None:
    text = render(components.badge(verdict))
    assert f"</span>{verdict}</span>" in text
    assert 'class="mark" aria-hidden="true">' in text
    assert f"v-{verdict.replace(' ', '-')}" in text


@pytest.mark.parametrize(
    ("iso", "told"),
    [
        ("2026-11-22", "today"),
        ("2026-11-30", "today"),  # a clock that is behind makes nothing negative
        ("2026-11-21", "1 day ago"),
        ("2026-11-02", "20 days ago"),
        ("2026-06-22", "5 months ago"),
        ("2023-11-22", "3 years ago"),
        ("2026", ""),
    ],
)
def test_ages(iso: str, told: str) -> None:
    assert components.age(iso, date(2026, 11, 22)) == told


def test_old_data_are_marked_in_words(package: Package, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("dashboard.package.current.today", lambda: date(2026, 11, 22))

    def line(created: str, asked: str) -> str:
        monkeypatch.setattr("dashboard.package.freshness.span", lambda *_: Span(newest="2025", asked=asked))
        return render(components.age_line(replace(package, descriptor=package.descriptor | {"created": created})))

    old, new = line("2026-01-01", "2025-12-01"), line("2026-11-01", "2026-11-01")
    assert "These data are old." in old
    assert "newest year in its sources: 2025; oldest source read on 1 December 2025." in old
    assert "old" not in new
    assert new.endswith('<a href="/data#sources">Age of every source</a></p>')
    assert 'datetime="2026-11-01"' in new


def test_facts_leave_out_what_is_not_known() -> None:
    assert render(components.facts([("a", "1"), ("b", ""), ("c", None)])).count("<dt>") == 1


def test_links_go_out_without_a_word_on_where_from() -> None:
    assert 'rel="noopener noreferrer"' in render(components.link("https://example.org", "x"))
    assert components.link("", "x") == "x"


def test_code_is_written_as_code() -> None:
    assert render(components.coded("an id of `countries`.")) == "an id of <code>countries</code>."


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
