"""Years of the pair's trade by series: which count. How cells are made is tested with growth, `tests/etl/judge`."""

from __future__ import annotations

from datetime import date

import pytest

from etl.derive.turnover import yearly
from tests.etl.judge.readings import flow, tables

YEARS = [str(year) for year in range(2014, 2025)]


@pytest.mark.parametrize(
    ("until", "imputed", "years"),
    [(None, True, 11), (date(2023, 12, 31), True, 10), (date(2024, 3, 19), True, 10), (None, False, 10)],
)
def test_years_that_end_later_and_estimates_are_left_out(until: date | None, imputed: bool, years: int) -> None:
    status = {"2020": "E"}
    given = tables([flow(who, y, 5, obs_status=status.get(y, "A")) for y in YEARS for who in ("RUS", "IRN")])
    assert len(yearly(given, until, imputed=imputed)["s"]) == years


def test_a_series_of_estimates_alone_is_none() -> None:
    given = tables([flow(who, y, 5, obs_status="E") for y in YEARS for who in ("RUS", "IRN")])
    assert yearly(given, imputed=False) == {}
