"""The answer first: what is seen without scrolling, and how long the pages of claims are."""

from __future__ import annotations

from playwright.sync_api import Page

from dashboard.package import claims
from dashboard.package.store import Package
from tests.dashboard.browser.conftest import looks

FOLD = 500  # pixels from the top in which the three answers are
LONGEST = 6_000  # pixels of a closed page of a claim, a phone's


def test_three_claims_are_answered_in_the_first_500_pixels(page: Page, whole_site: str, now: Package) -> None:
    page.goto(whole_site)
    for view in looks(page):
        for place, claim in enumerate(claims.asked_first(claims.every(now))):
            answer = page.locator(".answers > li").nth(place)
            sentence = answer.locator(".sentence")
            assert sentence.inner_text() == claim.asserted[0].sentence
            for part in (answer.locator("h2 a"), answer.locator("h2 .badge"), sentence):
                box = part.bounding_box()
                assert box["y"] + box["height"] <= FOLD, (view, claim.id, box)


def test_a_closed_page_of_a_claim_is_short_and_shows_its_first_verdict_at_once(
    page: Page, whole_site: str, now: Package
) -> None:
    heights = {}
    for name in claims.ids(now):
        page.goto(f"{whole_site}/claims/{name}", wait_until="load")
        for size, scheme in looks(page):
            heights[name, size["width"], scheme] = page.evaluate("document.documentElement.scrollHeight")
            assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"), (name, size)
            box = page.locator(".contents .badge").first.bounding_box()
            assert box["y"] + box["height"] <= FOLD, (name, size, box)
    assert {look: height for look, height in heights.items() if height >= LONGEST} == {}


def test_the_long_tables_of_the_method_are_folded(page: Page, whole_site: str) -> None:
    page.goto(f"{whole_site}/method", wait_until="load")
    for view in looks(page):
        assert page.evaluate("document.documentElement.scrollHeight") < LONGEST, view


def test_a_long_table_of_the_method_opens_by_its_address(visitor: Page, whole_site: str) -> None:
    visitor.goto(f"{whole_site}/method", wait_until="load")
    visitor.get_by_role("navigation", name="On this page").get_by_role("link", name="Limits").click()
    visitor.locator("#limits li").first.wait_for(state="visible")
    assert visitor.locator("details.fold[open]").count() == 1
