"""Periods as places on an axis, and ranks in words."""

from __future__ import annotations

import math

import pandas as pd
import pytest

from dashboard.charts import periods, wording


@pytest.mark.parametrize(
    ("period", "calendar", "year", "months"),
    [
        ("2024", "gregorian", 2024, 12),
        ("1402", "solar_hijri", 2023, 12),
        ("1402-11m", "solar_hijri", 2023, 11),
        ("2007-2016", "gregorian", None, None),
    ],
)
def test_years_and_months(period: str, calendar: str, year: int | None, months: int | None) -> None:
    assert periods.stands_for(period, calendar) == year
    assert periods.months(period) == months


def test_an_iranian_year_lies_later_and_a_part_earlier_than_its_year() -> None:
    whole, part = periods.place("1402", "solar_hijri"), periods.place("1402-5m", "solar_hijri")
    assert periods.place("2023", "gregorian") == 2023
    assert 2023 < whole < 2024
    assert part < whole
    assert math.isnan(periods.place("a label", "gregorian"))


def test_a_full_year_precedes_its_parts_and_a_long_part_replaces_a_missing_year() -> None:
    rows = pd.DataFrame(
        {"period": ["1401", "1401-11m", "1402-11m", "1402-10m", "1403-5m"], "calendar": "solar_hijri", "family": "a"}
    )
    kept = periods.full_or_nearly(periods.with_years(rows), ["family"])
    assert list(kept["period"]) == ["1401", "1402-11m"]


@pytest.mark.parametrize(
    ("best", "worst", "told"), [(7, 7, "7"), (6, 15, "6 to 15"), (5, pd.NA, "5 or lower"), (pd.NA, pd.NA, "no rank")]
)
def test_intervals_in_words(best: object, worst: object, told: str) -> None:
    assert wording.rank_words(best, worst) == told
