from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from etl.measures.breaks import level_break

# Annual flow of the Nile at Aswan, 1871-1970, 10^8 m^3: Cobb 1978, the reference data set `Nile` of R
NILE = [
    *(1120, 1160, 963, 1210, 1160, 1160, 813, 1230, 1370, 1140, 995, 935, 1110, 994, 1020, 960, 1180),
    *(799, 958, 1140, 1100, 1210, 1150, 1250, 1260, 1220, 1030, 1100, 774, 840, 874, 694, 940, 833, 701),
    *(916, 692, 1020, 1050, 969, 831, 726, 456, 824, 702, 1120, 1100, 832, 764, 821, 768, 845, 864, 862),
    *(698, 845, 744, 796, 1040, 759, 781, 865, 845, 944, 984, 897, 822, 1010, 771, 676, 649, 846, 812),
    *(742, 801, 1040, 860, 874, 848, 890, 744, 749, 838, 1050, 918, 986, 797, 923, 975, 815, 1020, 906),
    *(901, 1170, 912, 746, 919, 718, 714, 740),
]
SERIES = st.lists(st.integers(0, 100), min_size=10, max_size=24)


def test_the_nile_breaks_after_observation_28():
    result = level_break(NILE)
    assert len(NILE) == 100
    assert result is not None
    assert result.after == 28  # 1898; a search of every fifth point finds 30
    assert result.means == pytest.approx((1097.75, 849.97), abs=0.01)
    assert result.testable is True
    assert 0.4 < result.explained < 0.5


@pytest.mark.parametrize(("points", "testable"), [(19, False), (20, True)])
def test_under_twenty_points_a_break_is_shown_and_not_tested(points: int, testable: bool):
    result = level_break([0.0] * 9 + [5.0] * (points - 9))
    assert result is not None
    assert (result.after, result.testable) == (9, testable)


def test_a_break_in_the_outer_fifteen_per_cent_is_not_offered():
    result = level_break([50.0] + [0.0] * 39)
    assert result is not None
    assert result.after >= 6


def test_too_few_points_give_nothing():
    assert level_break([1.0, 2.0, 3.0]) is None
    assert level_break([1.0, 1.0, 5.0, 5.0]) is not None


def test_a_gap_is_an_error_and_not_a_level():
    with pytest.raises(ValueError, match="gap"):
        level_break([1.0, np.nan] * 10)


def test_a_constant_series_has_nothing_to_explain():
    result = level_break([3.0] * 20)
    assert result is not None
    assert result.explained == 0.0


@settings(max_examples=30)
@given(SERIES)
def test_no_other_point_leaves_a_smaller_sum_of_squares(values: list[int]):
    result, y = level_break(values), np.array(values, dtype=float)
    assert result is not None
    shortest = max(int(np.ceil(0.15 * y.size)), 2)

    def left(cut: int) -> float:
        return y[:cut].var() * cut + y[cut:].var() * (y.size - cut)

    best = min(left(cut) for cut in range(shortest, y.size - shortest + 1))
    assert left(result.after) == pytest.approx(best, abs=1e-6)


@settings(max_examples=20)
@given(SERIES, st.integers(1, 1000))
def test_units_change_nothing_about_what_a_break_explains(values: list[int], unit: int):
    one, two = level_break(values), level_break([value * unit for value in values])
    assert one is not None
    assert two is not None
    assert two.explained == pytest.approx(one.explained, abs=1e-9)
    assert two.testable == one.testable
