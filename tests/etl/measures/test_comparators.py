from __future__ import annotations

from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from etl.measures.comparators import EXACT, difference_in_differences, leave_one_out, simplex_weights, synthetic_control
from etl.measures.donor_pools import Pool, indexed, pool
from etl.measures.placebos import Placebo
from etl.measures.placebos import placebo as placebo_of

CALIFORNIA = Path(__file__).parents[3].parent / "shared" / "reference" / "prop99_wide.csv"
EVENT = 2022


def placebo(units: Pool) -> Placebo:
    return placebo_of(units, synthetic_control(units).error_ratio)


def _panel(lift: float = 5.0) -> pd.DataFrame:
    """Made for this test: the unit is .3 of P and .7 of Q until 2021, and `lift` above that from 2022 on."""
    years = pd.Index(range(2012, 2026))
    t = np.arange(len(years), dtype=float)
    paths = {"P": 10 + t + np.sin(t), "Q": 30 - t + np.cos(t), "R": 50 + 3 * np.sin(t / 2), "S": 80 - 2 * t}
    donors = pd.DataFrame(paths, index=years)
    unit = 0.3 * donors["P"] + 0.7 * donors["Q"] + lift * (years >= EVENT)
    return donors.assign(U=unit)


def test_known_weights_and_gap_come_back():
    fit = synthetic_control(pool(_panel(), "U", EVENT))
    assert fit.weights == pytest.approx({"P": 0.3, "Q": 0.7, "R": 0.0, "S": 0.0}, abs=1e-9)
    assert fit.mean_gap == pytest.approx(5.0)
    assert fit.gaps == pytest.approx([0.0] * 10 + [5.0] * 4, abs=1e-9)
    assert (fit.rmse_before, fit.rmse_after) == pytest.approx((0.0, 5.0), abs=1e-9)
    assert fit.poor_fit is False


def test_difference_in_differences_by_hand():
    panel = pd.DataFrame({"U": [10, 10, 20], "P": [5, 7, 9], "Q": [1, 3, 7]}, index=[2020, 2021, 2022])
    # the unit rises by 10, the donors' mean from 4 to 8
    assert difference_in_differences(pool(panel, "U", EVENT)) == pytest.approx(6.0)


def test_a_unit_outside_the_reach_of_its_donors_is_a_poor_fit():
    panel = _panel()
    panel["U"] += 500
    assert synthetic_control(pool(panel, "U", EVENT)).poor_fit is True


@pytest.mark.parametrize(("share", "poor"), [(0.45, False), (0.55, True)])
def test_an_error_above_half_of_the_units_own_spread_is_a_poor_fit(share: float, poor: bool):
    # the donor's path and the error are at right angles, so that the error is so large a share of the unit's spread
    path, error = np.array([1.0, 1, -1, -1] * 2 + [0]), np.array([1.0, -1] * 4 + [0])
    donor = 100 + path * np.sqrt(1 - share**2)
    units = Pool(
        unit="U",
        names=("P", "Q"),
        years=tuple(range(2014, 2023)),
        treated=donor + share * error,
        donors=np.column_stack([donor, donor + 50]),
        before=np.array([True] * 8 + [False]),
    )
    fit = synthetic_control(units)
    assert fit.rmse_before == pytest.approx(share * units.treated[units.before].std())
    assert fit.poor_fit is poor


def test_outside_the_years_of_the_index_the_mix_must_follow_as_well():
    result = synthetic_control(pool(_panel(), "U", EVENT), base=(2019, 2020, 2021))
    assert result.fit_correlation == pytest.approx(1.0)
    assert result.fit_error < result.plain_error
    assert result.poor_fit is False


def test_a_mix_that_runs_against_the_unit_there_is_a_poor_fit():
    years = pd.Index(range(2016, 2025))
    unit = pd.Series([30.0, 20.0, 10.0, 95, 100, 105, 90, 90, 90], index=years)
    donors = pd.DataFrame({"P": [10.0, 20, 30, 95, 100, 105, 100, 100, 100], "Q": 50.0}, index=years)
    result = synthetic_control(pool(donors.assign(U=unit), "U", EVENT), base=(2019, 2020, 2021))
    assert result.fit_correlation == pytest.approx(-1.0)
    assert result.poor_fit is True


def test_two_years_outside_the_index_say_nothing():
    result = synthetic_control(pool(_panel(), "U", EVENT), base=range(2014, EVENT))
    assert (result.fit_correlation, result.fit_error, result.poor_fit) == (None, None, True)


def test_donors_followed_by_chance_are_counted():
    twins = _panel().assign(T=_panel()["S"])
    assert placebo(pool(twins, "U", EVENT)).exact == 2


def test_leaving_out_a_donor_that_decides_moves_the_gap():
    units = pool(_panel(), "U", EVENT)
    without = leave_one_out(units, synthetic_control(units))
    assert set(without) == {"P", "Q"}
    assert max(abs(gap - 5.0) for gap in without.values()) > 0.5


