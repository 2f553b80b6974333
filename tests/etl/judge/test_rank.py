"""Ranks as readings: which row stands for a year, what a printed rank may do, and the change against years before."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from etl.judge.rank import level
from etl.judge.specification import Specification
from tests.etl.judge.readings import frame

ASK = {"reporter": "IRN", "partner": "RUS", "flow": "total", "since": 2022}


def rank(period: str, best: int, worst: int | None, printed: int | None = None, **given: Any) -> dict[str, Any]:
    base = {
        "reporter": "IRN",
        "partner": "RUS",
        "period": period,
        "calendar": "solar_hijri",
        "flow": "total",
        "source": "iran_customs",
        "root_family": "iran_customs",
        "basis": "as_recorded",
        "obs_status": "A",
        "rank": printed,
        "rank_best": best,
        "rank_worst": worst,
        "partners": 9,
    }
    return {**base, **given}


def asked(*rows: dict[str, Any], until: date | None = None, **params: Any) -> list[Specification]:
    return level({"partner_ranks": frame("partner_ranks", *rows)}, {**ASK, **params}, until)


def told(*rows: dict[str, Any], **given: Any) -> list[tuple[str, float | None, float | None]]:
    return [(r.period, r.low, r.high) for r in asked(*rows, **given)]


def test_a_full_year_with_both_bounds_stands_for_itself() -> None:
    assert told(rank("1401", 6, 9), rank("1401-11m", 6, 6, 6)) == [("1401", 6, 9)]


def test_a_printed_rank_over_ten_months_stands_when_the_year_has_no_bounds() -> None:
    assert told(rank("1402", 5, None), rank("1402-10m", 7, 7, 7), rank("1402-11m", 8, 8, 8)) == [("1402-11m", 8, 8)]
    assert told(rank("1402-11m", 7, 7, 7)) == [("1402-11m", 7, 7)]


def test_ten_months_are_enough_for_a_printed_rank_and_nine_are_not() -> None:
    assert told(rank("1402-10m", 7, 7, 7)) == [("1402-10m", 7, 7)]
    assert told(rank("1402-9m", 7, 7, 7)) == []


def test_shorter_periods_and_unprinted_ranks_never_vote() -> None:
    assert told(rank("1403-9m", 5, 5, 5), rank("1403-11m", 5, 8)) == []


def test_a_year_without_an_upper_bound_is_open() -> None:
    (reading,) = asked(rank("1402", 6, None))
    assert (reading.low, reading.high, reading.why_not) == (6, None, "open")
    (missing,) = asked(rank("1402", 6, 8, missing="IRQ PAK"))
    assert missing.why_not == "missing:IRQ PAK"


def test_years_are_counted_from_the_one_a_period_stands_for() -> None:
    rows = [rank("1400", 6, 8), rank("1401", 6, 9), rank("1402", 7, 7)]
    assert [p for p, *_ in told(*rows)] == ["1401", "1402"]
    assert [p for p, *_ in told(*rows, since=2021)] == ["1400", "1401", "1402"]


def test_what_ended_later_is_left_out() -> None:
    rows = [rank("1401", 6, 9), rank("1402-11m", 7, 7, 7), rank("2024", 5, 5, calendar="gregorian", source="imts")]
    assert [p for p, *_ in told(*rows, until=date(2024, 3, 19))] == ["1401", "1402-11m"]


def test_other_reporters_flows_and_partners_are_other_questions() -> None:
    assert (
        told(rank("1401", 1, 1, reporter="RUS"), rank("1401", 1, 1, flow="export"), rank("1401", 1, 1, partner="CHN"))
        == []
    )


def test_the_union_as_one_is_a_choice() -> None:
    readings = asked(rank("1401", 6, 7), rank("1401", 7, 8, basis="eu_one"))
    assert [r.choices["eu"] for r in readings] == ["countries", "one"]
    assert [r.id for r in readings] == [
        "iran_customs/iran_customs/1401/eu=countries/flow=total",
        "iran_customs/iran_customs/1401/eu=one/flow=total",
    ]


@pytest.mark.parametrize(
    ("status", "family", "basis"),
    [("A", "iran_customs", "observed"), ("E", "iran_customs", "imputed"), ("A", "imf_estimate", "imputed")],
)
def test_estimates_vote_as_imputed(status: str, family: str, basis: str) -> None:
    (reading,) = asked(rank("1401", 6, 7, obs_status=status, root_family=family))
    assert reading.basis == basis
