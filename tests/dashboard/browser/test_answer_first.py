"""The answer first: what is seen without scrolling, and how long the pages of claims are."""

from __future__ import annotations

from playwright.sync_api import Page

from dashboard.package import claims
from dashboard.package.store import Package

FOLD = 500  # pixels from the top in which the three answers are
LONGEST = 6_000  # pixels of a closed page of a claim, a phone's


def test_three_claims_are_answered_in_the_first_500_pixels(reader: Page, whole_site: str, now: Package) -> None:
    reader.goto(whole_site)
    for place, claim in enumerate(claims.asked_first(claims.every(now))):
        answer = reader.locator(".answers > li").nth(place)
        sentence = answer.locator(".sentence")
        assert sentence.inner_text() == claim.asserted[0].sentence
        for part in (answer.locator("h2 a"), answer.locator("h2 .badge"), sentence):
            box = part.bounding_box()
            assert box["y"] + box["height"] <= FOLD, (claim.id, box)


def test_a_closed_page_of_a_claim_is_short_and_shows_its_first_verdict_at_once(
    reader: Page, whole_site: str, now: Package
) -> None:
    heights = {}
    for name in claims.ids(now):
        reader.goto(f"{whole_site}/claims/{name}", wait_until="load")
        heights[name] = reader.evaluate("document.documentElement.scrollHeight")
        assert reader.evaluate("document.documentElement.scrollWidth <= window.innerWidth"), name
        box = reader.locator(".contents .badge").first.bounding_box()
        assert box["y"] + box["height"] <= FOLD, (name, box)
    assert {name: height for name, height in heights.items() if height >= LONGEST} == {}


def test_the_long_tables_of_the_method_are_folded_and_open_by_their_address(reader: Page, whole_site: str) -> None:
    reader.goto(f"{whole_site}/method", wait_until="load")
    assert reader.evaluate("document.documentElement.scrollHeight") < LONGEST
    reader.get_by_role("navigation", name="On this page").get_by_role("link", name="Limits").click()
    reader.locator("#limits li").first.wait_for(state="visible")
    assert reader.locator("details.fold[open]").count() == 1
