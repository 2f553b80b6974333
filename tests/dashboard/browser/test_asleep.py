"""Dash asleep: nothing of it is fetched before a touch, and what was touched then happens by itself."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, Route

from tests.dashboard.browser.conftest import RATE, slow_line, until

FLOW = "select[name='russia-rank.flow']"
HEAVY = ("_dash-component-suites", "_dash-layout", "_dash-dependencies", "plotly.js", "charts.js")


@pytest.mark.parametrize("path", ["/", "/trade", "/claims/trade-rank", "/data", "/data/trade", "/method"])
def test_before_a_touch_neither_dash_nor_plotly_is_fetched(visitor: Page, site: str, path: str) -> None:
    asked: list[str] = []
    errors: list[str] = []
    visitor.on("request", lambda r: asked.append(r.url))
    visitor.on("console", lambda m: errors.append(m.text) if m.type == "error" else None)
    visitor.goto(site + path, wait_until="networkidle")
    assert [url for url in asked if any(word in url for word in HEAVY)] == []
    assert [url for url in asked if not url.startswith((site, "data:", "blob:"))] == []
    assert errors == []
    assert visitor.locator("#first-words h1").is_visible()


def test_the_choice_that_wakes_it_is_kept_and_drawn(visitor: Page, site: str) -> None:
    visitor.goto(f"{site}/charts/russia-rank")
    visitor.select_option(f"#first-words {FLOW}", "export")
    assert visitor.url.endswith("?russia-rank.flow=export")
    visitor.wait_for_selector("#first-words", state="detached")
    assert visitor.input_value(FLOW) == "export"
    until(visitor, "document.querySelector('#russia-rank .downloads a').href.includes('flow=export')")


def test_a_choice_made_before_the_scripts_came_is_kept(visitor: Page, site: str) -> None:
    held: list[Route] = []
    visitor.route("**/assets/wake.js*", lambda route: held.append(route))
    visitor.goto(f"{site}/charts/russia-rank", wait_until="commit")
    visitor.wait_for_selector(FLOW)
    visitor.select_option(FLOW, "import")
    while not held:
        visitor.wait_for_timeout(20)
    held.pop().continue_()
    visitor.wait_for_url("**?russia-rank.flow=import")
    visitor.wait_for_selector("#first-words", state="detached")
    assert visitor.input_value(FLOW) == "import"


@pytest.mark.parametrize("width", [390, 1280])
def test_on_a_slow_line_all_that_a_reader_did_early_is_kept(page: Page, whole_site: str, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    slow_line(page, rate=4 * RATE)  # the scripts take seconds: time enough for what is done early, and for the test
    page.goto(f"{whole_site}/charts/turnover", wait_until="commit")
    page.wait_for_selector("select[name='turnover.direction']")
    page.select_option("select[name='turnover.direction']", "to_iran")
    page.fill("#search", "arms")
    before = page.inner_text("#turnover h2")
    page.wait_for_selector("#first-words", state="detached", timeout=60_000)
    assert page.input_value("select[name='turnover.direction']") == "to_iran"
    assert page.input_value("#search") == "arms"
    assert page.url.endswith("?turnover.direction=to_iran")
    until(page, f"document.querySelector('#turnover h2').textContent !== {before!r}")


def test_on_a_slow_line_filters_of_a_table_are_kept(page: Page, whole_site: str) -> None:
    slow_line(page)
    page.goto(f"{whole_site}/data/trade", wait_until="commit")
    page.wait_for_selector("[name='importer']")
    page.fill("[name='exporter']", "RUS")
    page.fill("[name='importer']", "IRN")
    page.wait_for_load_state("networkidle")
    page.get_by_role("button", name="Filter").click()
    page.wait_for_url("**/data/trade?exporter=RUS&importer=IRN#rows")


def test_a_filter_chosen_early_is_what_is_asked_for(visitor: Page, site: str) -> None:
    visitor.goto(f"{site}/data/partner_ranks", wait_until="commit")
    visitor.wait_for_selector("#rows select[name='sort']")
    visitor.select_option("#rows select[name='sort']", "period")
    visitor.wait_for_load_state("networkidle")
    assert visitor.input_value("#rows select[name='sort']") == "period"


@pytest.mark.parametrize("part", ["**/plotly.js*", "**/async-graph*", "**/dash_renderer*"])
def test_a_part_that_does_not_come_leaves_the_picture_and_one_sentence(visitor: Page, site: str, part: str) -> None:
    tries: list[str] = []

    def refuse(route: Route) -> None:
        tries.append(route.request.url)
        route.abort()

    visitor.route(part, refuse)
    visitor.goto(f"{site}/charts/russia-rank")
    visitor.locator(".plot").first.dispatch_event("pointerdown")
    visitor.wait_for_selector("#russia-rank .status:has-text('could not be loaded')")
    visitor.wait_for_timeout(1000)
    assert len(tries) == 2, "one retry, and no loop"
    assert visitor.locator("#first-words .still").first.is_visible()
    visitor.unroute(part)
    visitor.locator(".plot").first.dispatch_event("pointerdown")
    visitor.wait_for_selector("#first-words", state="detached")
    visitor.wait_for_selector("#russia-rank .plot.drawn .main-svg")
