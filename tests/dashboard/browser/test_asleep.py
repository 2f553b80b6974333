"""Dash asleep: nothing of it is fetched before a touch, and what was touched then happens by itself."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, Route

from tests.dashboard.browser.conftest import slow_line, until

FLOW = "select[name='russia-rank.flow']"
HEAVY = ("_dash-component-suites", "_dash-layout", "_dash-dependencies", "plotly.js", "charts.js")


@pytest.mark.parametrize("path", ["/", "/trade", "/claims/trade-rank", "/data", "/data/trade", "/method"])
def test_before_a_touch_neither_dash_nor_plotly_is_fetched(reader: Page, site: str, path: str) -> None:
    asked: list[str] = []
    errors: list[str] = []
    reader.on("request", lambda r: asked.append(r.url))
    reader.on("console", lambda m: errors.append(m.text) if m.type == "error" else None)
    reader.goto(site + path, wait_until="networkidle")
    assert [url for url in asked if any(word in url for word in HEAVY)] == []
    assert [url for url in asked if not url.startswith((site, "data:", "blob:"))] == []
    assert errors == []
    assert reader.locator("#first-words h1").is_visible()


def test_the_choice_that_wakes_it_is_kept_and_drawn(reader: Page, site: str) -> None:
    reader.goto(f"{site}/charts/russia-rank")
    reader.select_option(f"#first-words {FLOW}", "export")
    assert reader.url.endswith("?russia-rank.flow=export")
    reader.wait_for_selector("#first-words", state="detached")
    assert reader.input_value(FLOW) == "export"
    until(reader, "document.querySelector('#russia-rank .downloads a').href.includes('flow=export')")


def test_a_choice_made_before_the_scripts_came_is_kept(reader: Page, site: str) -> None:
    held: list[Route] = []
    reader.route("**/assets/wake.js*", lambda route: held.append(route))
    reader.goto(f"{site}/charts/russia-rank", wait_until="commit")
    reader.wait_for_selector(FLOW)
    reader.select_option(FLOW, "import")
    while not held:
        reader.wait_for_timeout(20)
    held.pop().continue_()
    reader.wait_for_url("**?russia-rank.flow=import")
    reader.wait_for_selector("#first-words", state="detached")
    assert reader.input_value(FLOW) == "import"


@pytest.mark.parametrize("width", [390, 1280])
def test_on_a_slow_line_all_that_a_reader_did_early_is_kept(page: Page, whole_site: str, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    slow_line(page)
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


def test_a_filter_chosen_early_is_what_is_asked_for(reader: Page, site: str) -> None:
    reader.goto(f"{site}/data/partner_ranks", wait_until="commit")
    reader.wait_for_selector("#rows select[name='sort']")
    reader.select_option("#rows select[name='sort']", "period")
    reader.wait_for_load_state("networkidle")
    assert reader.input_value("#rows select[name='sort']") == "period"


@pytest.mark.parametrize("part", ["**/plotly.js*", "**/async-graph*", "**/dash_renderer*"])
def test_a_part_that_does_not_come_leaves_the_picture_and_one_sentence(reader: Page, site: str, part: str) -> None:
    tries: list[str] = []

    def refuse(route: Route) -> None:
        tries.append(route.request.url)
        route.abort()

    reader.route(part, refuse)
    reader.goto(f"{site}/charts/russia-rank")
    reader.locator(".plot").first.dispatch_event("pointerdown")
    reader.wait_for_selector("#russia-rank .status:has-text('could not be loaded')")
    reader.wait_for_timeout(1000)
    assert len(tries) == 2, "one retry, and no loop"
    assert reader.locator("#first-words .still").first.is_visible()
    reader.unroute(part)
    reader.locator(".plot").first.dispatch_event("pointerdown")
    reader.wait_for_selector("#first-words", state="detached")
    reader.wait_for_selector("#russia-rank .plot.drawn .main-svg")
