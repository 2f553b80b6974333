"""Five things that readers come for, walked in clicks from the front page, over the package of this branch."""

from __future__ import annotations

import csv
import re
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page

from dashboard.package import claims
from dashboard.package.store import Package
from dashboard.texts import formats
from tests.dashboard.browser.conftest import until


class Walk:
    """A reader who starts at the front page; every click is counted."""

    def __init__(self, page: Page, site: str) -> None:
        self.page, self.clicks = page, 0
        page.goto(site)

    def click(self, target: Locator) -> None:
        assert target.is_visible()
        target.click()
        self.page.wait_for_load_state()
        self.clicks += 1


@pytest.fixture
def walk(visitor: Page, whole_site: str) -> Walk:
    return Walk(visitor, whole_site)


def test_which_place_by_irans_own_books_and_where_is_the_row(walk: Walk) -> None:
    page = walk.page
    assert "seventh in Iran's customs" in page.locator(".answers").inner_text()
    walk.click(page.get_by_role("link", name="“fifth-largest trading partner”"))
    walk.click(page.locator("#level").get_by_text("The rows behind it:").get_by_role("link"))
    assert re.search(r"/data/partner_ranks(\.html)?\?", page.url)
    until(page, "document.querySelectorAll('#rows tbody tr').length === 1")
    row = page.locator("#rows tbody tr")
    assert re.search(r"Iran.s customs", row.inner_text())
    assert "7" in re.findall(r"\d+", row.inner_text())
    assert walk.clicks == 2


def test_the_verdict_on_40_billion_is_quoted_with_its_date(walk: Walk, now: Package) -> None:
    page = walk.page
    walk.click(page.get_by_role("link", name="“$40 billion energy agreement”"))
    walk.click(page.locator("#signed").get_by_text("Quote this verdict"))
    text = page.locator("#signed details[open] pre").first.inner_text()
    part = claims.claim(now, "energy-deal").parts[0]
    for wanted in (
        part.verdict["sentence"],
        f"Verdict: {part.verdict['verdict']}",
        formats.day(now.created),
        now.version,
    ):
        assert wanted in text
    assert re.search(r"\bclaims/energy-deal(\.html)?#signed$", text)
    assert walk.clicks == 2


def test_all_rows_between_the_two_since_2015_are_one_file(walk: Walk, now: Package) -> None:
    page = walk.page
    walk.click(page.locator("header nav").get_by_role("link", name="Trade"))
    with page.expect_download() as taken:
        walk.click(page.get_by_text("All rows of trade between").get_by_role("link", name="one CSV"))
    with Path(taken.value.path()).open(encoding="utf-8", newline="") as handle:
        rows = list(csv.DictReader(handle))
    trade = now.tables["trade"]
    pair = trade[trade["exporter"].isin(now.parties.ids) & trade["importer"].isin(now.parties.ids)]
    assert len(rows) == (pair["period"].str[:4].astype(int) >= 2015).sum() > 20
    assert {frozenset((row["exporter"], row["importer"])) for row in rows} == {frozenset(now.parties.ids)}
    assert walk.clicks == 2


def test_what_happens_to_the_fifth_place_without_estimates(walk: Walk, now: Package) -> None:
    page = walk.page
    walk.click(page.get_by_role("link", name="“fifth-largest trading partner”"))
    other = claims.claim(now, "trade-rank").parts[0].verdict["verdict_without_imputed"]
    line = page.locator("#level").get_by_text("Without estimates:").first
    assert line.is_visible()
    assert other in line.inner_text()
    assert walk.clicks == 1


def test_what_changed_since_the_last_data_version(walk: Walk, now: Package) -> None:
    page = walk.page
    walk.click(page.locator("footer").get_by_role("link", name="What changed"))
    assert page.locator("main li.card").count() == len(now.tables["changes"])
    assert page.locator("main li.card").first.locator(".badge").count() == 2
    assert walk.clicks == 1
