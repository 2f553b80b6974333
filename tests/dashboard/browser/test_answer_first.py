"""The answer first: what is seen without scrolling, and how long the pages of claims are."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page

from dashboard.package import claims
from dashboard.package.store import default_folder, load
from dashboard.pages import topics

FOLD = 500  # pixels from the top in which the three answers are
LONGEST = 6_000  # pixels of a closed page of a claim on a phone
PHONE, DESK = {"width": 390, "height": 844}, {"width": 1280, "height": 800}


@pytest.fixture
def phone(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(viewport=PHONE)
    yield context.new_page()
    context.close()


@pytest.mark.parametrize("size", [PHONE, DESK], ids=["phone", "desk"])
def test_three_claims_are_answered_in_the_first_500_pixels(
    browser: Browser, whole_site: str, size: dict[str, int]
) -> None:
    context = browser.new_context(viewport=size)
    page = context.new_page()
    page.goto(whole_site)
    now = load(default_folder())
    for place, name in enumerate(topics.ASKED_FIRST):
        answer = page.locator(".answers > li").nth(place)
        sentence = answer.locator(".sentence")
        assert sentence.inner_text() == claims.claim(now, name).asserted[0].verdict["sentence"]
        for part in (answer.locator("h2 a"), answer.locator("h2 .badge"), sentence):
            box = part.bounding_box()
            assert box["y"] + box["height"] <= FOLD, (name, box)
    context.close()


def test_a_closed_page_of_a_claim_is_short_on_a_phone(phone: Page, whole_site: str) -> None:
    heights = {}
    for name in claims.ids(load(default_folder())):
        phone.goto(f"{whole_site}/claims/{name}", wait_until="load")
        heights[name] = phone.evaluate("document.documentElement.scrollHeight")
        assert phone.evaluate("document.documentElement.scrollWidth") == PHONE["width"], name
    assert {name: height for name, height in heights.items() if height >= LONGEST} == {}


def test_the_first_verdict_of_a_claim_is_seen_at_once_on_a_phone(phone: Page, whole_site: str) -> None:
    for name in claims.ids(load(default_folder())):
        phone.goto(f"{whole_site}/claims/{name}", wait_until="load")
        box = phone.locator(".contents .badge").first.bounding_box()
        assert box["y"] < FOLD / 2, (name, box)


def test_the_long_tables_of_the_method_are_folded_and_open_by_their_address(phone: Page, whole_site: str) -> None:
    phone.goto(f"{whole_site}/method", wait_until="load")
    assert phone.evaluate("document.documentElement.scrollHeight") < LONGEST
    phone.get_by_role("navigation", name="On this page").get_by_role("link", name="Limits").click()
    phone.locator("#limits li").first.wait_for(state="visible")
    assert phone.locator("details.fold[open]").count() == 1
