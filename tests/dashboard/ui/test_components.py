"""The pieces of a page: what they say, and that they say it without colour."""

from __future__ import annotations

from datetime import date
from typing import Any

import pandas as pd
import pytest

from dashboard.package.freshness import STATES, Span
from dashboard.package.store import Package
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


def test_old_data_are_marked_in_words() -> None:
    old = render(components.age_line("2026-01-01", Span(newest="2025", asked="2025-12-01"), date(2026, 11, 22)))
    new = render(components.age_line("2026-11-01", Span(newest="2025", asked="2026-11-01"), date(2026, 11, 22)))
    assert "These data are old." in old
    assert "newest figure: 2025; sources asked last on 1 December 2025." in old
    assert "old" not in new
    assert new.endswith('<a href="/data#sources">Age of every source</a></p>')
    assert 'datetime="2026-11-01"' in new


def test_facts_leave_out_what_is_not_known() -> None:
    assert render(components.facts([("a", "1"), ("b", ""), ("c", None)])).count("<dt>") == 1


def test_links_go_out_without_a_word_on_where_from() -> None:
    assert 'rel="noopener noreferrer"' in render(components.link("https://example.org", "x"))
    assert components.link("", "x") == "x"


def test_a_table_has_a_caption_headings_and_a_region_for_the_keyboard(package: Package) -> None:
    rows = package.tables["partner_ranks"].head(2)
    text = render(components.table(rows, package.fields("partner_ranks"), ["period", "value_usd", "note"], "Ranks"))
    assert "<caption>Ranks</caption>" in text
    assert 'tabindex="0" role="region"' in text or 'role="region" tabindex="0"' in text
    assert '<th class="num" scope="col">Value</th>' in text
    assert "Note" not in text  # empty in every row
    assert text.count("<tr>") == 3


def test_a_cell_written_otherwise_carries_the_csvs_text(package: Package) -> None:
    rows = package.tables["partner_ranks"].query("source == 'imts_2025'").head(1)
    text = render(components.table(rows, package.fields("partner_ranks"), list(rows.columns), "c", every=True))
    assert 'data-value="2411000000"><span class="rounded">$2.41' in text
    assert text.count("<td") == len(rows.columns)


def test_a_day_does_not_break_and_code_is_written_as_code() -> None:
    row = {"date": "2026-01-18", "name": "2026"}
    assert 'class="day"' in render(components.td("date", row, {}))
    assert "class=" not in render(components.td("name", row, {}))
    assert render(components.coded("an id of `countries`.")) == "an id of <code>countries</code>."


@pytest.mark.parametrize(("value", "told"), [("true", "yes"), ("false", "no"), ("", "cannot be told")])
def test_holding_has_a_word(value: str, told: str) -> None:
    assert told in render(components.holds(value))


def test_a_page_has_one_heading_and_a_lead() -> None:
    text = render(components.page("Title", "x", lead="Lead"))
    assert text.startswith('<div class="page"><h1>Title</h1><p class="lead">Lead</p>')


def test_only_the_articles_own_words_stand_in_quotation_marks() -> None:
    assert components.quoted("growing interest", "true") == "“growing interest”"
    assert components.quoted("UAVs and ammunition", "false") == "UAVs and ammunition"


@pytest.mark.parametrize("state", STATES)
def test_the_state_of_a_source_is_a_word_beside_its_mark(state: str) -> None:
    result = render(components.source_state(state))
    assert f"t-{state}" in result
    assert len(result.partition("</span>")[2].removesuffix("</span>")) > 4


def test_codes_have_their_names_beside_them_and_long_numbers_their_groups() -> None:
    row = {"exporter": "RUS", "above": "CHN TUR", "contact_kind": "phone_call", "title": "A B", "tonnes": 14_500_000}
    assert [components.beside(name, row) for name in row] == ["Russia", "China, Turkey", "phone call", "", ""]
    text = render(components.table(pd.DataFrame([row]), {"tonnes": {"type": "integer"}}, list(row), "c"))
    assert "RUS <small>Russia</small>" in text
    assert '<span class="group">14</span><span class="group">500</span>000' in text


def test_a_specification_leads_to_its_page() -> None:
    row = {"claim": "trade-rank", "part": "level", "specification": "imf/a/2024"}
    text = render(components.table(pd.DataFrame([row]), {}, list(row), "c"))
    assert 'href="/claims/trade-rank/level/imf.a.2024"' in text
    none = pd.DataFrame([{**row, "specification": None}])
    assert "href" not in render(components.table(none, {}, list(row), "c", every=True))


def test_a_row_of_a_table_is_named_by_its_first_cell_and_numbers_are_set_to_the_right() -> None:
    head = [("Name", False), ("Rows", True), ("Note", False)]
    note = html.Td("long", className="wide")
    assert render(components.row(head, ["a", "1", note])) == (
        '<tr><th scope="row">a</th><td class="num">1</td><td class="wide">long</td></tr>'
    )
    assert render(components.row(head, ["a", "1", note], named=False, id="x")).startswith('<tr id="x"><td>a</td>')
    assert render(components.grid(head, [["a", "1", note]], "All")).count('<th scope="row">') == 1


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
