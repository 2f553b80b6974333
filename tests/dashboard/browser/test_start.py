"""The words: there before any script, there without scripts, and never gone while the page starts."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, Page, Route

from tests.dashboard.browser.conftest import settled, until

WATCH = """
window.gaps = 0; window.seen = 0;
(function look() {
  const box = document.querySelector("h1");
  if (box && box.checkVisibility({visibilityProperty: true}) && box.offsetHeight > 0) window.seen += 1;
  else if (window.seen) {
    const other = [...document.querySelectorAll("h1")].some(h => h.checkVisibility({visibilityProperty: true}));
    if (!other) window.gaps += 1;
  }
  requestAnimationFrame(look);
})();
"""


@pytest.mark.parametrize("path", ["/", "/claims/trade-rank"])
def test_the_words_never_vanish_while_the_page_starts(page: Page, site: str, path: str) -> None:
    page.add_init_script(WATCH)
    session = page.context.new_cdp_session(page)
    session.send("Emulation.setCPUThrottlingRate", {"rate": 4})
    page.goto(site + path)
    settled(page)
    page.wait_for_timeout(300)
    assert page.evaluate("window.seen") > 5
    assert page.evaluate("window.gaps") == 0
    assert page.evaluate("document.querySelectorAll('h1').length") == 1


def test_the_words_stay_when_the_scripts_never_come(page: Page, site: str) -> None:
    page.route("**/_dash-component-suites/**", lambda route: route.abort())
    page.goto(f"{site}/claims/trade-rank")
    page.wait_for_timeout(300)
    assert page.locator("h1").is_visible()
    assert page.locator("p.sentence", has_text="Russia is seventh, two places from fifth.").first.is_visible()
    assert page.locator("#react-entry-point").evaluate("e => getComputedStyle(e).visibility") == "hidden"


def test_verdicts_are_there_before_dash_answers(page: Page, site: str) -> None:
    held: list[Route] = []
    page.route("**/_dash-layout", lambda route: held.append(route))
    page.goto(site, wait_until="commit")
    page.wait_for_selector("text=Russia is seventh, two places from fifth.")
    until(page, "!!document.querySelector('#react-entry-point')")
    page.wait_for_timeout(500)
    assert page.locator("#first-words h1").is_visible()
    for route in held:
        route.continue_()
    settled(page)


def test_what_the_reader_opened_and_where_the_reader_stands_is_handed_over(page: Page, site: str) -> None:
    held: list[Route] = []
    page.route("**/_dash-update-component*", lambda route: held.append(route), times=1)
    page.goto(f"{site}/claims/trade-rank", wait_until="commit")
    page.wait_for_selector("#first-words #russia-rank [role='tab']")
    until(page, "Boolean(window.ledger && window.ledger.wake && window.ledger.single)")
    page.locator("#first-words #russia-rank [role='tab']").last.click()
    page.locator("#first-words .contents a").first.focus()
    page.evaluate("void window.ledger.wake()")
    for _ in range(200):
        if held:
            break
        page.wait_for_timeout(50)
    held.pop().continue_()
    settled(page)
    assert page.locator("#russia-rank .table-of-rows").get_attribute("open") is not None
    assert page.evaluate("document.activeElement.textContent") == "Part level"


@pytest.mark.parametrize(
    ("path", "told"),
    [
        ("/", ["“fifth-largest trading partner”", "overstated", "Russia is seventh, two places from fifth."]),
        (
            "/claims/trade-rank",
            ["Strong level.", "the natural reading", "Partners missing: IRQ.", "Russia in Iran’s trade: 7th"],
        ),
        ("/claims/energy-deal", ["A memorandum, not binding.", "Denied by: Gazprom"]),
        ("/data", ["partner_ranks", "Everything in one zip", "Goods trade of 2025"]),
        ("/data/partner_ranks", ["rank_worst", "Best possible rank"]),
    ],
)
def test_everything_can_be_read_without_scripts(browser: Browser, site: str, path: str, told: list[str]) -> None:
    context = browser.new_context(java_script_enabled=False, viewport={"width": 360, "height": 800})
    page = context.new_page()
    page.goto(site + path)
    for fold in page.locator("details > summary").all():
        if fold.is_visible():
            fold.click()
    text = page.inner_text("body")
    assert [t for t in told if t not in text] == []
    context.close()


def test_a_choice_works_without_scripts(browser: Browser, site: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{site}/claims/trade-rank")
    assert page.locator("#russia-rank .still").is_visible()
    page.select_option("select[name='russia-rank.flow']", "export")
    page.locator("#russia-rank").get_by_role("button", name="Show").click()
    assert "russia-rank.flow=export" in page.url
    assert page.input_value("select[name='russia-rank.flow']") == "export"
    page.locator("#russia-rank .below > summary").click()
    page.locator("#russia-rank .table-of-rows summary").click()
    assert page.locator("#russia-rank .rows tbody tr").count() == 1
    context.close()


def test_years_and_several_countries_work_without_scripts(browser: Browser, site: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{site}/charts/partner-rank?partner-rank.reporter=IRN&partner-rank.partner=CHN")
    assert not page.locator(".slider").is_visible()
    page.select_option("[name='partner-rank.partner']", "RUS")
    page.fill("[name='partner-rank.since']", "2010")
    page.get_by_role("button", name="Show").click()
    assert page.locator(".chips").inner_text().split() == ["China", "Russia"]
    assert page.input_value("[name='partner-rank.since']") == "2010"
    context.close()


def test_a_page_whose_only_chart_is_a_table_takes_choices_too(page: Page, site: str) -> None:
    page.goto(f"{site}/charts/partner-rank?partner-rank.reporter=IRN&partner-rank.partner=CHN")
    assert page.locator(".plot.tabled").count() == 1
    page.select_option("[name='partner-rank.flow']", "export")
    page.wait_for_url("**partner-rank.flow=export")
