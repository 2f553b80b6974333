"""Comparisons that rounding must not turn."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from etl.measures.tolerance import above, equal, within

NUMBERS = st.floats(min_value=-1e15, max_value=1e15, allow_nan=False)


@given(NUMBERS, st.integers(min_value=-8, max_value=8))
def test_a_few_units_in_the_last_place_are_no_difference(value: float, steps: int) -> None:
    nudged = value
    for _ in range(abs(steps)):
        nudged = math.nextafter(nudged, math.copysign(math.inf, steps))
    assert equal(value, nudged)
    assert not above(nudged, value)
    assert within(value, nudged, value)


@pytest.mark.parametrize(("a", "b"), [(5.0, 4.97), (0.8, 0.799), (1.0, 0.0), (math.inf, 1e300)])
def test_a_real_difference_is_one(a: float, b: float) -> None:
    assert above(a, b)
    assert not above(b, a)
    assert not within(a, b, math.inf)
    assert within(b, a, math.inf)
