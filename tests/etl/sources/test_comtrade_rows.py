from __future__ import annotations

import json
from pathlib import Path

import pandas as pd
import pytest

from etl.contract.errors import PayloadError
from etl.sources import comtrade_releases as releases
from etl.sources.comtrade_answers import trade
from etl.sources.comtrade_rows import read, totals
from etl.sources.left_out import LeftOut
from tests.etl.publications import comtrade_body, comtrade_row

RECORDED = Path(__file__).parents[4] / "shared" / "recorded"


def _trade(*rows: dict[str, object]) -> pd.DataFrame:
    return trade("", totals(read(comtrade_body(list(rows))), LeftOut()))


def test_both_flows_in_both_books() -> None:
    frame = _trade(comtrade_row(156, 364, "X", 2022, 5.0), comtrade_row(156, 364, "M", 2022, 4.6))
    assert frame[["exporter", "importer", "recorded_by", "value_usd"]].values.tolist() == [
        ["CHN", "IRN", "exporter", 5],
        ["IRN", "CHN", "importer", 5],
    ]
    assert set(frame["root_family"]) == {"partner_reports"}


@pytest.mark.parametrize(
    ("reporter", "root"), [(364, "iran_customs"), (643, "russia_customs"), (792, "partner_reports")]
)
def test_whose_books(reporter: int, root: str) -> None:
    assert _trade(comtrade_row(reporter, 156, "X", 2015, 5.0))["root_family"].tolist() == [root]


@pytest.mark.parametrize(
    ("marks", "status"),
    [
        ({"isReported": True, "isAggregate": False}, "A"),
        ({"isReported": False, "isAggregate": True, "legacyEstimationFlag": 4}, "A"),
        ({"isReported": False, "isAggregate": False}, "E"),
        ({"legacyEstimationFlag": 8}, "E"),
        ({"legacyEstimationFlag": None}, "A"),
        ({"primaryValue": None}, "M"),
    ],
)
def test_status(marks: dict[str, object], status: str) -> None:
    frame = _trade(comtrade_row(156, 364, "X", 2022, 5.0, **marks), comtrade_row(792, 364, "X", 2022, 5.0))
    assert frame["obs_status"].tolist() == [status, "A"]
    assert pd.isna(frame["value_usd"].iloc[0]) == (status == "M")


def test_residual_partners_are_added_up_and_variants_of_a_country_are_not() -> None:
    frame = _trade(
        comtrade_row(364, 0, "X", 2015, 100.0),
        comtrade_row(364, 472, "X", 2015, 1.0),
        comtrade_row(364, 568, "X", 2015, 2.0),
        comtrade_row(364, 250, "X", 2015, 8.0),
        comtrade_row(364, 251, "X", 2015, 9.0),
        comtrade_row(364, 899, "X", 2015, 3.0),
    )
    result = dict(zip(frame["importer"], frame["value_usd"], strict=True))
    assert result == {"WLD": 100, "OTH": 3, "FRA": 9, "NES899": 3}


def test_490_is_taiwan_for_most_and_hidden_for_iran() -> None:
    assert _trade(comtrade_row(364, 490, "X", 2015, 5.0))["importer"].tolist() == ["NES490"]
    assert _trade(comtrade_row(643, 490, "X", 2015, 5.0))["importer"].tolist() == ["TWN"]


def test_goods_that_come_back_are_no_trade() -> None:
    assert _trade(comtrade_row(364, 364, "M", 2015, 5.0)).empty


def test_no_row_is_an_answer() -> None:
    assert _trade().empty


def test_reexports_are_not_read_twice() -> None:
    rows = [comtrade_row(156, 364, "X", 2022, 5.0), comtrade_row(156, 364, "RX", 2022, 1.0)]
    assert _trade(*rows)["value_usd"].tolist() == [5]


GOOD = comtrade_row(792, 364, "X", 2022, 9.0)


