"""The lists of all claims and of all charts: complete, by topic, and filtered by a word in the address."""

from __future__ import annotations

import re

import pytest
from flask.testing import FlaskClient

from dashboard.charts.registry import CHARTS
from dashboard.package.store import Package
from dashboard.ui import chart_options


def listed(client: FlaskClient, address: str) -> set[str]:
    """Claim and part of every line of the list of claims."""
    return set(re.findall(r'href="/claims/([a-z0-9-]+#[a-zA-Z0-9-]+)"', client.get(address).text))


def test_every_part_is_in_the_list_of_claims(whole: FlaskClient, now: Package) -> None:
    parts = now.tables["parts"]
    assert listed(whole, "/claims") == {f"{r.claim}#{r.part}" for r in parts.itertuples()}
    assert whole.get("/claims").text.count("<small>Our question</small>") == (~parts["asserted"]).sum()


@pytest.mark.parametrize("word", ["supported", "not shown"])
def test_a_word_leaves_its_parts(whole: FlaskClient, now: Package, word: str) -> None:
    verdicts = now.tables["verdicts"]
    rows = verdicts[verdicts["verdict"] == word]
    address = f"/claims?word={word.replace(' ', '+')}"
    assert listed(whole, address) == {f"{r.claim}#{r.part}" for r in rows.itertuples()}
    assert f'<a href="{address}" aria-current="true">{word} ({len(rows)})</a>' in whole.get(address).text
    assert f'href="{address}"' in whole.get("/claims").text


def test_a_word_that_no_part_has_is_a_wrong_address(whole: FlaskClient) -> None:
    answer = whole.get("/claims?word=true")
    assert answer.status_code == 400
    assert "Words in use: supported" in answer.text


def test_every_chart_with_rows_is_in_the_list_of_charts(whole: FlaskClient, now: Package) -> None:
    text = whole.get("/charts").text.partition("<main")[2]
    shown = re.findall(r'<figcaption><strong><a href="/charts/([a-z-]+)">', text)
    assert sorted(shown) == sorted(name for name in CHARTS if chart_options.has_rows(name, now))
    assert f"{len(shown)} charts by topic" in text


@pytest.mark.parametrize(
    ("path", "marked"),
    [
        ("/claims", [("/claims", "page")]),
        ("/claims/trade-rank", [("/claims", "true")]),
        ("/trade", [("/trade", "page")]),
        ("/data/trade", [("/data", "true")]),
        ("/", []),
    ],
)
def test_the_navigation_marks_where_the_reader_is(whole: FlaskClient, path: str, marked: list[tuple[str, str]]) -> None:
    head = whole.get(path).text.partition("<header")[2].partition("</header>")[0]
    assert re.findall(r'<a href="([^"]+)" aria-current="([a-z]+)"', head) == marked


def test_the_footer_leads_to_what_the_navigation_has_no_room_for(whole: FlaskClient) -> None:
    foot = whole.get("/").text.partition("<footer")[2]
    assert 'href="/charts"' in foot
    assert 'href="/changes"' in foot
    assert "Data of" not in foot
