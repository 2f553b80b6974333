"""The five things that readers come for, in the edition: opened from a disk, with no network; and on paper."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Page

from tests.dashboard.browser import test_tasks
from tests.dashboard.browser.test_edition import place as place
from tests.dashboard.browser.test_edition import reader as reader
from tests.dashboard.browser.test_tasks import Walk

globals().update({name: task for name, task in vars(test_tasks).items() if name.startswith("test_")})


@pytest.fixture
def walk(reader: Page, place: str) -> Walk:
    reader.context.set_offline(True)
    return Walk(reader, f"{place}/index.html")


def test_there_are_five() -> None:
    assert len([name for name in globals() if name.startswith("test_") and hasattr(test_tasks, name)]) == 5


@pytest.mark.parametrize("name", ["index", "claims/trade-rank", "trade", "data/partner_ranks"])
def test_on_paper_headlines_stay_with_their_charts_and_nothing_is_cut(
    reader: Page, place: str, name: str, tmp_path: Path
) -> None:
    reader.set_viewport_size({"width": 718, "height": 1000})  # the width of a sheet of A4 without its margins
    reader.goto(f"{place}/{name}.html")
    reader.emulate_media(media="print")
    style = "name => [...document.querySelectorAll('.chart h2')].map(h => getComputedStyle(h)[name])"
    assert set(reader.evaluate(style, "breakAfter")) <= {"avoid"}
    assert not reader.locator(".controls").first.is_visible() if reader.locator(".controls").count() else True
    assert reader.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")
    reader.emulate_media(media="screen")
    assert reader.pdf(path=str(tmp_path / "page.pdf"), prefer_css_page_size=True).startswith(b"%PDF")
