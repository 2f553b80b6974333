"""The page of a table: filters by address, page by page, the same rows as files."""

from __future__ import annotations

import re
from html import unescape
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from dashboard.app import create_app
from dashboard.pages.browse import PAGE
from tests.dashboard.sample import RANKS, ROWS, write_package

RANK_PAGE = "/data/partner_ranks"


def words(client: FlaskClient, path: str) -> str:
    page = client.get(path).get_data(as_text=True)
    return unescape(page.partition('id="react-entry-point"')[0])


def chosen(page: str) -> dict[str, list[str]]:
    """Selected values of every picker, by name."""
    found: dict[str, list[str]] = {}
    for name, inner in re.findall(r'<select[^>]*name="([^"]+)"[^>]*>(.*?)</select>', page):
        value = re.search(r'<option(?=[^>]*selected)[^>]*value="([^"]*)"', inner)
        found.setdefault(name, []).append(value.group(1) if value else "?")
    return found


def test_filters_are_named_native_and_hold_what_the_address_says(client: FlaskClient) -> None:
    page = words(client, f"{RANK_PAGE}?basis=eu_one&from=2025")
    assert chosen(page)["basis"] == ["eu_one"]
    assert chosen(page)["from"] == ["2025"]
    assert chosen(page)["source"] == [""]
    for ident in re.findall(r'<select[^>]*id="([^"]+)"', page):
        assert f'for="{ident}"' in page
    assert "Rows 1 to 1 of 1 that match" in page


def test_a_column_named_twice_makes_two_pickers(client: FlaskClient) -> None:
    page = words(client, f"{RANK_PAGE}?source=wits_irn&source=imts_2025")
    assert sorted(chosen(page)["source"]) == ["imts_2025", "wits_irn"]


def test_dash_draws_the_filtered_page_too(client: FlaskClient) -> None:
    query = "?source=wits_irn&source=imts_2025"
    body = {
        "output": ".._pages_content.children..._pages_store.data..",
        "outputs": [{"id": "_pages_content", "property": "children"}, {"id": "_pages_store", "property": "data"}],
        "inputs": [
            {"id": "_pages_location", "property": "pathname", "value": RANK_PAGE},
            {"id": "_pages_location", "property": "search", "value": query},
        ],
        "changedPropIds": ["_pages_location.search"],
    }
    answer = client.post("/_dash-update-component", json=body)
    assert answer.status_code == 200
    assert "that match, of" in answer.get_data(as_text=True)


def test_a_value_without_rows_stays_in_the_filter(client: FlaskClient) -> None:
    page = words(client, f"{RANK_PAGE}?flow=sideways")
    assert chosen(page)["flow"] == ["sideways"]
    assert "No rows match these filters" in page
    assert client.get(f"{RANK_PAGE}?flow=sideways").status_code == 200


def test_an_empty_form_is_the_whole_table(client: FlaskClient) -> None:
    page = words(client, f"{RANK_PAGE}?flow=&source=&from=&to=")
    assert f"Rows 1 to {len(RANKS)} of {len(RANKS)}" in page


def test_the_files_are_the_rows_of_the_page(client: FlaskClient) -> None:
    page = words(client, f"{RANK_PAGE}?flow=export&from=2020")
    address = "/data/partner_ranks.csv?flow=export&from=2020"
    assert f'href="{address}"' in page
    assert len(client.get(address).get_data(as_text=True).splitlines()) == 2
    assert f"{address}&excel=1" in page
    assert f"{address}&excel=semicolon" in page


@pytest.mark.parametrize(
    ("query", "told"),
    [("colour=red", "reporter, partner"), ("page=2", "no page 2"), ("page=x", "no page x"), ("from=x", "is no period")],
)
def test_what_cannot_be_asked_is_a_page_that_says_so(client: FlaskClient, query: str, told: str) -> None:
    answer = client.get(f"{RANK_PAGE}?{query}")
    assert answer.status_code == 400
    assert told in answer.get_data(as_text=True)
    assert 'href="/data"' in answer.get_data(as_text=True)


def test_long_tables_turn_page_by_page_and_keep_the_filter(tmp_path: Path) -> None:
    many = [{"id": f"C{i:03}", "name": f"Country {i}", "country_kind": "country"} for i in range(2 * PAGE + 1)]
    client = create_app(write_package(tmp_path / "p", countries=[*ROWS["countries"], *many])).server.test_client()
    first = words(client, "/data/countries?country_kind=country")
    assert f"Rows 1 to {PAGE} of {2 * PAGE + 5}" in first
    assert 'href="/data/countries?country_kind=country&page=2#rows"' in first
    last = words(client, "/data/countries?country_kind=country&page=3")
    assert "Page 3 of 3" in last
    assert last.count('<th scope="col"') >= 4
    assert "Country 100" in last
    assert 'href="/data/countries?country_kind=country#rows"' in last


def test_a_campaign_in_the_address_is_no_filter(client: FlaskClient) -> None:
    assert client.get(f"{RANK_PAGE}?utm_source=somewhere").status_code == 200
