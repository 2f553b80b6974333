"""Labels of periods: years, parts of years, and the Gregorian year with which an Iranian one is compared."""

from __future__ import annotations

import pytest

from dashboard.texts import calendars
from dashboard.texts.calendars import Period
from etl.contract import calendars as etl_calendars


@pytest.mark.parametrize(
    ("label", "period"),
    [("2024", Period(2024)), ("1403-5m", Period(1403, 5)), ("2007-2016", None), ("2024-05-03", None), ("", None)],
)
def test_a_label_is_a_year_or_its_first_months(label: str, period: Period | None) -> None:
    assert calendars.parse(label) == period


@pytest.mark.parametrize("year", [1400, 1402, 1404])
def test_an_iranian_year_is_compared_with_the_year_that_the_package_compares_it_with(year: int) -> None:
    assert calendars.gregorian(year, "solar_hijri") == etl_calendars.stands_for(str(year), "solar_hijri")
    assert calendars.gregorian(year, "gregorian") == year
