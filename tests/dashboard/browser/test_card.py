"""The card of a chart: picture and rows as tabs, and an entry of the legend that lets its series stand out."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, Page

from tests.dashboard.browser.conftest import settled, until, wake

PATH = "/charts/russia-rank"
TABS = "#russia-rank [role='tab']"
VIEW = "document.querySelector('#russia-rank [aria-selected=true]').id"
FAINT = "[...document.querySelectorAll('#russia-rank .trace')].filter(n => n.style.opacity === '0.12').length"
#: groups of the copy of the still picture, by whether they are faint
COPY = "[...document.querySelector('#russia-rank .copy').shadowRoot.querySelectorAll('g[data-series]')]"


@pytest.mark.parametrize("awake", [False, True])
def test_picture_and_rows_are_tabs_that_work_by_keyboard(page: Page, site: str, awake: bool) -> None:
    page.goto(site + PATH)
    if awake:
        settled(page)
    picture, rows = page.locator("#russia-rank .panel-chart"), page.locator("#russia-rank .panel-table")
    assert (picture.is_visible(), rows.is_visible()) == (True, False)
    page.focus(f"{TABS} >> nth=0")
    page.keyboard.press("ArrowRight")
    until(page, "document.querySelectorAll('#russia-rank .rows tbody tr').length === 4")
    assert (picture.is_visible(), rows.is_visible()) == (False, True)
    assert page.evaluate("document.activeElement.id") == page.evaluate(VIEW) == "russia-rank-tab-table"
    assert page.evaluate("document.activeElement.getAttribute('aria-controls')") == rows.get_attribute("id")
    page.keyboard.press("ArrowRight")  # arrows go round, and one tab alone is in the order of the keyboard
    assert page.evaluate(VIEW) == "russia-rank-tab-chart"
    assert page.locator(f"{TABS}[tabindex='-1']").count() == 1
    page.keyboard.press("End")
    assert rows.is_visible()


def test_the_tab_chosen_stays_when_the_chart_wakes_and_its_rows_follow_a_choice(page: Page, site: str) -> None:
    page.goto(site + PATH)
    page.click(f"{TABS} >> nth=1")
    page.select_option("select[name='russia-rank.flow']", "export")
    page.wait_for_selector("#first-words", state="detached")
    until(page, "document.querySelectorAll('#russia-rank .rows tbody tr').length === 1")
    assert page.evaluate(VIEW) == "russia-rank-tab-table"
    page.select_option("select[name='russia-rank.flow']", "total")
    page.click(f"{TABS} >> nth=0")
    until(page, "document.querySelector('#russia-rank .plot.drawn .main-svg')")
    wide = "document.querySelector('#russia-rank {}').getBoundingClientRect().width"
    until(page, f"Math.abs({wide.format('.main-svg')} - {wide.format('.plot')}) < 2")


def test_an_address_leads_to_the_rows(page: Page, site: str) -> None:
    page.goto(f"{site}{PATH}#russia-rank-table")
    until(page, f"{VIEW} === 'russia-rank-tab-table'")
    assert page.locator("#russia-rank .rows tbody tr").first.is_visible()


def test_without_scripts_the_picture_and_a_fold_of_rows_are_there(browser: Browser, site: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(site + PATH)
    assert page.locator("#russia-rank .still img").is_visible()
    assert not page.locator(TABS).first.is_visible()
    page.click("#russia-rank .table-of-rows summary")
    assert page.locator("#russia-rank .rows tbody tr").first.is_visible()
    context.close()


def test_on_paper_the_picture_is_there_and_rows_that_were_open(page: Page, site: str) -> None:
    page.goto(site + PATH)
    page.click(f"{TABS} >> nth=1")
    page.emulate_media(media="print")
    assert page.locator("#russia-rank .still img").is_visible()
    assert page.locator("#russia-rank .rows tbody tr").first.is_visible()
    assert not page.locator(TABS).first.is_visible()


@pytest.mark.parametrize("way", ["hover", "focus"])
def test_an_entry_of_the_legend_lets_its_series_stand_out_in_the_still_picture(page: Page, site: str, way: str) -> None:
    page.goto(site + PATH)
    entry = page.locator("#russia-rank .series button").nth(1)
    entry.hover() if way == "hover" else entry.focus()
    until(page, "Boolean(document.querySelector('#russia-rank .copy'))")
    chosen = entry.get_attribute("data-series")
    strong = page.evaluate(f"{COPY}.filter(g => g.getAttribute('opacity') !== '0.12').map(g => g.dataset.series)")
    faint = page.evaluate(f"{COPY}.filter(g => g.getAttribute('opacity') === '0.12').map(g => g.dataset.series)")
    assert chosen in strong
    assert faint
    assert chosen not in faint
    if way == "hover":
        page.mouse.move(2, 2)
    else:
        entry.blur()
    page.wait_for_selector("#russia-rank .copy", state="detached")


@pytest.mark.parametrize("way", ["hover", "focus", "click"])
def test_an_entry_of_the_legend_lets_its_series_stand_out_in_the_live_picture(page: Page, site: str, way: str) -> None:
    page.goto(site + PATH)
    settled(page)
    assert page.evaluate(FAINT) == 0
    entry = page.locator("#russia-rank .series button").nth(1)
    getattr(entry, way)()
    until(page, f"{FAINT} > 0")
    page.mouse.move(2, 2)
    entry.blur()
    if way == "click":  # it was pressed, and stays until it is pressed again
        assert page.evaluate(FAINT) > 0
        assert entry.get_attribute("aria-pressed") == "true"
        page.keyboard.press("Tab")
        entry.click()
        page.mouse.move(2, 2)
        entry.blur()
    until(page, f"{FAINT} === 0")


def test_bars_stand_out_too(page: Page, whole_site: str) -> None:
    page.goto(f"{whole_site}/charts/arms-transfers")
    settled(page)
    page.focus("#arms-transfers .series button >> nth=0")
    until(page, "[...document.querySelectorAll('#arms-transfers .trace')].some(n => n.style.opacity === '0.12')")


def test_marks_and_cells_of_specifications_lead_to_their_pages(page: Page, whole_site: str) -> None:
    page.goto(f"{whole_site}/charts/definition-grid")
    link = page.locator("#definition-grid .grid td a").first
    to = link.get_attribute("href")
    assert page.request.get(whole_site + str(to)).status == 200
    page.goto(f"{whole_site}/charts/specification-curve")
    settled(page)
    page.focus("#specification-curve .figure")
    page.keyboard.press("Home")
    until(page, "document.querySelector('#specification-curve .spoken').textContent !== ''")
    with page.expect_navigation(url="**/claims/trade-rank/level/*"):
        page.keyboard.press("Enter")
    page.go_back()
    settled(page)
    mark = page.locator("#specification-curve .points path").first
    mark.scroll_into_view_if_needed()
    box = mark.bounding_box()
    assert box
    with page.expect_navigation(url="**/claims/trade-rank/level/*"):
        page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)


def test_a_legend_follows_the_choice(page: Page, site: str) -> None:
    page.goto(f"{site}{PATH}")
    wake(page)
    assert page.locator("#russia-rank .series button").count() > 1
    page.select_option("select[name='russia-rank.flow']", "import")
    page.wait_for_selector("#russia-rank h2:has-text('No ranking')")
    assert page.locator("#russia-rank .series button").count() == 0
    assert not page.locator("#russia-rank .downloads").is_visible()  # nothing to take home of no rows
