"""A chart in the browser: choices in the address, back and forward, failures said, rows and pictures to take home."""

from __future__ import annotations

import csv
import io
import re
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, Route

from dashboard.app import create_app
from dashboard.package import code_stamp
from tests.dashboard.browser.conftest import serving, settled, until, wake
from tests.dashboard.sample import VERSION, write_package

PATH = "/charts/russia-rank"
FLOW = "select[name='russia-rank.flow']"
DRAWN = "document.querySelector('.js-plotly-plot')"
TITLE = "#russia-rank h2"
ROWS = "#russia-rank [role='tab'] >> nth=1"


def points(page: Page) -> int:
    """Points that stand in the picture, those of the legend left out."""
    return int(page.evaluate(f"{DRAWN}.data.flatMap(t => t.x || []).filter(x => x !== null).length"))


@pytest.fixture
def chart(page: Page, site: str) -> Page:
    page.goto(site + PATH)
    settled(page)
    return page


def test_a_choice_changes_address_picture_title_and_downloads(chart: Page) -> None:
    title = chart.inner_text(TITLE)
    chart.select_option(FLOW, "export")
    until(chart, f"document.querySelector('{TITLE}').textContent !== {title!r}")
    assert chart.url.endswith(f"{PATH}?russia-rank.flow=export")
    chart.wait_for_selector("#russia-rank .grid tbody tr")  # one row is said in words, and no picture stands beside it
    assert not chart.locator("#russia-rank .plot .live").is_visible()
    assert (
        chart.get_attribute("#russia-rank .downloads a", "href")
        == f"/charts/russia-rank.csv?flow=export&c={code_stamp.code()}&v={VERSION}"
    )


def test_what_is_shared_follows_the_choice(chart: Page, site: str) -> None:
    chart.locator("#russia-rank .share:not(.cite) summary").click()
    chart.select_option(FLOW, "export")
    address = f"{site}/charts/russia-rank?russia-rank.flow=export"
    until(chart, f"document.querySelector('.share pre').textContent === {address!r}")
    frame = chart.inner_text(".share pre >> nth=1")
    assert f'src="{address}&amp;embed=1"' in frame
    assert 'title="Russia among Iran' in frame
    chart.get_by_role("button", name="Copy the address").click()
    assert chart.evaluate("window.getSelection().toString()").strip() == address


def test_the_curve_of_a_claim_starts_with_its_own_part_and_keeps_the_address_clean(page: Page, site: str) -> None:
    page.goto(f"{site}/claims/trade-rank")
    settled(page)
    page.locator("#readings > summary").click()
    estimates = "select[name='specification-curve.estimates']"
    page.select_option(estimates, "without")
    page.wait_for_url("**/claims/trade-rank?specification-curve.estimates=without")
    until(
        page,
        "document.querySelector('#specification-curve .downloads a').href.includes('estimates=without')",
    )
    assert page.input_value("select[name='specification-curve.part']") == "trade-rank.level"


def test_back_and_forward_move_between_choices(chart: Page) -> None:
    title = chart.inner_text(TITLE)
    chart.select_option(FLOW, "export")
    until(chart, f"document.querySelector('{TITLE}').textContent !== {title!r}")
    exported = chart.inner_text(TITLE)
    chart.go_back()
    until(chart, f"document.querySelector('{TITLE}').textContent === {title!r}")
    assert chart.input_value(FLOW) == "total"
    chart.go_forward()
    until(chart, f"document.querySelector('{TITLE}').textContent === {exported!r}")
    assert chart.input_value(FLOW) == "export"


def test_a_choice_survives_leaving_and_coming_back(chart: Page) -> None:
    chart.select_option(FLOW, "export")
    chart.wait_for_url("**?russia-rank.flow=export")
    chart.locator("header .site").click()
    chart.wait_for_selector("h1:has-text('What an article says')")
    chart.go_back()
    chart.wait_for_selector(f"{FLOW}")
    settled(chart)
    assert chart.input_value(FLOW) == "export"


def test_a_shared_address_opens_with_its_choices(page: Page, site: str) -> None:
    page.goto(f"{site}{PATH}?russia-rank.flow=export&russia-rank.since=1992")
    settled(page)
    assert page.input_value(FLOW) == "export"
    assert page.input_value("[name='russia-rank.since']") == "1992"
    assert page.locator("#russia-rank .grid tbody tr").count() == 1


