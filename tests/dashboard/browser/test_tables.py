"""The table of a page in a real browser: what is copied, what stays in sight, what a phone shows."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, Page

TABLE = "/data/partner_ranks"


def test_what_is_copied_has_the_digits_and_not_the_rounded_words(page: Page, site: str) -> None:
    page.goto(site + TABLE)
    cell = page.locator(".cards td[data-head='Value'] .exact").first
    assert "bn" in cell.locator("..").inner_text()
    cell.locator("..").evaluate("cell => window.getSelection().selectAllChildren(cell)")
    assert page.evaluate("window.getSelection().toString().trim()") == "2411000000"


def test_words_that_are_read_can_be_copied(page: Page, site: str) -> None:
    page.goto(site)
    about = page.locator("p.about").first
    assert about.evaluate("p => getComputedStyle(p).userSelect") == "auto"


def test_heads_and_the_first_column_stay_in_sight(page: Page, site: str) -> None:
    page.set_viewport_size({"width": 700, "height": 500})
    page.goto(site + TABLE)
    page.evaluate("document.querySelector('.scroll.high').scrollTo(400, 200)")
    inside = """name => {
      const box = document.querySelector('.scroll.high').getBoundingClientRect();
      const place = document.querySelector(name).getBoundingClientRect();
      return [Math.round(place.left - box.left), Math.round(place.top - box.top)];
    }"""
    assert page.evaluate(inside, ".cards thead th")[1] <= 1  # below the frame
    assert page.evaluate(inside, ".cards thead th:nth-child(4)")[1] <= 1  # below the frame
    assert page.evaluate(inside, ".cards tbody tr:last-child td")[0] == 0


def test_a_phone_shows_every_row_as_a_card_with_its_value(page: Page, site: str) -> None:
    page.set_viewport_size({"width": 360, "height": 800})
    page.goto(site + TABLE)
    for cell in page.locator(".cards td[data-head='Value']:not(:empty)").all():
        place = cell.bounding_box()
        assert place is not None
        assert 0 <= place["x"] < place["x"] + place["width"] <= 360
    assert page.evaluate("getComputedStyle(document.querySelector('.cards td'), '::before').content").startswith('"')
    assert page.evaluate("document.documentElement.scrollWidth") == 360


def test_no_card_of_a_phone_is_cut_off(page: Page, whole_site: str) -> None:
    page.set_viewport_size({"width": 390, "height": 844})
    for table in ("agreements", "evidence", "sources", "trade", "verdicts"):
        page.goto(f"{whole_site}/data/{table}")
        box = page.locator(".scroll.high")
        assert box.evaluate("box => box.scrollWidth <= box.clientWidth"), table


def test_a_row_is_no_higher_than_its_longest_text_needs(page: Page, whole_site: str) -> None:
    page.goto(f"{whole_site}/data/trade?exporter=RUS&importer=IRN")
    heights = [row.bounding_box()["height"] for row in page.locator(".cards tbody tr").all()[:20]]
    assert max(heights) < 80  # it was 117 by words in columns out of sight


@pytest.mark.parametrize("scripts", [True, False])
def test_search_order_and_hidden_columns_are_in_the_address_with_and_without_scripts(
    browser: Browser, site: str, scripts: bool
) -> None:
    context = browser.new_context(java_script_enabled=scripts)
    page = context.new_page()
    page.goto(site + TABLE)
    page.fill("#rows [name='q']", "iran russia")
    page.select_option("[name='sort']", "-period")
    page.locator("#rows summary", has_text="Hide columns").click()
    page.check("[name='hide'][value='source']")
    page.get_by_role("button", name="Filter").click()
    page.wait_for_url("**/data/partner_ranks?*q=iran+russia*sort=-period*hide=source*")
    assert page.locator(".cards tbody tr").count() == 7  # all but China's
    assert page.locator(".cards th", has_text="Period").get_attribute("aria-sort") == "descending"
    assert page.locator(".cards th", has_text="Source").count() == 0
    page.locator(".cards th a", has_text="Period").click()
    page.wait_for_url("**/data/partner_ranks?q=iran+russia&hide=source#rows")
    context.close()
