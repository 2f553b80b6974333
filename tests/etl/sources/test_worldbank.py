from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest
import yaml

from etl.contract.errors import PayloadError
from etl.sources import worldbank
from etl.sources.base import Request, RequestContext
from etl.sources.indicator import indicators
from tests.etl.livekit import Received
from tests.etl.publications import worldbank_body, worldbank_row

GDP = Request(key="NY.GDP.MKTP.CD", path="/")
RECORDED = Path(__file__).parents[4] / "shared" / "recorded"


def test_one_question_an_indicator_all_years() -> None:
    asked = list(worldbank.SOURCE.requests(RequestContext(today=date(2026, 11, 22), since=2010)))
    assert [r.key for r in asked] == list(indicators("worldbank"))
    assert dict(asked[0].params)["date"] == "1960:2026"
    assert "/country/USA/" in asked[-1].path
    assert {"IRN", "RUS", "TUR"} <= set(asked[0].path.split("/")[3].split(";"))


def test_rows_with_units_and_vintages() -> None:
    def received(value: float, day: str) -> Received:
        return Received(GDP.key, worldbank_body([worldbank_row(GDP.key, "IRN", 2023, value)]), f"{day}T00:00:00Z")

    frame = worldbank.SOURCE.tidy(
        [received(4e11, "2026-11-22"), received(4e11, "2026-12-22"), received(5e11, "2027-01-22")]
    )["indicators"]
    assert frame["vintage_date"].tolist() == ["2026-11-22", "2027-01-22"]
    assert set(frame["unit"]) == {"current US dollars"}
    assert frame["indicator_value"].tolist() == [4e11, 5e11]


def test_a_value_that_is_not_known_gives_no_row() -> None:
    body = worldbank_body([worldbank_row(GDP.key, "IRN", 2023, None)])
    assert worldbank.SOURCE.check(GDP, body).rows == 0
    assert worldbank.SOURCE.check(GDP, worldbank_body([])).released == "2026-10-01"


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (json.dumps([{"message": [{"id": "120", "key": "Invalid value", "value": "not valid"}]}]).encode(), "120"),
        (worldbank_body([], pages=3, total=120), "cut at 0 rows of 120"),
        (worldbank_body([], pages="1", total="50"), "cut at 0 rows of 50"),
        (worldbank_body([worldbank_row("SP.POP.TOTL", "IRN", 2023, 1.0)]), "another indicator"),
        (worldbank_body([worldbank_row(GDP.key, "IRN", 20, 1.0)]), "without indicator, country or year"),
        (worldbank_body([worldbank_row(GDP.key, "IRN", 2023, "1.0")]), "an impossible value"),  # type: ignore[arg-type]
        (worldbank_body([worldbank_row(GDP.key, "IRN", 2023, float("nan"))]), "an impossible value"),
        (worldbank_body([worldbank_row(GDP.key, "IRN", 2023, -1e17)]), "impossible value"),
        (worldbank_body([worldbank_row(GDP.key, "IRN", 2023, 0.0)]), "impossible value"),
        (worldbank_body([worldbank_row(GDP.key, "IRN", 9999, 1.0)]), "without indicator, country or year"),
        (worldbank_body([worldbank_row(GDP.key, "IRN", 2023, v) for v in (5.0, 6.0)]), "two different values"),
        (json.dumps([{"page": 1, "pages": 1, "total": 1}, [5]]).encode(), "what is no row"),
    ],
)
def test_no_answer_of_the_bank(body: bytes, expected: str) -> None:
    with pytest.raises(PayloadError, match=expected):
        worldbank.SOURCE.check(GDP, body)


def test_a_country_nobody_knows() -> None:
    rows = [worldbank_row(GDP.key, country, 2023, 5.0) for country in ("ARB", "", "IRN")]
    checked = worldbank.SOURCE.check(GDP, worldbank_body(rows))
    assert checked.cells == {GDP.key: {("IRN", "2023")}}
    assert checked.left_out.startswith("2 rows left out: a country that is in none of our lists (2; first:")


if RECORDED.is_dir():

    @pytest.mark.parametrize("name", ["worldbank_indicator_all.yaml", "worldbank_indicator_by_country.yaml"])
    def test_recorded_answers_are_refused_for_what_they_are(name: str) -> None:
        # errors sent with status 200, and pages of a longer list: neither may pass as the whole
        expected = []
        for turn in yaml.safe_load((RECORDED / name).read_text())["interactions"]:
            with pytest.raises(PayloadError) as caught:
                worldbank.SOURCE.check(GDP, turn["response"]["body"].encode())
            expected.append(str(caught.value))
        assert any("120 Invalid value" in s for s in expected)
        assert any("cut at" in s for s in expected)
