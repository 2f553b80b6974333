"""The edition opened from a disk: read, chosen from, taken home, with and without scripts, asking no host."""

from __future__ import annotations

import json
import random
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import pytest
from flask.testing import FlaskClient
from playwright.sync_api import Browser, BrowserContext, Page

from dashboard.charts.registry import CHARTS
from dashboard.edition import ranks
from dashboard.package.store import Package
from tests.dashboard.browser.conftest import until

ROOT = Path(__file__).resolve().parents[3]


@pytest.fixture(scope="module")
def place(whole_edition: Path) -> str:
    """The address of the edition of the published package on this disk."""
    return whole_edition.as_uri()


@pytest.fixture
def reader(context: BrowserContext) -> Iterator[Page]:
    """A reader without a network; an error of the page or a request to a host is a failure."""
    page, wrong = context.new_page(), []
    page.on("pageerror", lambda error: wrong.append(str(error)))
    page.on("console", lambda message: wrong.append(message.text) if message.type == "error" else None)
    page.on("request", lambda r: wrong.append(r.url) if not r.url.startswith(("file:", "data:", "blob:")) else None)
    yield page
    assert wrong == []


def _drawn(page: Page, chart: str) -> None:
    until(page, f"document.querySelector('#{chart} .plot.drawn') && document.querySelector('#{chart} .figure.seen')")


def test_the_tasks_of_the_front_page(reader: Page, place: str) -> None:
    reader.goto(f"{place}/index.html")
    reader.click("main a[href^='claims/'] >> nth=0")
    reader.wait_for_load_state()
    assert "claims/" in reader.url
    assert reader.locator(".verdict").count() > 1
    assert reader.evaluate("Array.from(document.images).filter(i => i.offsetParent).every(i => i.naturalWidth > 0)")
    reader.click("header nav a[href$='trade.html']")
    reader.click("main a[href='#turnover'] >> nth=0")
    assert reader.url.endswith("trade.html#turnover")


def test_a_choice_draws_the_chart_and_all_that_belongs_to_it(reader: Page, place: str, whole: FlaskClient) -> None:
    reader.goto(f"{place}/trade.html")
    before = reader.inner_text("#turnover h2")
    reader.select_option("select[name='turnover.direction']", "to_iran")
    _drawn(reader, "turnover")
    assert reader.url.endswith("trade.html?turnover.direction=to_iran")
    figure = whole.get("/charts/turnover.json?direction=to_iran").get_json()
    rows = whole.get("/charts/turnover.csv?direction=to_iran").get_data(as_text=True)
    assert reader.inner_text("#turnover h2") == figure["layout"]["meta"]["finding"] != before
    with reader.expect_download() as taken:
        reader.click("#turnover .downloads a[download$='.csv']")
    assert Path(taken.value.path()).read_text(encoding="utf-8") == rows
    with reader.expect_download() as taken:
        reader.click("#turnover [data-shot]")
    assert Path(taken.value.path()).read_bytes().startswith(b"\x89PNG")
    reader.click("#turnover [role=tab] >> nth=1")
    until(
        reader, f"document.querySelectorAll('#turnover .rows tbody tr').length === {figure['layout']['meta']['rows']}"
    )


def test_a_point_says_its_words_to_pointer_and_keyboard(reader: Page, place: str) -> None:
    reader.goto(f"{place}/charts/turnover.html?turnover.direction=to_iran")
    _drawn(reader, "turnover")  # a choice in the address needs no touch
    mark = reader.locator("#turnover .points path >> nth=3")
    mark.scroll_into_view_if_needed()
    point = mark.bounding_box()
    assert point
    reader.mouse.move(point["x"] + point["width"] / 2, point["y"] + point["height"] / 2)
    until(reader, "document.querySelector('#turnover .hoverlayer .hovertext')")
    reader.focus("#turnover .figure")
    reader.keyboard.press("ArrowRight")
    until(reader, "/\\(1\\/\\d+\\)/.test(document.querySelector('#turnover .spoken').textContent)")
    assert "turnover.direction=to_iran" in (reader.text_content("[data-part=share]") or "")


def test_an_entry_of_the_legend_lets_its_series_stand_out(reader: Page, place: str) -> None:
    reader.goto(f"{place}/charts/contacts-by-year.html")
    reader.focus(".series button >> nth=0")  # a still picture on a disk cannot be copied: the chart wakes
    until(reader, "document.querySelector('.figure.seen')")
    reader.focus(".series button >> nth=1")
    until(reader, "[...document.querySelectorAll('.trace')].some(t => t.style.opacity === '0.12')")


def test_dark_is_dark_in_pictures_and_charts(reader: Page, place: str) -> None:
    reader.goto(f"{place}/charts/turnover.html")
    reader.click("[data-scheme=turn]")
    assert reader.evaluate("getComputedStyle(document.querySelector('.still img')).colorScheme") == "dark"
    reader.click("#turnover .plot")
    until(reader, "document.querySelector('#turnover .plot.drawn.dark')")


