"""Finding: every kind is in the index, every address is a page, the best answer is first, accents do not matter."""

from __future__ import annotations

import json
from collections import Counter

import pytest
from flask.testing import FlaskClient

from dashboard.package.store import Package
from dashboard.ui import search_index
from dashboard.ui.search_index import Entry

LISTED = [
    Entry("claim", "Trade in arms", "/a"),
    Entry("table", "Rankings", "/b", "trade armenia"),
    Entry("country", "Türkiye", "/c", "TUR"),
    Entry("claim", "Armed trade", "/d"),
]


@pytest.mark.parametrize(
    ("question", "addresses"),
    [
        ("trade", ["/a", "/d", "/b"]),
        ("arm", ["/a", "/d", "/b"]),
        ("TRADE arms", ["/a"]),
        ("turkiye", ["/c"]),
        ("tür", ["/c"]),
        ("nothing of it", []),
        ("", []),
        ("  .,;_ ", []),
        ("trade zebra", []),
    ],
)
def test_every_word_must_begin_a_word_and_titles_come_first(question: str, addresses: list[str]) -> None:
    assert [entry.address for entry in search_index.find(LISTED, question)] == addresses


def test_a_long_question_is_read_to_its_hundredth_letter() -> None:
    assert search_index.find(LISTED, "arms" + " " * 96 + "zebra")
    assert not search_index.find(LISTED, "arms" + " " * 90 + "zebra")


def test_every_kind_of_thing_is_in_the_index(now: Package) -> None:
    listed = search_index.entries(now)
    counts = Counter(entry.kind for entry in listed)
    assert counts["claim"] == len(now.tables["claims"])
    assert counts["part"] == len(now.tables["parts"])
    assert counts["agreement"] == len(now.tables["agreements"])
    assert counts["event"] == len(now.tables["sanctions_and_events"])
    assert counts["table"] == len(now.resources)
    assert counts["country"] == now.tables["partner_ranks"]["partner"].nunique()
    assert min(counts[kind] for kind in ("chart", "term")) > 20
    assert len({(entry.kind, entry.address) for entry in listed}) == len(listed)


def test_every_address_of_the_index_is_a_page_that_holds_what_is_named(whole: FlaskClient, now: Package) -> None:
    pages: dict[str, str] = {}
    seen: set[str] = set()
    for kind, _, address, _ in json.loads(search_index.as_json(now))["entries"]:
        page, _, anchor = address.partition("#")
        if kind in ("country", "event") and kind in seen:
            continue  # one of many that differ in a choice alone
        seen.add(kind)
        if page not in pages:
            answer = whole.get(page)
            assert answer.status_code == 200, page
            pages[page] = answer.text
        assert not anchor or f' id="{anchor}"' in pages[page], address


def test_the_index_is_small_and_asked_for_apart(whole: FlaskClient) -> None:
    answer = whole.get("/search.json", headers={"Accept-Encoding": "br"})
    assert answer.mimetype == "application/json"
    assert len(answer.data) < 16_000
    assert "/search.json" not in whole.get("/").text.replace('data-index="/search.json', "")


@pytest.mark.parametrize(
    ("question", "first"),
    [
        ("fifth-largest", "/claims/trade-rank"),
        ("China", "/charts/partner-rank?partner-rank.partner=CHN"),
        ("rasht astara", "/claims/corridor#missing-link"),
        ("TIV", "/glossary#tiv"),
        ("partner ranks", "/data/partner_ranks"),
    ],
)
def test_what_readers_ask_is_found(whole: FlaskClient, question: str, first: str) -> None:
    text = whole.get("/search", query_string={"q": question}).text
    results = text.partition('id="search-results"')[2].partition("</ol>")[0]
    assert f'href="{first}"' in results.split("</li>", 3)[0] + results.split("</li>")[1], results[:400]
    assert f"found for “{question}”" in text


@pytest.mark.parametrize("question", ["zebra", '<script>"&', "' zebra=1", "\u202e", "x" * 3000])
def test_a_question_without_answer_is_answered_in_words(whole: FlaskClient, question: str) -> None:
    answer = whole.get("/search", query_string={"q": question})
    assert answer.status_code == 200
    assert "Nothing is called" in answer.text
    assert '<script>"&' not in answer.text


def test_no_question_and_two_questions(whole: FlaskClient) -> None:
    assert "Write a country" in whole.get("/search").text
    assert "found for “china”" in whole.get("/search?q=china&q=iran").text


def test_what_can_be_found_is_listed_once_for_a_package(now: Package) -> None:
    assert search_index.entries(now) is search_index.entries(now)
