from __future__ import annotations

import pandas as pd
import pytest

from etl.contract.errors import PayloadError
from etl.sources import comext
from etl.sources.base import Request
from tests.etl.livekit import Received
from tests.etl.publications import comext_body, ecb_csv

TRADE, RATE = Request(key="eu27/2022", path="/"), Request(key="rate-usd-per-eur", path="/")
RATES = ecb_csv([("2022", "1.0530"), ("2023", "1.0813")])


def _trade(values: object, rates: bytes = RATES) -> pd.DataFrame:
    snapshots = [Received(RATE.key, rates), Received(TRADE.key, comext_body(values))]
    return comext.SOURCE.tidy(snapshots)["trade"]


def test_euro_become_dollars_at_the_rate_of_the_year_and_the_note_says_so() -> None:
    row = _trade({"0": 1_000_000}).iloc[0]
    assert (row["exporter"], row["importer"], row["recorded_by"], row["period"]) == ("IRN", "EU", "importer", "2022")
    assert row["value_usd"] == 1_053_000
    assert row["note"] == "EUR 1000000 at 1.0530 USD, average of the year (ECB)"


def test_flow_2_is_export() -> None:
    row = _trade({"3": 100}).iloc[0]
    assert (row["exporter"], row["importer"], row["valuation"]) == ("EU", "IRN", "FOB")


def test_a_year_without_a_rate_gives_no_row() -> None:
    assert _trade({"2": 5}).empty
    assert comext.SOURCE.tidy([Received(TRADE.key, comext_body({"0": 5}))])["trade"].empty


def test_values_as_a_list_with_nulls() -> None:
    assert _trade([100, None, None, None, None, None, None, None, None, None, None, 7])["value_usd"].tolist() == [105]


def test_a_corrected_rate_is_a_new_vintage() -> None:
    snapshots = [
        Received(RATE.key, RATES, "2026-11-22T00:00:00Z"),
        Received(TRADE.key, comext_body({"0": 1_000_000}), "2026-11-22T00:00:01Z"),
        Received(RATE.key, ecb_csv([("2022", "1.1")]), "2026-12-22T00:00:00Z"),
    ]
    frame = comext.SOURCE.tidy(snapshots)["trade"]
    assert frame[["vintage_date", "value_usd"]].values.tolist() == [
        ["2026-11-22", 1_053_000],
        ["2026-12-22", 1_100_000],
    ]


def test_the_day_of_the_last_update() -> None:
    assert comext.SOURCE.check(TRADE, comext_body({"0": 1})).released == "2026-10-15"


@pytest.mark.parametrize(
    ("body", "message"),
    [
        (b'{"error":[{"status":400,"label":"Bad dataset"}]}', "not the documented JSON-stat"),
        (comext_body({"0": "5"}), "impossible value"),
        (comext_body({"0": -5}), "impossible value"),
        (comext_body({"x": 5}), "not a place"),
        (comext_body(None), "no values"),
        (comext_body({"0": 5}, size=[1]), "sizes and categories differ"),
        (comext_body({"0": 5}, dimension={}), "without its categories"),
        (comext_body({"0": 5}).replace(b"EU27_2020", b"DE"), "not asked for"),
    ],
)
def test_no_answer_of_comext(body: bytes, message: str) -> None:
    with pytest.raises(PayloadError, match=message):
        comext.SOURCE.check(TRADE, body)


@pytest.mark.parametrize(
    ("body", "message"),
    [
        (ecb_csv([("2022", "0.0095")]), "not a rate"),
        (ecb_csv([("2022", "NaN")]), "not a rate"),
        (RATES.replace(b"USD", b"RUB"), "not asked for"),
        (b"KEY,TIME_PERIOD\n1,2\n", "columns CURRENCY"),
    ],
)
def test_no_rate(body: bytes, message: str) -> None:
    with pytest.raises(PayloadError, match=message):
        comext.SOURCE.check(RATE, body)
