"""The quotation of a chart follows its choices, as its finding and its address do."""

from __future__ import annotations

from playwright.sync_api import Page

from tests.dashboard.browser.conftest import until

QUOTED = "document.querySelector('#shell #russia-rank .cite code').textContent"


def test_after_a_choice_the_finding_that_is_quoted_is_that_of_the_choice(page: Page, site: str) -> None:
    page.goto(f"{site}/charts/russia-rank")
    page.select_option("#first-words select[name='russia-rank.flow']", "export")
    page.wait_for_selector("#first-words", state="detached")
    until(page, f"{QUOTED}.includes('russia-rank.flow=export')")
    finding = page.inner_text("#shell #russia-rank h2")
    until(page, f"{QUOTED}.startsWith({('“' + finding)!r})")
    page.select_option("#shell select[name='russia-rank.flow']", "import")
    until(page, f"{QUOTED}.includes('russia-rank.flow=import')")
    assert page.inner_text("#shell #russia-rank h2") in page.evaluate(QUOTED)