def test_placebo_ranks_the_treated_first_and_no_lower_than_the_floor():
    result = placebo(pool(_panel(), "U", EVENT))
    assert (result.rank, result.units) == (1, 5)
    assert result.share == result.floor == pytest.approx(1 / 5)
    assert set(result.ratios) == {"U", "P", "Q", "R", "S"}


def test_two_perfect_fits_without_a_jump_tie_and_ties_count_against():
    panel = _panel(lift=0.0)
    twin = panel.assign(V=panel["U"])
    assert placebo(pool(twin, "U", EVENT)).rank > 1


def test_thin_donors_are_dropped_and_nothing_is_filled_in():
    panel = _panel()
    panel.loc[[2012, 2013], "R"] = np.nan  # 12 of 14 years: below nine in ten
    panel.loc[2015, "S"] = np.nan  # 13 of 14
    units = pool(panel, "U", EVENT)
    assert units.years_left_out == (2015,)
    assert 2015 not in units.years
    assert not np.isnan(units.donors).any()


def test_a_pool_without_a_year_on_each_side_is_an_error():
    with pytest.raises(ValueError, match="before or after 2030"):
        pool(_panel(), "U", 2030)
    with pytest.raises(ValueError, match="no donor"):
        pool(_panel()[["U"]], "U", EVENT)


def test_a_lone_donor_carries_all_and_cannot_be_left_out():
    units = pool(_panel()[["U", "P"]], "U", EVENT)
    fit = synthetic_control(units)
    assert fit.weights == {"P": pytest.approx(1.0)}
    assert leave_one_out(units, fit) == {}
    assert placebo(units).floor == 1.0


def test_index_takes_its_base_as_hundred_and_invents_none():
    values = {"U": [1.0, 3.0, 8.0], "P": [np.nan, 3.0, 8.0], "Q": [0.0, 0.0, 8.0]}
    table = indexed(pd.DataFrame(values, index=[2019, 2020, 2021]), (2019, 2020))
    assert table["U"].tolist() == pytest.approx([50, 150, 400])
    assert table[["P", "Q"]].isna().all(axis=None)


@settings(max_examples=50)
@given(st.integers(2, 12), st.integers(1, 20), st.integers(0, 10**6))
def test_weights_sum_to_one_are_not_negative_and_cannot_be_bettered(years: int, donors: int, seed: int):
    draw = np.random.default_rng(seed)
    x, y = draw.normal(size=(years, donors)), draw.normal(size=years)
    weights = simplex_weights(y, x)
    assert weights.sum() == pytest.approx(1.0)
    assert (weights >= 0).all()
    own = np.sum((x @ weights - y) ** 2)
    for other in draw.dirichlet(np.ones(donors), size=30):
        step = 0.9 * weights + 0.1 * other
        assert own <= np.sum((x @ step - y) ** 2) + 1e-9


@settings(max_examples=25)
@given(st.floats(1e-6, 1e12))
def test_units_move_no_weight_and_no_placebo_rank(unit: float):
    plain, scaled = pool(_panel(), "U", EVENT), pool(_panel() * unit, "U", EVENT)
    assert synthetic_control(scaled).weights == pytest.approx(synthetic_control(plain).weights, abs=1e-9)
    assert synthetic_control(scaled).mean_gap == pytest.approx(5.0 * unit)
    assert placebo(scaled).rank == placebo(plain).rank


@pytest.mark.skipif(not CALIFORNIA.exists(), reason="left out: California, its file is not beside the repo")
def test_california_comes_out_as_published():
    # Abadie, Diamond and Hainmueller's data; Arkhangelsky et al. 2021 print a gap of -19.6
    units = pool(pd.read_csv(CALIFORNIA, index_col="Year"), "California", 1989)
    fit = synthetic_control(units)
    assert fit.mean_gap == pytest.approx(-19.51, abs=0.1)
    assert difference_in_differences(units) == pytest.approx(-27.349, abs=5e-4)
    leading = {name: weight for name, weight in fit.weights.items() if weight > 0.1}
    published = {"Utah": 0.39, "Montana": 0.23, "Nevada": 0.21, "Connecticut": 0.11}
    assert leading == pytest.approx(published, abs=0.0055)  # Nevada is .2049, the exact optimum
    assert all(-21 < gap < -17 for gap in leave_one_out(units, fit).values())
    assert placebo(units).share <= 0.10


def test_a_fit_without_error_does_not_leave_the_processors_last_digit_in_the_ratio():
    years = tuple(range(2016, 2024))
    donor = np.array([10.0, 11.0, 12.0, 13.0, 14.0, 15.0, 16.0, 17.0])
    treated = donor + np.array([1e-13, -1e-13, 0.0, 0.0, 0.0, 0.0, 4.0, 4.0])
    before = np.array([True] * 6 + [False] * 2)
    units = Pool(unit="one", names=("other",), years=years, treated=treated, donors=donor[:, None], before=before)
    assert synthetic_control(units).error_ratio == pytest.approx(4.0 / (EXACT * treated.max()))