def test_a_small_table_in_place_of_a_picture_follows_its_choice(reader: Page, place: str) -> None:
    reader.goto(f"{place}/certainty.html")
    before = reader.inner_text("#rank-uncertainty .grid")
    reader.select_option("select[name='rank-uncertainty.flow']", "export")
    until(reader, f"document.querySelector('#rank-uncertainty .grid').innerText !== {json.dumps(before)}")
    assert reader.locator("#rank-uncertainty .grid td").count() > 1


def test_searching_leads_to_pages(reader: Page, place: str) -> None:
    reader.goto(f"{place}/claims/trade-rank.html")
    reader.click("header [type=search]")
    reader.keyboard.type("pledges", delay=30)
    until(reader, "document.querySelectorAll('header .found:not([hidden]) a').length > 0")
    reader.click("header .found a >> nth=0")
    reader.wait_for_load_state()
    assert reader.locator("h1").count() == 1
    assert "trade-rank" not in reader.url


def test_a_readers_own_verdict_follows_settings_and_address(reader: Page, place: str) -> None:
    reader.goto(f"{place}/claims/trade-rank.html")
    reader.click("details.own summary >> nth=0")
    strict = reader.locator("details.own input[type=number] >> nth=0")
    strict.fill("99")
    name = strict.get_attribute("name")
    until(reader, f"window.location.search.includes('{name}=99')")
    text = reader.inner_text("details.own [data-says=because] >> nth=0")
    reader.goto(reader.url.replace("#", "&again=1#"))
    until(reader, f"document.querySelector('[name=\"{name}\"]').value === '99'")
    until(reader, f"document.querySelector('details.own [data-says=because]').textContent === {json.dumps(text)}")


def test_every_page_is_whole_without_scripts(browser: Browser, place: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page, asked = context.new_page(), []
    page.on("request", lambda request: asked.append(request.url))
    for name in ("index", "trade", "claims/trade-rank", "data", "data/trade", "charts/turnover", "method"):
        page.goto(f"{place}/{name}.html")
        assert page.inner_text("h1")
        assert page.locator("footer .edition").count() == 1
        assert page.locator("form:visible, button:visible").count() == 0  # nothing that answers nobody
    assert all(address.startswith("file:") for address in asked)
    context.close()


# ---------------------------------------------------------------- the chart that is drawn by a script
def _asked(now: Package, count: int) -> list[dict[str, str]]:
    """Choices by chance, always the same; the usual ones and one that leaves no row among them."""
    chart = CHARTS[ranks.ID].with_options(now.tables)
    chance = random.Random(14)
    pick = [{c.name: chance.choice(c.options) for c in chart.choices} for _ in range(count)]
    large = ["CHN", "TUR", "DEU", "IRQ", "ARE", "KAZ", "IND"]
    near = [{**one, "family": "all", "partner": ",".join(chance.sample(large, 3))} for one in pick]
    return [
        {},
        {"partner": "IRN,TUR"},
        {"since": "2010", "until": "2020"},
        {"partner": "IRN", "reporter": "IRN"},
        *pick,
        *near,
    ]


def _same(ours: Any, theirs: Any) -> bool:
    """Equal, numbers to the third digit that both are rounded to."""
    if isinstance(ours, dict):
        return (
            isinstance(theirs, dict)
            and ours.keys() == theirs.keys()
            and all(_same(v, theirs[k]) for k, v in ours.items())
        )
    if isinstance(ours, list):
        return isinstance(theirs, list) and len(ours) == len(theirs) and all(map(_same, ours, theirs))
    if isinstance(ours, (int, float)) and not isinstance(ours, bool) and theirs is not None:
        return abs(ours - theirs) < 0.0011
    return bool(ours == theirs)


def test_figures_and_rows_of_any_partner_are_those_of_the_server(
    reader: Page, place: str, whole: FlaskClient, now: Package
) -> None:
    reader.goto(f"{place}/charts/partner-rank.html")
    reader.click("#partner-rank .plot")
    _drawn(reader, "partner-rank")
    drawn = 0
    for given in _asked(now, 30):
        query = urlencode(sorted(given.items()))
        for kind in ("json", "csv"):
            address = f"/charts/partner-rank.{kind}?{query}"
            answer = whole.get(address)
            assert answer.status_code == 200
            ours = reader.evaluate("address => fetch(address).then(answer => answer.text())", address)
            if kind == "csv":
                assert ours == answer.get_data(as_text=True), query
                continue
            theirs = answer.get_json()
            drawn += bool(theirs["data"])
            assert _same(json.loads(ours), theirs), f"{query}\n{ours[:3000]}\n{json.dumps(theirs)[:3000]}"
    assert drawn > 10  # a comparison of empty pictures would prove nothing
