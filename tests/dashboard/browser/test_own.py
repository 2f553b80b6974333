"""A reader's own verdict in the browser: the word moves at once, the address says whose it is, Dash stays asleep."""

from __future__ import annotations

import pytest
from flask import Flask
from playwright.sync_api import BrowserContext, Page

from dashboard.app import create_app
from tests.dashboard.browser.conftest import serving, until

HEAVY = ("_dash", "plotly.js", "charts.js")
FOLD = "#first-words #level-own"


@pytest.fixture(scope="module")
def whole() -> Flask:
    return create_app().server


def open_fold(page: Page, address: str, asked: list[str]) -> None:
    page.on("request", lambda r: asked.append(r.url))
    page.goto(f"{address}/claims/trade-rank", wait_until="networkidle")
    assert not [url for url in asked if "own.js" in url], "nothing of it before a touch"
    page.click(f"{FOLD} > summary")
    until(page, "Boolean(window.ledgerRule)")


def says(page: Page, word: str) -> None:
    """Waits until the reader's verdict is `word`: what is set before the script has come counts when it comes."""
    until(page, f"document.querySelector('{FOLD} [data-says=badge]').textContent.endsWith('{word}')")


def scripts_of(asked: list[str]) -> list[str]:
    """What was fetched but for pictures, which come as they are scrolled into view."""
    return [url for url in asked if url.startswith("http") and ".svg" not in url]


def test_a_touch_moves_the_word_and_the_address_and_dash_sleeps_on(page: Page, whole: Flask) -> None:
    asked: list[str] = []
    with serving(whole) as address:
        open_fold(page, address, asked)
        count = len(scripts_of(asked))
        page.select_option("#level-own-estimates", "no")
        says(page, "cannot be settled")
        assert page.url.endswith("/claims/trade-rank?reader.level.estimates=no#level-own")
        page.select_option("#level-own-estimates", "yes")
        assert page.url.endswith("/claims/trade-rank#level-own")
        page.uncheck("#first-words [name='reader.level.books'][value=imf_estimate]")
        page.fill("#level-own-min_specifications", "1")
        page.fill("#level-own-min_families", "1")
        says(page, "overstated")
        page.locator("#first-words [name='reader.level.books'][value=iran_customs]").click()
        assert page.locator("#first-words [name='reader.level.books']:checked").count() == 1, "the last one stays"
        assert len(scripts_of(asked)) == count, "nothing is fetched for a verdict"
        assert [url for url in asked if any(word in url for word in HEAVY)] == []
        shown = page.inner_text(FOLD)
        page.reload(wait_until="networkidle")
        assert page.inner_text(FOLD) == shown, "the server says the same under that address"
        page.click(f"{FOLD} [data-says=back]")
        assert "reader." not in page.url


def test_the_fold_is_there_when_dash_has_woken(page: Page, whole: Flask) -> None:
    with serving(whole) as address:
        open_fold(page, address, [])
        page.select_option("#level-own-silent", "left_out")
        shown = page.inner_text(FOLD)
        page.evaluate("void window.ledger.wake()")
        page.wait_for_selector("#first-words", state="detached")
        until(page, "Boolean(document.querySelector('#shell #level-own form'))")
        assert page.inner_text("#shell #level-own") == shown
        page.select_option("#shell #level-own-estimates", "no")
        assert page.inner_text("#shell #level-own [data-says=badge]").endswith("cannot be settled")


@pytest.mark.parametrize("width", [390, 1280])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_open_fold_is_clean_by_axe(
    context: BrowserContext, whole: Flask, axe: str, width: int, scheme: str
) -> None:
    page = context.new_page()
    page.set_viewport_size({"width": width, "height": 800})
    page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
    with serving(whole) as address:
        open_fold(page, address, [])
        result = page.evaluate(f"(async () => {{ {axe}; return (await axe.run('.own')).violations; }})()")
        assert [f"{v['id']}: {v['nodes'][0]['html'][:90]}" for v in result] == []
        assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")


def test_without_scripts_the_form_judges(context: BrowserContext, whole: Flask) -> None:
    bare = context.browser
    assert bare is not None
    page = bare.new_context(java_script_enabled=False).new_page()
    with serving(whole) as address:
        page.goto(f"{address}/claims/trade-rank")
        page.click("#level-own > summary")
        page.select_option("#level-own-estimates", "no")
        page.click("#level-own [type=submit]")
        assert "reader.level.estimates=no" in page.url
        assert page.inner_text("#level-own [data-says=badge]").endswith("cannot be settled")
    page.context.close()
