"""The table of agreements: filters by address, every row with its sources, nothing added up."""

from __future__ import annotations

from pathlib import Path

import pytest
from flask.testing import FlaskClient

from dashboard.app import create_app
from dashboard.charts.base import UnknownChoice
from dashboard.pages import listing
from tests.dashboard.charts import made
from tests.dashboard.sample import write_package

ROWS = [
    made.agreed(
        "A1",
        "2022-07-19",
        "M",
        state="stalled",
        value_usd=40_000_000_000,
        value_status="one side",
        status_asof="2025-03-08",
        source_url="https://example.org/1",
        publisher_2="TASS",
    ),
    made.agreed("A2", "2023-11-28", "R", sector_group="arms", furthest_claimed="C", title="Su-35 <plans>"),
    made.agreed("A3", "2025-01-17", "D", sector_group="framework", state="in_force"),
]
FRAME = made.tables(agreements=ROWS)["agreements"]


@pytest.mark.parametrize(
    ("query", "ids"),
    [
        ({}, ["A3", "A2", "A1"]),
        ({"sector": "arms"}, ["A2"]),
        ({"stage": "M"}, ["A1"]),
        ({"state": "in_force"}, ["A3"]),
        ({"sector": "arms", "stage": "M"}, []),
    ],
)
def test_filters_choose_rows_the_newest_first(query: dict[str, str], ids: list[str]) -> None:
    assert list(listing.filtered(FRAME, listing.given(query))["id"]) == ids


def test_an_unknown_filter_is_refused_with_its_options() -> None:
    with pytest.raises(UnknownChoice) as err:
        listing.given({"stage": "Z"})
    assert err.value.allowed == ("all", "R", "T", "M", "C", "W", "D")


@pytest.fixture(scope="module")
def reader(tmp_path_factory: pytest.TempPathFactory) -> FlaskClient:
    folder: Path = write_package(tmp_path_factory.mktemp("agreements") / "processed", agreements=ROWS)
    return create_app(folder).server.test_client()


def test_a_row_says_stage_claim_money_and_who_printed_it(reader: FlaskClient) -> None:
    text = reader.get("/agreements").text
    table = text[text.index('id="list"') :]
    assert "3 of 3 agreements" in table
    assert "Su-35 &lt;plans&gt;" in table
    assert "one side claims: binding contract" in table
    assert "$40\u00a0bn" in table
    assert "one side’s figure" in table
    assert 'href="https://example.org/1"' in table
    assert "as of 8 March 2025" in table
    assert "TASS" in table
    assert "total" not in table.lower()


def test_the_filter_is_in_the_address_and_in_the_pickers(reader: FlaskClient) -> None:
    text = reader.get("/agreements?sector=arms&state=active").text
    table = text[text.index('id="list"') :]
    assert "1 of 3 agreements" in table
    assert 'id="A2"' in table
    assert 'id="A1"' not in table
    assert table.count("selected") >= 2
    assert "No agreement matches this filter." in reader.get("/agreements?sector=nuclear").text
    assert reader.get("/agreements?sector=nonsense").status_code == 400
