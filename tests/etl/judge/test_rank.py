"""Ranks as readings: which row stands for a year, what a printed rank may do, and the change against years before."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from etl.judge.rank import BOUNDS, level
from etl.judge.rank_change import change
from etl.judge.specification import Specification
from tests.etl.judge.readings import frame

ASK = {"reporter": "IRN", "partner": "RUS", "flow": "total", "since": 2022}
CHANGE = {**ASK, "before": [2016, 2021]}


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


def changed(*rows: dict[str, Any]) -> list[tuple[float | None, float | None, str]]:
    readings = change({"partner_ranks": frame("partner_ranks", *rows)}, CHANGE, None)
    return [(r.low, r.high, r.why_not) for r in readings]


def before(*some: dict[str, Any]) -> list[dict[str, Any]]:
    """`some` and, for every other year before, a place far behind."""
    given = {row["period"] for row in some}
    return [*some, *(rank(str(y), 40, 40) for y in range(1395, 1401) if str(y) not in given)]


def test_a_change_is_the_places_gained_on_the_best_year_before() -> None:
    assert changed(*before(rank("1396", 9, 9), rank("1398", 8, 8)), rank("1401", 6, 6)) == [(2, 2, "")]
    assert changed(*before(rank("1398", 5, 5)), rank("1401", 7, 7)) == [(-2, -2, "")]


def test_a_change_of_intervals_is_an_interval() -> None:
    # before: best year surely 8 to 10; now: 6 to 9
    assert changed(*before(rank("1398", 8, 10)), rank("1401", 6, 9)) == [(-1, 4, "")]


@pytest.mark.parametrize(("years", "weak"), [(2, (None, None)), (3, (3, 3))])
def test_the_median_of_fewer_than_three_years_says_nothing(years: int, weak: tuple[float | None, float | None]) -> None:
    rows = [rank(str(1396 + n), 9, 9) for n in range(years)]
    (spec,) = change({"partner_ranks": frame("partner_ranks", *rows, rank("1401", 6, 6))}, CHANGE, None)
    assert spec.weak_interval == weak


def test_open_ends_stay_open() -> None:
    ((low, high, why),) = changed(*before(rank("1398", 8, None)), rank("1401", 6, 9))
    assert (low, high) == (-1, 34)
    assert why == ""


def test_a_year_that_is_not_held_may_have_been_the_best() -> None:
    assert changed(rank("1398", 8, 8), rank("1401", 6, 6)) == [(None, 2, "")]
    assert changed(rank("1398", 5, 5), rank("1401", 7, 7)) == [(None, -2, "")]


def test_only_one_source_is_compared_with_itself() -> None:
    assert changed(rank("1398", 8, 8, source="other"), rank("1401", 6, 6)) == [(None, None, "no-earlier")]


def test_two_lists_of_one_source_and_year_are_two_readings_against_single_partners() -> None:
    # a publisher may hold a country's own list, and one of all that its partners recorded
    lists = [
        rank("1401", place, place, source="imts", root_family=root) for root, place in (("own", 6), ("partners", 7))
    ]
    single = rank("1398", 9, 9, source=BOUNDS, root_family="witness")
    result = [s for s in change({"partner_ranks": frame("partner_ranks", single, *lists)}, CHANGE, None) if s.high]
    assert [(s.root_family, s.series, s.high) for s in result] == [
        ("witness", "partner_bounds:imts", 3),
        ("witness", "partner_bounds:imts:partners", 2),
    ]
    assert len({s.id for s in result}) == 2
