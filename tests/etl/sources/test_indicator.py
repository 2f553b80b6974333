from __future__ import annotations

import pytest

from etl.sources.base import facts
from etl.sources.indicator import Indicator, indicators

SHARE = Indicator(unit="%", bounds=(0.0, 100.0), countries="IRN")


@pytest.mark.parametrize(
    ("row", "fault"),
    [
        (("x", "IRN", "2020", 5.0), ""),
        (("x", "IRN", 2020, 100), ""),
        ((None, "IRN", "2020", 5.0), "a row without indicator, country or year"),
        (("x", "IRN", "2020-01", 5.0), "a row without indicator, country or year"),
        (("y", "IRN", "2020", 5.0), "another indicator than was asked"),
        (("x", "IRN", "2020", "5"), "an impossible value"),
        (("x", "IRN", "2020", True), "an impossible value"),
        (("x", "IRN", "2020", 101.0), "an impossible value"),
        (("x", "EUU", "2020", 5.0), "a country that is in none of our lists"),
    ],
)
def test_why_a_row_is_of_no_use(row: tuple[object, ...], fault: str) -> None:
    assert next((why for why, test in SHARE.faults("x") if test(*row)), "") == fault


def test_an_indicator_without_countries_of_its_own_has_those_of_the_source() -> None:
    listed = indicators("worldbank")
    assert listed["SP.POP.TOTL"].countries == facts("worldbank")["own"]["countries"]
    assert listed["FP.CPI.TOTL"].countries == "USA"
    assert listed["SP.POP.TOTL"].bounds == (1.0, 2e10)
