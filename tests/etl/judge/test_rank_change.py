"""The change of a rank: against the best year before, the median of years, and bounds by single partners."""

from __future__ import annotations

from typing import Any

import pytest

from etl.judge.rank import BOUNDS
from etl.judge.rank_change import change
from tests.etl.judge.readings import frame
from tests.etl.judge.test_rank import ASK, rank

CHANGE = {**ASK, "before": [2016, 2021]}


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
