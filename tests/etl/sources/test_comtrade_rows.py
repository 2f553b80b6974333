from __future__ import annotations

import json
from pathlib import Path

import pandas as pd
import pytest

from etl.contract.errors import PayloadError, UnknownCode
from etl.sources.comtrade_rows import pinned, read, trade
from tests.etl.publications import comtrade_body, comtrade_row

RECORDED = Path(__file__).parents[4] / "shared" / "recorded"


def _trade(*rows: dict[str, object]) -> pd.DataFrame:
    return trade(pinned(read(comtrade_body(list(rows)))))


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
    told = dict(zip(frame["importer"], frame["value_usd"], strict=True))
    assert told == {"WLD": 100, "OTH": 3, "FRA": 9, "NES899": 3}


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


@pytest.mark.parametrize("value", [float("inf"), 1e16, -1.0])
def test_impossible_values(value: float) -> None:
    with pytest.raises(PayloadError, match="impossible"):
        _trade(comtrade_row(156, 364, "X", 2022, value))


def test_two_values_for_one_cell() -> None:
    with pytest.raises(PayloadError, match="two different values"):
        _trade(comtrade_row(156, 364, "X", 2022, 5.0), comtrade_row(156, 364, "X", 2022, 6.0))


def test_an_unknown_code_is_named() -> None:
    with pytest.raises(UnknownCode, match="991"):
        _trade(comtrade_row(156, 991, "X", 2022, 5.0))


@pytest.mark.parametrize(
    ("body", "said"),
    [
        (b"[]", "no data"),
        (b'{"data": {}, "count": 0}', "no data"),
        (b'{"data": [5], "count": 1}', "without the field reporterCode"),
        (b'{"data": [], "count": 3}', "says 3 rows and holds 0"),
        (b'{"data": [], "count": 0, "error": "bad"}', "bad"),
    ],
)
def test_no_answer_of_comtrade(body: bytes, said: str) -> None:
    with pytest.raises(PayloadError, match=said):
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
        frame = trade(pinned(read(body)))
        assert len(frame) == rows
        assert frame["value_usd"].sum() == round(sum(r["primaryValue"] for r in json.loads(body)["data"]))
