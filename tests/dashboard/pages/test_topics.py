"""Every claim belongs to one page of charts."""

from __future__ import annotations

import re
from dataclasses import replace
from html import unescape

from flask.testing import FlaskClient

from dashboard.package import claims
from dashboard.package.store import Package
from dashboard.pages import topics


def test_every_claim_of_ours_belongs_to_a_page_and_a_page_that_is_none_is_no_topic(now: Package) -> None:
    records = claims.every(now)
    assert {topics.topic(record) for record in records} == set(topics.PAGES) - {"certainty"}
    other = replace(records[0], about=records[0].about | {"topic": "nowhere"})
    assert topics.topic(other) == ""


def test_a_page_of_charts_leads_to_its_claims_and_they_lead_back(whole: FlaskClient, now: Package) -> None:
    pages = {page: whole.get(f"/{page}").text.partition("<main")[2] for page in topics.PAGES}
    for record in claims.every(now):
        name, topic = record.about["id"], topics.topic(record)
        assert [page for page, text in pages.items() if f'<li><a href="/claims/{name}">' in text] == [topic]
    for name in ("trade-rank", "history"):
        topic = topics.topic(claims.claim(now, name))
        assert f'href="/{topic}"' in whole.get(f"/claims/{name}").text.partition("<main")[2]


def test_the_rows_between_the_two_are_one_click_from_the_page_of_trade(whole: FlaskClient) -> None:
    text = unescape(whole.get("/trade").text)
    file = re.search(r'href="(/data/trade\.csv\?[^"]*)"[^>]*>one CSV', text)[1]
    page = re.search(r'href="(/data/trade\?[^"]*)">as a table', text)[1]
    lines = whole.get(file).text.splitlines()
    assert len(lines) > 20
    assert {frozenset(line.split(",")[:2]) for line in lines[1:]} == {frozenset({"RUS", "IRN"})}
    assert f"of {len(lines) - 1} that match" in whole.get(page).text
    assert "as a table" not in whole.get("/investment").text
