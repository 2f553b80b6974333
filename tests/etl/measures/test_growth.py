from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from etl.measures.growth import cagr, least_squares_rate, log_difference, year_on_year

POSITIVE = st.floats(1.0, 1e12)


def test_year_on_year_is_a_fraction_of_the_year_before():
    assert year_on_year([2020, 2021, 2022], [100, 150, 75]).tolist()[1:] == pytest.approx([0.5, -0.5])


def test_first_year_has_no_growth():
    assert math.isnan(year_on_year([2020, 2021], [100, 150])[0])


def test_a_gap_is_not_one_year():
    assert np.isnan(year_on_year([2019, 2021], [100, 150])).all()
    assert np.isnan(log_difference([2019, 2021], [100, 150])).all()


@pytest.mark.parametrize("before", [0.0, -5.0, math.nan])
def test_no_growth_on_nothing(before: float):
    assert math.isnan(year_on_year([2020, 2021], [before, 150])[1])


def test_years_may_come_in_any_order():
    assert year_on_year([2021, 2020], [150, 100])[0] == pytest.approx(0.5)


def test_a_year_given_twice_is_an_error():
    with pytest.raises(ValueError, match="each year once"):
        year_on_year([2020, 2020], [1, 2])


def test_log_difference_of_a_fall_to_zero_is_missing_not_infinite():
    assert math.isnan(log_difference([2020, 2021], [100, 0])[1])


@given(st.lists(POSITIVE, min_size=2, max_size=8))
def test_log_differences_are_the_logs_of_the_factors(values: list[float]):
    years = list(range(2000, 2000 + len(values)))
    factors = np.expm1(log_difference(years, values)[1:])
    assert year_on_year(years, values)[1:] == pytest.approx(factors, rel=1e-9, abs=1e-9)


def test_cagr_of_a_doubling_in_two_years():
    assert cagr(100, 200, 2) == pytest.approx(math.sqrt(2) - 1)


@pytest.mark.parametrize(("first", "last", "years"), [(0, 1, 1), (1, 0, 1), (1, 1, 0), (math.nan, 1, 1)])
def test_cagr_needs_positive_ends(first: float, last: float, years: float):
    assert cagr(first, last, years) is None


@given(st.floats(-0.5, 1.0), POSITIVE)
def test_all_rates_agree_on_steady_growth(rate: float, start: float):
    years = np.arange(2000, 2006)
    values = start * (1 + rate) ** (years - 2000)
    assert least_squares_rate(years, values) == pytest.approx(rate, abs=1e-6)
    assert cagr(values[0], values[-1], 5) == pytest.approx(rate, abs=1e-6)
    assert year_on_year(years, values)[1:] == pytest.approx(np.full(5, rate), abs=1e-6)


def test_least_squares_rate_passes_over_gaps_and_needs_three_points():
    assert least_squares_rate([2000, 2001, 2004], [1, 2, 16]) == pytest.approx(1.0)
    assert least_squares_rate([2000, 2001, 2004], [1, 0, 16]) is None


def test_turnover_of_the_pair_with_russia_as_reporter():
    # IMF IMTS, Russia as reporter, exports + imports with Iran, USD million
    growth = year_on_year([2020, 2021, 2022], [2229.333, 4045.635, 3559.540])
    assert growth[1:] == pytest.approx([0.8147, -0.1202], abs=5e-5)