def _left_out(*rows: dict[str, object]) -> tuple[list[str], str]:
    """Exporters of what is used of `rows` and a good one, and what is said of the rest."""
    left = LeftOut()
    frame = trade("", totals(read(comtrade_body([GOOD, *rows])), left))
    return frame["exporter"].tolist(), left.words()


@pytest.mark.parametrize("value", [float("inf"), float("nan"), 1e30, 1.1e14, -5.0])
def test_impossible_values_are_left_out(value: float) -> None:
    used, words = _left_out(comtrade_row(156, 364, "X", 2022, value))
    assert used == ["TUR"]
    assert words.startswith("1 row left out: a negative or impossible value (1; first: 2022 156 364 X TOTAL")


@pytest.mark.parametrize(
    ("rows", "message"),
    [
        ([comtrade_row(156, 364, "X", 2022, v) for v in (5.0, 6.0)], "two different values for one cell (2;"),
        ([comtrade_row(999, 364, "X", 2022, 5.0)], "a reporterCode that is in none of our lists (1;"),
        ([comtrade_row(156, 991, "X", 2022, 5.0)], "a partnerCode that is in none of our lists (1;"),
        ([comtrade_row(156, 364, "X", 2022, 5.0, motCode=2100)], "without their total (1;"),
        ([comtrade_row(156, 364, "X", 2022, 5.0) | {"period": ""}], "a period that is no year (1;"),
        ([comtrade_row(156, 364, "X", 9999, 5.0)], "a period that is no year (1;"),
        ([comtrade_row(156, 364, "X", 2022, 5.0, cmdCode=7)], "the field cmdCode holds int (1;"),
        ([comtrade_row(156, 364, "X", 2022, True)], "the field primaryValue holds bool (1;"),
    ],
)
def test_a_row_of_no_use_takes_no_other_with_it(rows: list[dict[str, object]], message: str) -> None:
    used, words = _left_out(*rows)
    assert used == ["TUR"]
    assert message in words


def test_an_answer_without_one_good_row_is_refused() -> None:
    with pytest.raises(PayloadError, match="no row can be used; 2 rows left out: two different values"):
        _trade(comtrade_row(156, 364, "X", 2022, 5.0), comtrade_row(156, 364, "X", 2022, 6.0))


def test_an_availability_row_of_no_use_is_left_out() -> None:
    left = LeftOut()
    rows = [{"period": 2022, "reporterCode": 156}, {"period": 99999, "reporterCode": 156}, {"period": 2022}, 5]
    assert releases.read(comtrade_body(rows), left) == [("2022", 156, "None", "None|")]  # type: ignore[arg-type]
    assert left.rows == 3


@pytest.mark.parametrize(
    ("body", "message"),
    [
        (b"[]", "no data"),
        (b'{"data": {}, "count": 0}', "no data"),
        (b'{"data": [], "count": 3}', "says 3 rows and holds 0"),
        (b'{"data": [], "count": 0, "error": "bad"}', "bad"),
    ],
)
def test_no_answer_of_comtrade(body: bytes, message: str) -> None:
    with pytest.raises(PayloadError, match=message):
        read(body)


# only where real answers lie beside the project
if RECORDED.is_dir():

    @pytest.mark.parametrize(
        ("name", "rows"),
        [
            ("comtrade_get_CHN_exports_2010.json", 4),
            ("comtrade_empty_answer.json", 0),
            ("comtrade_preview_IND_2022.wrapped.json", 1),
            ("comtrade_get_USA_imports_2018_2022.reshaped.json", 20),
        ],
    )
    def test_recorded_answers(name: str, rows: int) -> None:
        body = (RECORDED / name).read_bytes()
        frame = trade("", totals(read(body), LeftOut()))
        assert len(frame) == rows
        assert frame["value_usd"].sum() == round(sum(r["primaryValue"] for r in json.loads(body)["data"]))
