"""Every claim belongs to one page of charts, and every claim that a page names exists."""

from __future__ import annotations

import re
from collections import Counter
from html import unescape

from flask.testing import FlaskClient

from dashboard.package import claims
from dashboard.package.store import default_folder, load
from dashboard.pages import topics


def test_every_claim_belongs_to_one_page() -> None:
    named = Counter(claim for page in topics.PAGES for claim in topics.claims(page))
    assert named == Counter(claims.ids(load(default_folder())))
    assert {topics.topic(claim) for claim in named} <= set(topics.PAGES)
    assert topics.topic("no-claim") == ""


def test_a_page_of_charts_leads_to_its_claims_and_they_lead_back(whole: FlaskClient) -> None:
    for page in topics.PAGES:
        words = whole.get(f"/{page}").text.partition("<main")[2]
        for claim in topics.claims(page):
            assert f'<li><a href="/claims/{claim}">' in words
    for claim in ("trade-rank", "history"):
        assert f'href="/{topics.topic(claim)}"' in whole.get(f"/claims/{claim}").text.partition("<main")[2]


def test_the_rows_between_the_two_are_one_click_from_the_page_of_trade(whole: FlaskClient) -> None:
    text = unescape(whole.get("/trade").text)
    file = re.search(r'href="(/data/trade\.csv\?[^"]*)"[^>]*>one CSV', text)[1]
    page = re.search(r'href="(/data/trade\?[^"]*)">as a table', text)[1]
    lines = whole.get(file).text.splitlines()
    assert len(lines) > 20
    assert {frozenset(line.split(",")[:2]) for line in lines[1:]} == {frozenset({"RUS", "IRN"})}
    assert f"of {len(lines) - 1} that match" in whole.get(page).text
    assert "as a table" not in whole.get("/investment").text
