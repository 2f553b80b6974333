from __future__ import annotations

from datetime import date

import pytest

from etl.sources import SOURCES
from etl.sources.base import RequestContext
from etl.sources.indicator import Indicator, indicators
from etl.sources.source import facts

SHARE = Indicator("x", "%", 0.0, 100.0, "")


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
    assert next((why for why, test in SHARE.faults() if test(*row)), "") == fault


def test_an_indicator_without_countries_of_its_own_is_asked_for_those_of_the_source() -> None:
    context = RequestContext(today=date(2026, 11, 22), since=2010)
    paths = {request.key: request.path for request in SOURCES["worldbank"].requests(context)}
    assert "/country/USA/" in paths["FP.CPI.TOTL"]
    assert all(code in paths["SP.POP.TOTL"] for code in facts("worldbank")["own"]["countries"].split())
    assert indicators("worldbank")["SP.POP.TOTL"].most == 2e10
