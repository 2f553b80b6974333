"""Tables of the edition, opened from a disk: filtered, searched, sorted and taken home as by the server."""

from __future__ import annotations

import re
from pathlib import Path
from urllib.parse import quote

import pytest
from flask.testing import FlaskClient
from playwright.sync_api import BrowserContext, Page

from tests.dashboard.browser.conftest import until
from tests.dashboard.browser.test_edition import place as place
from tests.dashboard.browser.test_edition import reader as reader

QUERIES = [
    ("trade", ""),
    ("trade", "exporter=RUS&importer=IRN"),
    ("trade", "exporter=RUS&exporter=IRN&from=2020&to=2022&sort=-value_usd"),
    ("trade", "q=turkey+2019&sort=value_usd"),
    ("partner_ranks", "reporter=IRN&from=1400&calendar=solar_hijri"),
    ("partner_ranks", "q=iraq&sort=-share&basis=eu_one"),
    ("official_figures", "from=2023&sort=period_label"),
    ("agreements", "sort=-title"),
    ("sanctions_and_events", "from=2022-02-24&to=2022-12"),
    ("un_roll_call_votes", "country=IRN&vote=A"),
    ("un_roll_calls", "q=syria"),
    ("alignment", "sort=value"),
    ("verdicts", "verdict=depends"),
    ("evidence", "claim=trade-rank&sort=date"),
]


def waited(page: Page) -> None:
    until(page, "Boolean(window.ledger && window.ledger.rows && document.querySelector('#rows .scroll, #rows .empty'))")


def load(page: Page, place: str, table: str, query: str) -> None:
    page.goto(f"{place}/data/{table}.html?{query or 'page=1'}")
    waited(page)
    until(page, "(() => { try { return window.ledger.rows().length >= 0; } catch (e) { return false; } })()")


@pytest.mark.parametrize(("table", "query"), QUERIES)
def test_rows_and_files_are_those_of_the_server(
    reader: Page, place: str, whole: FlaskClient, table: str, query: str
) -> None:
    load(reader, place, table, query)
    for how in ("", "1", "semicolon"):
        ours = reader.evaluate("how => window.ledger.csv(window.ledger.rows(), how)", how)
        asked = "&".join(filter(None, [query, f"excel={how}" if how else ""]))
        assert ours.encode("utf-8") == whole.get(f"/data/{table}.csv?{asked}").get_data(), how


def test_some_of_these_queries_leave_some_rows_and_not_all(whole: FlaskClient) -> None:
    for table, query in QUERIES:
        rows = [whole.get(f"/data/{table}.csv?{q}").get_data().count(b"\n") for q in ("", query)]
        assert 1 < rows[1] <= rows[0], (table, query)


def test_a_reader_searches_sorts_turns_and_takes_the_rows(reader: Page, place: str, tmp_path: Path) -> None:
    reader.goto(f"{place}/data/trade.html")
    assert reader.locator("#rows tbody tr").count() == 20
    reader.fill("#filter-q", "turkey")
    reader.press("#filter-q", "Enter")
    until(reader, "/that match/.test(document.querySelector('#rows caption').textContent)")
    assert reader.url.endswith("data/trade.html?q=turkey#rows")
    reader.click("#rows th >> text=Value")
    reader.wait_for_load_state()
    until(reader, "document.querySelector('#rows th[aria-sort=descending]')")
    assert "q=turkey" in reader.url
    assert "sort=-value_usd" in reader.url
    first = reader.inner_text("#rows tbody tr >> nth=0")
    reader.click("#rows .turn a >> nth=0")
    reader.wait_for_load_state()
    until(reader, "/page=2/.test(location.search) && document.querySelector('#rows .turn')")
    waited(reader)
    assert reader.inner_text("#rows tbody tr >> nth=0") != first
    with reader.expect_download() as taken:
        reader.click("#rows [data-take='1']")
    content = Path(taken.value.path()).read_bytes()
    assert content.startswith(b"\xef\xbb\xbf")
    assert b"TUR" in content


def test_no_line_of_a_heading_ends_within_a_compound(reader: Page, place: str) -> None:
    load(reader, place, "verdicts", "verdict=depends")
    until(reader, "/that match/.test(document.querySelector('#rows caption').textContent)")  # drawn by the script
    assert reader.text_content("#rows th .compound") == "Runner-up"


def test_a_number_on_a_claim_leads_to_its_row_its_file_and_the_hash(reader: Page, place: str) -> None:
    reader.goto(f"{place}/claims/trade-rank/level/imf_estimate.imts_2026.2024.eu-countries.flow-total.html")
    reader.click("#answer a[href*='data/'] >> nth=0")
    reader.wait_for_load_state()
    waited(reader)
    until(reader, "/Rows? 1 to 1 of 1/.test(document.querySelector('#rows caption').textContent)")
    reader.click("#origin a[href='trade.html']")
    reader.wait_for_load_state()
    assert re.search(r"data/raw/bundled/trade\.csv.*[0-9a-f]{64}", reader.inner_text("#origin"), re.DOTALL)


def test_a_field_suggests_the_values_of_its_column(reader: Page, place: str) -> None:
    reader.goto(f"{place}/data/trade.html")
    reader.focus("#filter-exporter")
    until(reader, "document.querySelectorAll('#of-exporter option').length > 100")
    assert reader.text_content("#of-exporter option[value=IRN]") == "Iran (IRN)"
    reader.fill("#filter-exporter", "Iran")  # a name is taken for its code
    reader.press("#filter-exporter", "Enter")
    until(reader, "/that match/.test(document.querySelector('#rows caption').textContent)")
    assert reader.evaluate("window.ledger.rows().length") > 10


def test_without_scripts_the_first_rows_say_so(browser: object, place: str) -> None:
    context: BrowserContext = browser.new_context(java_script_enabled=False)  # type: ignore[attr-defined]
    page = context.new_page()
    page.goto(f"{place}/data/trade.html?q={quote('turkey')}")
    assert page.locator("#rows tbody tr").count() == 20
    assert page.locator("form:visible, button:visible, .turn:visible").count() == 0
    assert "first rows" in page.inner_text("#rows noscript")
    context.close()
