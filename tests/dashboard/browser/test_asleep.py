"""Dash asleep: nothing of it is fetched before a touch, and what was touched then happens by itself."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, Route

from tests.dashboard.browser.conftest import until

FLOW = "select[name='russia-rank.flow']"
HEAVY = ("_dash-component-suites", "_dash-layout", "_dash-dependencies", "plotly.js", "charts.js")


@pytest.mark.parametrize("path", ["/", "/trade", "/claims/trade-rank", "/data", "/data/trade", "/method"])
def test_before_a_touch_neither_dash_nor_plotly_is_fetched(page: Page, site: str, path: str) -> None:
    asked: list[str] = []
    errors: list[str] = []
    page.on("request", lambda r: asked.append(r.url))
    page.on("console", lambda m: errors.append(m.text) if m.type == "error" else None)
    page.goto(site + path, wait_until="networkidle")
    assert [url for url in asked if any(word in url for word in HEAVY)] == []
    assert [url for url in asked if not url.startswith((site, "data:", "blob:"))] == []
    assert errors == []
    assert page.locator("#first-words h1").is_visible()


def test_the_choice_that_wakes_it_is_kept_and_drawn(page: Page, site: str) -> None:
    page.goto(f"{site}/charts/russia-rank")
    page.select_option(f"#first-words {FLOW}", "export")
    assert page.url.endswith("?russia-rank.flow=export")
    page.wait_for_selector("#first-words", state="detached")
    assert page.input_value(FLOW) == "export"
    until(page, "document.querySelector('#russia-rank .downloads a').href.includes('flow=export')")


def test_a_choice_made_before_the_scripts_came_is_kept(page: Page, site: str) -> None:
    held: list[Route] = []
    page.route("**/assets/wake.js*", lambda route: held.append(route))
    page.goto(f"{site}/charts/russia-rank", wait_until="commit")
    page.wait_for_selector(FLOW)
    page.select_option(FLOW, "import")
    until(page, "true")
    while not held:
        page.wait_for_timeout(20)
    held.pop().continue_()
    page.wait_for_url("**?russia-rank.flow=import")
    page.wait_for_selector("#first-words", state="detached")
    assert page.input_value(FLOW) == "import"


def test_a_filter_chosen_early_is_what_is_asked_for(page: Page, site: str) -> None:
    page.goto(f"{site}/data/partner_ranks", wait_until="commit")
    page.wait_for_selector("#rows select[name='sort']")
    page.select_option("#rows select[name='sort']", "period")
    page.wait_for_load_state("networkidle")
    assert page.input_value("#rows select[name='sort']") == "period"


@pytest.mark.parametrize("part", ["**/plotly.js*", "**/async-graph*", "**/dash_renderer*"])
def test_a_part_that_does_not_come_leaves_the_picture_and_one_sentence(page: Page, site: str, part: str) -> None:
    tries: list[str] = []

    def refuse(route: Route) -> None:
        tries.append(route.request.url)
        route.abort()

    page.route(part, refuse)
    page.goto(f"{site}/charts/russia-rank")
    page.locator(".plot").first.dispatch_event("pointerdown")
    page.wait_for_selector("#russia-rank .status:has-text('could not be loaded')")
    page.wait_for_timeout(1000)
    assert len(tries) == 2, "one retry, and no loop"
    assert page.locator("#first-words .still").first.is_visible()
    page.unroute(part)
    page.locator(".plot").first.dispatch_event("pointerdown")
    page.wait_for_selector("#first-words", state="detached")
    page.wait_for_selector("#russia-rank .plot.drawn .main-svg")
