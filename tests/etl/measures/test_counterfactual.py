from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bench.simulation import false_alarms
from etl.measures.counterfactual import date_test, false_dates, forecast_band

# Russia's trade with Iran, exports + imports, USD million: IMF IMTS, Russia as reporter (from 2022 estimates)
TURNOVER = {
    2016: 2183.678,
    2017: 1708.783,
    2018: 1733.247,
    2019: 1582.631,
    2020: 2229.333,
    2021: 4045.635,
    2022: 3559.540,
    2023: 2921.841,
    2024: 2734.101,
}
SERIES = st.lists(st.floats(1.0, 1e6), min_size=4, max_size=9)


def _from_2016(values: list[float]) -> dict[int, float]:
    return dict(enumerate(values, 2016))


def test_band_for_2024_from_the_six_years_to_2021():
    band = forecast_band(TURNOVER, 2021, 3)
    assert band is not None
    assert (band.fit_from, band.fit_to, band.years) == (2016, 2021, (2022, 2023, 2024))
    assert (round(band.low[-1]), round(band.high[-1])) == (736, 46609)


def test_only_large_jumps_can_be_flagged():
    band = forecast_band(TURNOVER, 2021, 1)
    assert band is not None
    assert band.least_jump[0] == pytest.approx(2.82, abs=0.005)


def test_the_war_year_does_not_leave_the_band_and_a_false_date_does():
    assert [date_test(TURNOVER, 2022, horizon).works for horizon in (1, 2, 3)] == [False, False, False]
    tests = false_dates(TURNOVER, event=2022, horizon=3, dates=range(2017, 2021))
    assert [(t.date, t.target, t.works, t.why_not) for t in tests] == [
        (2017, 2019, None, "too_few_years"),
        (2018, 2020, None, "too_few_years"),
        (2019, 2021, False, ""),
        (2020, 2021, True, ""),
    ]


def test_a_jump_beyond_the_band_works_in_either_direction():
    for factor in (20.0, 1 / 20):
        jumped = TURNOVER | {2022: TURNOVER[2021] * factor}
        assert date_test(jumped, 2022, 1).works is True


@pytest.mark.parametrize(
    ("plausible", "works", "why_not"), [(592.0, None, "wide"), (592.2, False, ""), (1.0, None, "wide")]
)
def test_inside_a_band_that_no_plausible_jump_could_leave_nothing_is_told(
    plausible: float, works: bool | None, why_not: str
):
    (test,) = false_dates(TURNOVER, event=2022, horizon=3, dates=[2019], plausible_jump=plausible)
    assert (test.works, test.why_not) == (works, why_not)
    assert test.band is not None


def test_what_leaves_even_a_wide_band_has_left_it():
    jumped = TURNOVER | {2024: 1e9}
    assert date_test(jumped, 2022, 3, plausible_jump=2.0).works is True


def test_a_false_date_may_not_look_past_the_event():
    refused = date_test(TURNOVER, 2021, 2, event=2022)
    assert (refused.works, refused.why_not, refused.band) == (None, "after_event", None)


def test_a_year_without_a_value_is_not_inside():
    result = date_test({y: v for y, v in TURNOVER.items() if y != 2024}, 2022, 3)
    assert (result.works, result.why_not) == (None, "no_value")
    assert result.band is not None


@pytest.mark.parametrize("hole", [None, 0.0, math.nan])
def test_the_fit_never_bridges_a_gap(hole: float | None):
    series = {year: value for year, value in TURNOVER.items() if year != 2018}
    if hole is not None:
        series[2018] = hole
    band = forecast_band(series, 2021, 1)
    assert band is not None
    assert band.fit_from == 2019
    assert forecast_band(series, 2020, 1) is None


@given(SERIES, st.floats(1e-3, 1e6))
def test_units_scale_the_band_and_change_no_answer(values: list[float], unit: float):
    plain, scaled = _from_2016(values), _from_2016([value * unit for value in values])
    last = 2016 + len(values) - 1
    one, two = forecast_band(plain, last, 3), forecast_band(scaled, last, 3)
    assert one is not None
    assert two is not None
    assert [high / unit for high in two.high] == pytest.approx(list(one.high), rel=1e-6)
    assert all(low <= centre <= high for low, centre, high in zip(one.low, one.centre, one.high, strict=True))


@given(SERIES, st.floats(0.5, 0.99))
def test_a_stricter_level_widens_the_band(values: list[float], level: float):
    series, last = _from_2016(values), 2016 + len(values) - 1
    wide, narrow = forecast_band(series, last, 2, 0.995), forecast_band(series, last, 2, level)
    assert wide is not None
    assert narrow is not None
    assert wide.high[-1] >= narrow.high[-1]


def test_random_walks_raise_few_false_alarms():
    # a short form of the bench, whose 2,000 draws stand at 4.5 and 4.7 %
    assert 0.02 < false_alarms(draws=400, horizon=3) <= 0.07
