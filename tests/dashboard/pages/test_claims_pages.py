"""Claims: small pictures, counts from the tables, quotation marks, what a verdict turns on, its history."""

from __future__ import annotations

import re
from html import unescape
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from dashboard.app import create_app
from dashboard.package import code_stamp
from tests.dashboard.sample import CREATED, ROWS, VERSION, write_package


def words(client: FlaskClient, path: str) -> str:
    return unescape(client.get(path).get_data(as_text=True).partition('id="react-entry-point"')[0])


FLIPS = [
    {
        "claim": "trade-rank",
        "part": "level",
        "choice": "root_family",
        "option": name,
        "estimates": "with",
        "strong_share": share,
        "weak_share": 1.0,
        "computable": 1,
        "defined": 2,
        "turns": True,
    }
    for name, share in (("iran_customs", 0.0), ("imf_estimate", 1.0))
]
STABLE = [
    {"claim": "trade-rank", "part": "level", "moved_points": moved, "verdict": verdict, "same_verdict": moved == 0}
    for moved, verdict in ((-10, "supported"), (0, "overstated"), (10, "contradicted"))
]
RANK = "IRN RUS 1402-11m solar_hijri total iran_customs iran_customs as_recorded"
CONDITIONS = [
    {
        "claim": "trade-rank",
        "part": "cause",
        "position": place,
        "criterion": name,
        "title": f"Title {name}",
        "required": counts,
        "met": met,
        "sentence": f"Said of {name}.",
        "row_table": table,
        "row_key": key,
    }
    for place, name, counts, met, table, key in (
        (1, "before", False, False, "trade", "imts_rus 2020 2021"),
        (2, "timing", True, None, None, None),
        (3, "placebo", True, True, "partner_ranks", RANK),
    )
]
LOG = [
    *ROWS["verdict_log"],
    ROWS["verdict_log"][0]
    | {"data_version": "f" * 12, "verdict": "supported", "why": "data", "package_date": "2027-01-05"},
]


@pytest.fixture(scope="module")
def full(tmp_path_factory: pytest.TempPathFactory) -> FlaskClient:
    claims = [ROWS["claims"][0] | {"quoted": True}, ROWS["claims"][1] | {"quoted": False}]
    folder: Path = tmp_path_factory.mktemp("claims") / "p"
    write_package(folder, claims=claims, flips=FLIPS, stability=STABLE, verdict_log=LOG, conditions=CONDITIONS)
    return create_app(folder).server.test_client()


def test_numbers_in_the_words_are_counted_from_the_tables(client: FlaskClient) -> None:
    page = client.get("/").get_data(as_text=True)
    result = re.search(r'<meta name="description" content="([^"]*)"', page).group(1)
    assert result.startswith("Two claims of an article on Russia and Iran in three parts")
    assert 'aria-label="What the article says, in 3 parts: 1 overstated, 1 contradicted, 1 not yet checked."' in page


def test_a_claim_shows_its_decisive_series_small_and_late(client: FlaskClient) -> None:
    page = words(client, "/")
    assert page.count("<figure") == 1  # the other claim names no chart
    picture = re.search(r"<figure[^>]*>(<img[^>]*>)", page).group(1)
    assert f'src="/charts/russia-rank.svg?size=small&c={code_stamp.code()}&v={VERSION}" loading="lazy"' in picture
    assert 'width="400"' in picture
    assert 'height="200"' in picture
    drawn = client.get(f"/charts/russia-rank.svg?size=small&v={VERSION}")
    assert drawn.mimetype == "image/svg+xml"
    assert b'viewBox="0 0 400 200"' in drawn.data
    assert len(drawn.data) < 15_000
    assert client.get("/charts/russia-rank.svg?size=huge").status_code == 400


def test_only_quotations_stand_in_quotation_marks(full: FlaskClient) -> None:
    page = words(full, "/")
    assert '“<span class="compound">fifth-largest</span> trading partner”' in page
    assert "“$40 billion" not in page
    assert "<h1>$40 billion <deal> & more</h1>" in words(full, "/claims/energy-deal")


def test_the_page_shows_what_the_verdict_depends_on(full: FlaskClient) -> None:
    page = words(full, "/claims/trade-rank")
    assert "What the answer turns on (2)" in page
    assert re.search(r"whose books are read</th><td>IMF estimates</td><td>with</td><td[^>]*>100\s%", page)


def test_the_page_shows_the_verdict_under_moved_thresholds(full: FlaskClient) -> None:
    page = words(full, "/claims/trade-rank")
    for result in ("10 points laxer: ", "as it is: ", "10 points stricter: "):
        assert result in page
    assert page.index("10 points laxer") < page.index("10 points stricter")


def test_the_history_of_a_verdict_is_in_order(full: FlaskClient) -> None:
    page = words(full, "/claims/trade-rank").partition("History of this verdict")[2]
    assert page.index(CREATED) < page.index("2027-01-05")
    page = re.sub(r"<[^>]+>", "", page)  # a word of the trade is a button
    assert f"(first given, data version {VERSION})" in page
    assert f"(new data, data version {'f' * 12})" in page


def test_a_part_without_them_keeps_silent(client: FlaskClient) -> None:
    page = words(client, "/claims/energy-deal")
    for result in ("What the answer turns on (", "threshold of the rule", "History of this verdict"):
        assert result not in page


def test_the_curve_of_readings_offers_the_parts_of_this_claim_alone(client: FlaskClient) -> None:
    page = words(client, "/claims/trade-rank")
    picker = re.search(r'<select[^>]*name="specification-curve\.part"[^>]*>(.*?)</select>', page)
    assert re.findall(r'value="([^"]+)"', picker.group(1)) == ["trade-rank.level"]
    assert 'id="specification-curve"' not in words(client, "/claims/energy-deal")


def test_the_page_shows_the_conditions_of_a_rule_with_links_to_their_rows(full: FlaskClient) -> None:
    page = words(full, "/claims/trade-rank").partition('id="cause"')[2]
    table = page.partition("What the rule asks of “")[2]
    states = re.findall(r'<th scope="row">Title (\w+)(?:<br/?><small>([^<]*)</small>)?</th><td>([^<]*)</td>', table)
    assert states == [
        ("before", "shown, does not count", "not met"),
        ("timing", "", "cannot be told"),
        ("placebo", "", "met"),
    ]
    rows = re.findall(r'href="(/data/[^"]+)"', table.partition("</table>")[0])
    assert len(rows) == 2
    assert [full.get(address).status_code for address in rows] == [200, 200]


def test_the_query_cannot_name_another_claim_than_the_path(client: FlaskClient) -> None:
    assert client.get("/claims/trade-rank?claim=energy-deal&claim=b").data == client.get("/claims/trade-rank").data
