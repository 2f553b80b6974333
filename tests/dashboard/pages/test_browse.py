"""The page of a table: filters by address, page by page, the same rows as files."""

from __future__ import annotations

import json
import re
from html import unescape
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from dashboard.app import create_app
from dashboard.pages.browse import PAGE
from tests.dashboard.asking import drawn
from tests.dashboard.sample import RANKS, ROWS, write_package

RANK_PAGE = "/data/partner_ranks"


def words(client: FlaskClient, path: str) -> str:
    page = client.get(path).get_data(as_text=True)
    return unescape(page.partition("<main")[2].partition("</main>")[0])


def ticked(page: str) -> list[tuple[str, str]]:
    """Name and value of every ticked box."""
    boxes = re.findall(r'<input[^>]*type="checkbox"[^>]*>', page)
    return [(_of(box, "name"), _of(box, "value")) for box in boxes if " checked" in box]


def _of(tag: str, name: str) -> str:
    result = re.search(rf'\b{name}="([^"]*)"', tag)
    return result[1] if result else ""


def field(page: str, name: str) -> str:
    return next(tag for tag in re.findall(r"<input[^>]*>", page) if f'name="{name}"' in tag and "checkbox" not in tag)


def rows_of(page: str) -> list[list[str]]:
    """Texts of the cells of the rows of the table."""
    body = page.partition('class="cards"')[2].partition("<tbody>")[2].partition("</tbody>")[0]
    return [re.findall(r"<td[^>]*>(.*?)</td>", row) for row in body.split("<tr>")[1:]]


def heads(page: str) -> list[str]:
    return re.findall(r'<th[^>]*scope="col"[^>]*><a[^>]*>([^<]*)</a>', page)


def test_the_rows_come_before_what_is_said_of_the_table(whole: FlaskClient) -> None:
    page = words(whole, "/data/trade")
    notes, rows, about = (page.index(f">{name}<") for name in ("Notes (5)", "Rows", "About this table"))
    assert notes < rows < about
    assert "`" not in whole.get("/data/trade").text


def test_filters_are_named_native_and_hold_what_the_address_says(client: FlaskClient) -> None:
    page = words(client, f"{RANK_PAGE}?basis=eu_one&from=2025&q=iraq")
    assert ticked(page) == [("basis", "eu_one")]
    assert _of(field(page, "from"), "value") == "2025"
    assert _of(field(page, "q"), "value") == "iraq"
    for ident in re.findall(r'<(?:select|input)[^>]*id="([^"]+)"', page):
        assert f'for="{ident}"' in page
    assert "No rows match" in page
    assert "Rows 1 to 1 of 1 that match" in words(client, f"{RANK_PAGE}?basis=eu_one&from=2025&q=russia")


def test_a_column_asked_for_twice_has_one_list_of_options(client: FlaskClient) -> None:
    page = words(client, f"{RANK_PAGE}?source=wits_irn&source=imts_2025")
    assert ticked(page) == [("source", "imts_2025"), ("source", "wits_irn")]
    assert len(re.findall(r'<select[^>]*name="source"', page)) == 1


def test_columns_with_the_same_long_list_share_it(tmp_path: Path) -> None:
    countries = [
        *ROWS["countries"],
        *[{"id": f"C{i:02}", "name": f"Country {i}", "country_kind": "country"} for i in range(40)],
    ]
    many = [{**RANKS[0], "reporter": f"C{i:02}", "partner": f"C{39 - i:02}"} for i in range(40) for _ in range(3)]
    client = create_app(write_package(tmp_path / "p", countries=countries, partner_ranks=many)).server.test_client()
    page = words(client, RANK_PAGE)
    lists = {_of(field(page, name), "list") for name in ("reporter", "partner")}
    assert len(lists) == 1
    assert page.count(">Country 7 (C07)</option>") == 1
    result = words(client, f"{RANK_PAGE}?partner=country+7")
    assert ticked(result) == [("partner", "C07")]


def test_heads_turn_the_order_and_say_so(client: FlaskClient) -> None:
    page = words(client, f"{RANK_PAGE}?sort=-rank_best")
    assert 'aria-sort="descending"><a href="/data/partner_ranks?sort=rank_best#rows"' in page
    best = heads(page).index("Best possible rank")
    places = [int(row[best]) for row in rows_of(page)]
    assert places == sorted(places, reverse=True)
    assert 'aria-sort="ascending"><a href="/data/partner_ranks#rows"' in words(client, f"{RANK_PAGE}?sort=rank_best")


def test_what_all_rows_say_is_said_once_and_hidden_columns_are_not_shown(client: FlaskClient) -> None:
    page = words(client, f"{RANK_PAGE}?flow=total&hide=source")
    assert {"Reporter", "Flow", "Source"}.isdisjoint(heads(page))
    assert "Reporter: IRN (Iran)" in page
    assert "Empty in all these rows:" in page
    assert ("hide", "source") in ticked(page)
    assert "Source" in heads(words(client, RANK_PAGE))


def test_names_stand_beside_codes_and_digits_beside_what_is_rounded(client: FlaskClient) -> None:
    page = words(client, RANK_PAGE)
    assert re.search('data-head="Partner"[^>]*>RUS <small>Russia</small>', page)
    assert ">$2.41\u00a0bn</span> " in page


def test_one_row_hides_nothing(client: FlaskClient) -> None:
    page = words(client, f"{RANK_PAGE}?basis=eu_one")
    assert "The same in all these rows" not in page
    assert "Reporter" in heads(page)


def test_dash_draws_the_filtered_page_too(client: FlaskClient) -> None:
    tree, _ = drawn(client, RANK_PAGE, "?source=wits_irn&source=imts_2025")
    assert "that match, of" in json.dumps(tree)


def test_a_value_without_rows_stays_in_the_filter(client: FlaskClient) -> None:
    page = words(client, f"{RANK_PAGE}?flow=sideways")
    assert ticked(page) == [("flow", "sideways")]
    assert "No rows match these filters" in page
    assert client.get(f"{RANK_PAGE}?flow=sideways").status_code == 200


def test_an_empty_form_is_the_whole_table(client: FlaskClient) -> None:
    page = words(client, f"{RANK_PAGE}?flow=&source=&from=&to=")
    assert f"Rows 1 to {len(RANKS)} of {len(RANKS)}" in page


def test_the_files_are_the_rows_of_the_page(client: FlaskClient) -> None:
    page = words(client, f"{RANK_PAGE}?flow=export&from=2020")
    address = "/data/partner_ranks.csv?flow=export&from=2020"
    assert "hide" not in words(client, f"{RANK_PAGE}?flow=export&hide=flow").partition("For scripts:")[2][:90]
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
    client = create_app(write_package(tmp_path / "p", countries=[*ROWS["countries"][:4], *many])).server.test_client()
    first = words(client, "/data/countries?country_kind=country")
    assert f"Rows 1 to {PAGE} of {2 * PAGE + 5}" in first
    assert 'href="/data/countries?country_kind=country&page=2#rows"' in first
    last = words(client, "/data/countries?country_kind=country&page=3")
    assert "Page 3 of 3" in last
    assert len(heads(last)) >= 2
    assert f"Country {2 * PAGE}" in last
    assert 'href="/data/countries?country_kind=country#rows"' in last


def test_a_campaign_in_the_address_is_no_filter(client: FlaskClient) -> None:
    assert client.get(f"{RANK_PAGE}?utm_source=somewhere").status_code == 200
