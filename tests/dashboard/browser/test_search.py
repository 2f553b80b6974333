"""Searching in the browser: the same answers as the server gives, by keyboard, and nothing fetched before the focus."""

from __future__ import annotations

import json
import re

import pytest
from playwright.sync_api import Browser, Page, Route

from dashboard.package.store import Package
from dashboard.ui import search_index
from tests.dashboard.browser.conftest import SIZES, until, wake

FIELD = "#first-words header input[name='q']"
FOUND = "[...document.querySelectorAll('header .found:not([hidden]) a')].map(a => a.getAttribute('href'))"


def test_the_browser_finds_what_the_server_finds(page: Page, site: str, package: Package) -> None:
    listed = search_index.entries(package)
    page.goto(site)
    page.focus(FIELD)
    for question in (
        "rank",
        "RUSSIA fifth",
        "mirror g",
        "iran",
        "türk",
        "deal",
        "part level",
        "cif fob",
        "  ..;",
        "zebra",
    ):
        wanted = [entry.address for entry in search_index.find(listed, question)]
        page.fill(FIELD, question)
        until(page, f"JSON.stringify({FOUND}) === {json.dumps(json.dumps(wanted[:8], separators=(',', ':')))}")
        counted = page.locator("#first-words header .found-count").inner_text()
        assert counted == f"{len(wanted)} found"


def test_nothing_is_fetched_before_the_field_has_the_focus(page: Page, site: str) -> None:
    asked: list[str] = []
    page.on("request", lambda r: asked.append(r.url))
    page.goto(site, wait_until="networkidle")
    assert not [url for url in asked if "search" in url]
    page.focus(FIELD)
    until(page, "performance.getEntriesByType('resource').some(e => e.name.includes('/search.json'))")


def test_what_is_written_before_the_scripts_come_is_kept_and_searched_for(page: Page, site: str) -> None:
    held: list[Route] = []
    page.route("**/assets/page.js*", lambda route: held.append(route))
    page.goto(f"{site}/trade", wait_until="commit")
    page.wait_for_selector(FIELD)
    page.locator(FIELD).click()
    page.keyboard.type("rank")
    held.pop().continue_()
    until(page, f"{FOUND}.length > 2")
    assert page.input_value(FIELD) == "rank"


def test_what_is_written_while_dash_wakes_goes_over_with_its_caret_and_its_answers(page: Page, site: str) -> None:
    held: list[Route] = []
    page.route("**/_dash-layout*", lambda route: held.append(route))
    page.goto(f"{site}/trade")
    page.evaluate("void window.ledger.wake()")
    page.locator(FIELD).click()
    page.keyboard.type("rank")
    page.keyboard.press("ArrowLeft")
    while not held:
        page.wait_for_timeout(20)
    held.pop().continue_()
    page.wait_for_selector("#first-words", state="detached")
    page.keyboard.type("ing")
    assert page.input_value("#shell header input[name='q']") == "raningk"
    page.fill("#shell header input[name='q']", "rank")
    until(page, f"{FOUND}.length > 2")


def test_answers_that_come_late_do_not_open_where_the_reader_no_longer_is(page: Page, site: str) -> None:
    held: list[Route] = []
    page.route("**/search.json*", lambda route: held.append(route))
    page.goto(site)
    page.locator(FIELD).click()
    page.keyboard.type("rank")
    while not held:
        page.wait_for_timeout(20)
    page.locator("#first-words header nav a").first.focus()
    held.pop().continue_()
    page.wait_for_selector("header .found-count:has-text('found')", state="attached")
    assert page.evaluate(FOUND) == []


def test_the_keyboard_walks_the_answers(page: Page, site: str) -> None:
    page.goto(site)
    page.focus(FIELD)
    page.keyboard.type("rank")
    until(page, f"{FOUND}.length > 2")
    first, second = page.evaluate(FOUND)[:2]
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    assert page.evaluate("document.activeElement.getAttribute('href')") == second
    page.keyboard.press("ArrowUp")
    assert page.evaluate("document.activeElement.getAttribute('href')") == first
    page.keyboard.press("Escape")
    assert page.evaluate("document.activeElement.name") == "q"
    assert page.evaluate(FOUND) == []
    page.keyboard.press("Enter")
    page.wait_for_url("**/search?q=rank")


def test_the_answers_close_when_the_focus_leaves(page: Page, site: str) -> None:
    page.goto(site)
    page.focus(FIELD)
    page.keyboard.type("rank")
    until(page, f"{FOUND}.length > 2")
    page.locator("#first-words header nav a").first.focus()
    assert page.evaluate(FOUND) == []


def test_without_scripts_the_form_leads_to_the_answers(browser: Browser, site: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(site)
    page.fill("header input[name='q']", "fifth")
    page.keyboard.press("Enter")
    page.wait_for_url("**/search?q=fifth")
    assert page.locator("#search-results a").first.inner_text() == "Fifth"
    assert re.search(r"\d+ found for “fifth”", page.inner_text("main"))
    context.close()


@pytest.mark.parametrize("scripts", [True, False])
def test_a_word_opens_and_closes_its_explanation_by_keyboard(browser: Browser, site: str, scripts: bool) -> None:
    context = browser.new_context(java_script_enabled=scripts, viewport={"width": 390, "height": 844})
    page = context.new_page()
    page.goto(f"{site}/method")
    word = page.locator("button.term").first
    name = word.get_attribute("popovertarget")
    box = page.locator(f"#{name}")
    assert not box.is_visible()
    word.focus()
    page.keyboard.press("Enter")
    assert box.is_visible()
    edge = box.bounding_box()
    assert edge["x"] >= 0
    assert edge["x"] + edge["width"] <= 390
    page.keyboard.press("Escape")
    assert not box.is_visible()
    context.close()


def test_words_open_when_dash_has_drawn_the_page(page: Page, site: str) -> None:
    page.goto(f"{site}/certainty")
    wake(page)
    word = page.locator("#shell button.term:visible").first
    until(page, "document.querySelector('#shell button.term')?.hasAttribute('popovertarget')")
    word.click()
    assert page.locator(f"#{word.get_attribute('popovertarget')}").is_visible()


def test_the_navigation_marks_the_page_when_dash_has_drawn_it(page: Page, site: str) -> None:
    page.goto(f"{site}/claims/trade-rank")
    wake(page)
    marked = page.locator("#shell header nav [aria-current]")
    assert marked.count() == 1
    assert marked.get_attribute("href") == "/claims"
    assert marked.get_attribute("aria-current") == "true"


def test_a_phone_sees_where_it_is_in_the_navigation(page: Page, site: str) -> None:
    page.set_viewport_size(SIZES[0])
    for awake in (False, True):
        page.goto(f"{site}/certainty")
        if awake:
            wake(page)
        box = page.locator("header nav [aria-current]").bounding_box()
        assert 0 <= box["x"] < box["x"] + box["width"] <= SIZES[0]["width"]


@pytest.mark.parametrize("width", [320, 360, 390, 700, 1000, 1280])
def test_the_button_of_the_header_stays_beside_the_search(page: Page, site: str, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 500})
    page.goto(f"{site}/claims")
    search, button = (page.locator(f"header {name}").first.bounding_box() for name in (".search", ".scheme"))
    assert search
    assert button
    assert button["x"] > search["x"]
    assert abs(button["y"] - search["y"]) < button["height"]
