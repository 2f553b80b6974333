"""One rule for the query of an address: what means nothing makes no new page; no two keys are one."""

from __future__ import annotations

from urllib.parse import quote

import dash
import pytest
from flask.testing import FlaskClient

from dashboard.http import first_html, query, routes
from dashboard.http.query import LONGEST_QUERY
from tests.dashboard.http.test_reached import question

TRACKED = ["utm_source=chatgpt.com", "fbclid=x", "gclid=1", "yclid=2", "_ga=3", "UTM_Medium=y", "msclkid=z"]
ADDRESSES = [
    "/",
    "/trade",
    "/claims/trade-rank",
    "/data",
    "/data/claims",
    "/charts/turnover",
    "/method",
    "/data/claims.csv",
    "/charts/turnover.json",
    "/charts/turnover.csv",
    "/charts/turnover.svg",
    "/charts/turnover.html",
    "/data/ledger.zip",
    "/data/datapackage.json",
]


@pytest.fixture
def made(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Addresses of the pages that were made, not taken from those there are."""
    addresses: list[str] = []
    resolve = routes.resolve

    def counted(path: str, text: str) -> routes.Page:
        addresses.append(path)
        return resolve(path, text)

    monkeypatch.setattr(first_html.routes, "resolve", counted)
    return addresses


@pytest.mark.parametrize("path", ADDRESSES)
def test_words_of_tracking_change_nothing(client: FlaskClient, made: list[str], path: str) -> None:
    plain = client.get(path)
    made.clear()
    for word in TRACKED:
        answer = client.get(f"{path}?{word}")
        assert (answer.status_code, answer.data) == (200, plain.data), word
    assert made == []


def test_words_that_mean_nothing_make_no_new_page(client: FlaskClient, made: list[str]) -> None:
    for page in dash.page_registry.values():
        path = page["path"]
        if path in (None, "/not-found-404") or page["path_template"] or query._known(page).knows("nonsense"):
            continue
        plain = client.get(path).data
        made.clear()
        for word in ("nonsense=1", "name=x", "chart=y", "self=1", "%F0%9F=1", "=", "&&&"):
            assert client.get(f"{path}?{word}").data == plain, path
        assert made == [], path


def test_the_order_of_choices_and_what_is_given_twice_make_no_new_page(client: FlaskClient, made: list[str]) -> None:
    one = client.get("/trade?turnover.direction=to_iran&top-partners.flow=export")
    made.clear()
    for text in (
        "top-partners.flow=export&turnover.direction=to_iran",
        "turnover.direction=to_iran&turnover.direction=total&top-partners.flow=export",
    ):
        assert client.get(f"/trade?{text}").data == one.data
    assert made == []


def test_a_choice_that_is_given_twice_counts_the_first_time(client: FlaskClient) -> None:
    address = "/charts/turnover.json?direction=to_iran"
    assert client.get(f"{address}&direction=nonsense").data == client.get(address).data
    assert client.get("/charts/turnover.json?direction=nonsense&direction=to_iran").status_code == 400
    rows = client.get("/data/partner_ranks.csv?from=2020&from=1900").data
    assert rows == client.get("/data/partner_ranks.csv?from=2020").data


def test_an_unknown_name_is_refused_where_it_would_change_the_answer(client: FlaskClient) -> None:
    for address in ("/data/claims.csv", "/data/claims", "/charts/turnover.csv", "/charts/turnover"):
        assert client.get(f"{address}?colour=red").status_code == 400, address


@pytest.mark.parametrize("path", ["/data/partner_ranks", "/claims/trade-rank", "/trade"])
def test_a_list_and_its_text_are_two_questions(client: FlaskClient, path: str) -> None:
    listed = "?source=wits_irn&source=imts_2025"
    text = "?source=" + quote("['wits_irn', 'imts_2025']")
    pages = [
        client.post("/_dash-update-component", json=question(path, s)).get_data(as_text=True) for s in (text, listed)
    ]
    if path.startswith("/data"):
        assert "No rows match these filters" in pages[0]
        assert "No rows match these filters" not in pages[1]
    else:
        assert pages[0] == pages[1]


def test_dash_asks_by_the_same_rule(client: FlaskClient) -> None:
    plain = client.post("/_dash-update-component", json=question("/trade")).data
    for search in ("?utm_source=x", "?nonsense=1", "?name=x", "?claim=y"):
        assert client.post("/_dash-update-component", json=question("/trade", search)).data == plain
    wrong = client.post("/_dash-update-component", json=question("/claims/trade-rank", "?claim=energy-deal"))
    assert "fifth-largest" in wrong.get_data(as_text=True)


@pytest.mark.parametrize("path", ADDRESSES)
def test_a_query_too_long_to_be_ours_is_refused(client: FlaskClient, path: str) -> None:
    answer = client.get(f"{path}?q={'x' * LONGEST_QUERY}")
    assert answer.status_code == 414
    assert str(LONGEST_QUERY) in answer.get_data(as_text=True)


def test_dash_may_not_ask_at_length_either(client: FlaskClient) -> None:
    search = "?" + "&".join(f"period={i:03}" for i in range(1600))
    assert client.post("/_dash-update-component", json=question("/data/trade", search)).status_code == 414


@pytest.mark.parametrize(
    ("text", "given"),
    [
        ("a=1&a=2&b=", [("a", "1"), ("a", "2"), ("b", "")]),
        ("utm_id=1&a=2&_gl=3", [("a", "2")]),
        ("utmost=1&gl=2", [("utmost", "1"), ("gl", "2")]),
        ("", []),
    ],
)
def test_names_and_values_in_their_order(text: str, given: list[tuple[str, str]]) -> None:
    assert query.pairs(text) == given


def test_the_first_value_counts() -> None:
    assert query.first([("a", "1"), ("b", "2"), ("a", "3")]) == {"a": "1", "b": "2"}
