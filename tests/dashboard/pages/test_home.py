"""The front page: three answers first, a word for every claim, bars whose counts are the tables', no picture twice."""

from __future__ import annotations

import re
from collections import Counter
from html import escape

import pytest

from dashboard.app import create_app
from dashboard.package import claims
from dashboard.package.reading import default_folder
from dashboard.package.store import Package
from dashboard.pages import claim_lists
from tests.dashboard.pages.test_claim import unfolded


@pytest.fixture(scope="module")
def page() -> str:
    return create_app(default_folder()).server.test_client().get("/").text


def test_the_three_claims_that_readers_come_for_are_answered_first(page: str, now: Package) -> None:
    head = page.partition('<ul class="answers">')[2].partition("</ul>")[0]
    places = []
    listed = claims.asked_first(claims.every(now))
    assert [claim.about["asked_first"] for claim in listed] == ["1", "2", "3"]
    for part in (claim.asserted[0] for claim in listed):
        assert f"</span>{part.word}</span>" in head
        places.append(head.index(escape(part.sentence, quote=False)))
    assert places == sorted(places)
    assert head.count("We also asked:") == 2


def test_the_article_is_named_and_linked(page: str) -> None:
    assert '<a href="/article">The Russian-Iranian War: A Tactical Partnership' in page


def test_every_claim_has_a_word_for_each_asserted_part(page: str, now: Package) -> None:
    strip = page.partition('<ul class="strip">')[2].partition("</ul>")[0].split("<li>")[1:]
    listed = claims.every(now)
    assert len(strip) == len(listed)
    for line, claim in zip(strip, listed, strict=True):
        assert f'href="/claims/{claim.id}"' in line
        words = re.findall(r"</span>([^<]+)</span>", line)
        assert words == [part.word for part in claim.asserted]


def test_the_bars_count_the_articles_parts_and_ours_apart(page: str, now: Package) -> None:
    verdicts = now.tables["verdicts"]
    for title, asserted in (("What the article says", True), ("What we asked further", False)):
        given = Counter(verdicts.loc[verdicts["asserted"] == asserted, "verdict"])
        label = re.search(rf'aria-label="({title}[^"]*)"', page).group(1)
        assert {word: int(n) for n, word in re.findall(r"(\d+) ([a-z ]+)[,.]", label.partition(": ")[2])} == given
        assert str(given.total()) in label.partition(": ")[0]
        bar = page.partition(f'aria-label="{label}"')[2].partition("</ul>")[0]
        assert sum(int(n) for n in re.findall(r"flex:(\d+)", bar)) == given.total()
        assert bar.count('class="badge') == len(given)


def test_words_of_a_bar_are_in_order_and_none_is_lost() -> None:
    class Given:
        def __init__(self, verdict: str) -> None:
            self.word = verdict

    parts = [Given(name) for name in ("not shown", "supported", "a new word", "supported")]
    assert claim_lists.counts(parts) == [("supported", 2), ("not shown", 1), ("a new word", 1)]


def test_no_picture_is_shown_twice_and_each_has_its_headline(page: str) -> None:
    pictures = re.findall(r"<figure[^>]*><img[^>]*src=\"([^\"]+)\"[^>]*><figcaption>(.+?)</figcaption>", page)
    assert len(pictures) == page.count("<figure") >= 8
    assert len({address for address, _ in pictures}) == len(pictures)
    assert len({words for _, words in pictures}) == len(pictures)


def test_our_own_questions_are_folded_and_their_words_are_not(page: str, now: Package) -> None:
    seen = unfolded(page)
    for claim in claims.every(now):
        for part in claim.parts:
            sentence = escape(part.sentence, quote=False)
            assert (sentence in seen) == part.asserted
            assert sentence in page
