"""Intervals by resampling: the same every time, around the value, and none where nothing varies."""

from __future__ import annotations

import numpy as np
import pytest

from etl.measures.resampling import resampled_kappa
from etl.measures.votes import kappa

TABLE = [[40, 5, 2], [6, 10, 3], [1, 2, 12]]


def test_the_value_is_kappa_and_lies_in_its_interval() -> None:
    found = resampled_kappa(TABLE, "quadratic", seed=1)
    assert found.value == kappa(TABLE, "quadratic").value
    assert found.low is not None
    assert found.value is not None
    assert found.high is not None
    assert found.low < found.value < found.high


def test_the_same_seed_gives_the_same_interval_and_another_one_nearly() -> None:
    first, again, other = (resampled_kappa(TABLE, "quadratic", seed) for seed in (7, 7, 8))
    assert first == again
    assert first != other
    assert first.low == pytest.approx(other.low, abs=0.1)


def test_more_roll_calls_make_it_narrower() -> None:
    few, many = (resampled_kappa(np.array(TABLE) * times, "quadratic", 3) for times in (1, 20))
    assert few.high is not None
    assert few.low is not None
    assert many.high is not None
    assert many.low is not None
    assert many.high - many.low < (few.high - few.low) / 3


def test_it_agrees_with_the_delta_method() -> None:
    table = np.array(TABLE) * 10
    drawn, exact = resampled_kappa(table, "quadratic", 5, draws=2000), kappa(table, "quadratic")
    assert drawn.low == pytest.approx(exact.low, abs=0.02)
    assert drawn.high == pytest.approx(exact.high, abs=0.02)


def test_without_variation_there_is_no_interval_and_without_a_second_vote_no_value() -> None:
    assert resampled_kappa([[9, 0, 0], [0, 0, 0], [0, 0, 0]], "quadratic", 1) == (None, None, None)
    always_yes = resampled_kappa([[9, 0, 4], [0, 0, 0], [0, 0, 0]], "quadratic", 1)
    assert always_yes == (0.0, None, None)