def test_every_control_makes_the_round_trip_through_the_address(chart: Page) -> None:
    names = chart.evaluate("[...document.querySelectorAll('.controls select')].map(s => s.name)")
    for name in names:
        chart.select_option(f"select[name='{name}']", index=1)
    address = chart.url
    chosen = [chart.input_value(f"select[name='{n}']") for n in names]
    chart.goto(address)
    settled_or_empty(chart)
    assert [chart.input_value(f"select[name='{n}']") for n in names] == chosen
    assert all(f"{n}=" in address for n in names)


def settled_or_empty(page: Page) -> None:
    wake(page)
    page.wait_for_selector(".js-plotly-plot", state="attached")


SINCE, UNTIL = ("[name='russia-rank.since']", "[name='russia-rank.until']")
START, END = (f"#russia-rank .slider input >> nth={n}" for n in (0, 1))


def test_a_slider_with_two_ends_goes_by_keyboard_and_is_the_address(chart: Page) -> None:
    chart.focus(START)
    chart.keyboard.press("ArrowRight")
    chart.wait_for_url("**russia-rank.since=2011")
    assert chart.input_value(SINCE) == "2011"
    newest = chart.input_value(UNTIL)
    chart.focus(END)
    chart.keyboard.press("Home")  # no farther than the other end
    chart.wait_for_url("**russia-rank.since=2011&russia-rank.until=2011")
    chart.keyboard.press("End")
    chart.wait_for_url("**russia-rank.since=2011")
    assert chart.input_value(UNTIL) == newest
    chart.go_back()
    chart.wait_for_url("**russia-rank.until=2011")
    assert chart.input_value(END) == "2011"


def test_a_year_beyond_what_the_rows_have_becomes_the_nearest(chart: Page) -> None:
    chart.fill(SINCE, "1800")
    chart.keyboard.press("Tab")
    chart.wait_for_url("**russia-rank.since=1992")


@pytest.mark.parametrize("awake", [True, False])
def test_countries_are_chips_that_come_and_go(page: Page, site: str, awake: bool) -> None:
    page.goto(f"{site}/charts/partner-rank?partner-rank.reporter=IRN&partner-rank.partner=CHN")
    if awake:
        wake(page)
    page.select_option("[name='partner-rank.partner']", "RUS")
    page.wait_for_url("**partner-rank.partner=CHN%2CRUS")
    page.wait_for_selector("#first-words", state="detached")
    until(page, "document.querySelectorAll('#shell .chips input').length === 2")
    assert page.locator("#shell .chips").inner_text().split() == ["China", "Russia"]
    page.click("#shell .chips input[value='CHN']")
    page.wait_for_url("**partner-rank.partner=RUS")
    page.go_back()
    until(page, "document.querySelectorAll('#shell .chips input').length === 2")


def test_a_chart_that_cannot_be_fetched_says_so_and_shows_no_old_picture(chart: Page) -> None:
    chart.route("**/charts/russia-rank.json?flow=export*", lambda route: route.abort())
    chart.select_option(FLOW, "export")
    chart.wait_for_selector("#russia-rank .status:has-text('could not be fetched')")
    assert chart.inner_text(TITLE) == "No picture"
    until(chart, f"{DRAWN}.data.length === 0")
    assert not chart.locator(".still").is_visible()
    chart.unroute("**/charts/russia-rank.json?flow=export*")
    chart.select_option(FLOW, "total")
    chart.wait_for_selector("#russia-rank h2:has-text('Russia in Iran')")
    assert points(chart) > 0
    assert chart.inner_text("#russia-rank .status") == ""


def test_a_late_answer_does_not_cover_a_newer_choice(chart: Page) -> None:
    held: list[Route] = []
    chart.route("**/charts/russia-rank.json?flow=export*", lambda route: held.append(route))
    chart.select_option(FLOW, "export")
    chart.wait_for_timeout(100)
    chart.select_option(FLOW, "import")
    chart.wait_for_selector("#russia-rank h2:has-text('No ranking')")
    held[0].continue_()
    chart.wait_for_timeout(500)
    assert chart.inner_text(TITLE).startswith("No ranking")
    assert chart.get_attribute("#russia-rank .downloads a", "href").startswith("/charts/russia-rank.csv?flow=import")


def test_rows_open_on_demand_and_follow_the_choice(chart: Page) -> None:
    chart.locator(ROWS).click()
    chart.wait_for_selector("#russia-rank .rows tbody tr")
    assert chart.locator("#russia-rank .rows tbody tr").count() == 4
    chart.select_option(FLOW, "export")
    until(chart, "document.querySelectorAll('#russia-rank .rows tbody tr').length === 1")


def test_rows_are_taken_home_as_csv(chart: Page) -> None:
    with chart.expect_download() as taken:
        chart.get_by_role("link", name="Rows (CSV)").click()
    rows = list(csv.reader(io.StringIO(Path(taken.value.path()).read_text(encoding="utf-8"))))
    assert taken.value.suggested_filename == "russia-rank.csv"
    assert len(rows) == 5
    assert rows[0][0] == "period"


def test_a_picture_is_taken_home_as_png(chart: Page) -> None:
    with chart.expect_download() as taken:
        chart.get_by_role("button", name="Picture (PNG)").click()
    assert Path(taken.value.path()).read_bytes().startswith(b"\x89PNG")


def test_a_picture_is_taken_home_with_title_source_and_name(chart: Page, site: str) -> None:
    with chart.expect_download() as taken:
        chart.get_by_role("link", name="Picture (SVG)").click()
    text = re.sub(r"<[^>]+>", " ", Path(taken.value.path()).read_text(encoding="utf-8"))
    shown = " ".join(text.split())
    for words in (
        "Russia in Iran’s trade: 7th",
        "Source: ",
        "IMF",
        "The Russia–Iran Ledger",
        f"{site}/charts/russia-rank",
    ):
        assert words in shown, words


def test_a_new_build_under_an_open_page_is_said_and_the_page_reloads(browser: Browser, tmp_path: Path) -> None:
    folder = write_package(tmp_path / "p")
    page = browser.new_page()
    with serving(create_app(folder).server) as site:
        page.goto(site + PATH)
        settled(page)
        write_package(folder, version="ffffffffffff")
        page.request.get(site)  # while one request reads the new build, others still get the old one
        page.select_option(FLOW, "export")
        page.wait_for_selector("#russia-rank .status:has-text('published anew')")
        page.wait_for_selector(
            f"a[href='/charts/russia-rank.csv?flow=export&c={code_stamp.code()}&v={'f' * 12}']", state="attached"
        )
        settled(page)
        assert page.input_value(FLOW) == "export"
        page.wait_for_selector("#russia-rank .grid tbody tr")
    page.close()


def test_points_are_walked_by_keyboard_and_spoken(chart: Page) -> None:
    asked: list[str] = []
    chart.on("request", lambda r: asked.append(r.url))
    chart.focus("#russia-rank .figure[data-walk]")
    assert asked == []  # nothing is fetched for the ear until an arrow is pressed
    spoken = "document.querySelector('#russia-rank .spoken').textContent"
    chart.keyboard.press("End")
    until(chart, f"{spoken}.endsWith('(4/4)')")
    newest = chart.evaluate(spoken)
    chart.keyboard.press("ArrowLeft")
    until(chart, f"{spoken}.endsWith('(3/4)')")
    assert "IMF" in newest
    chart.keyboard.press("Home")
    until(chart, f"{spoken}.endsWith('(1/4)')")
    assert chart.get_attribute("#russia-rank .spoken", "aria-live") == "polite"


def test_an_embedded_chart_tells_its_height(page: Page, site: str) -> None:
    page.goto(site)
    page.set_content(f'<iframe src="{site}{PATH}?embed=1" width="700" height="300"></iframe>')
    page.evaluate("window.addEventListener('message', e => { window.told = e.data })")
    page.frame_locator("iframe").locator(".still img").first.wait_for()
    page.frame_locator("iframe").locator(".notes summary").click()  # it grows: the height is told anew
    until(page, "window.told && window.told.ledger === 'height' && window.told.height > 500")
