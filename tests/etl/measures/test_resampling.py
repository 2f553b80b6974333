"""Intervals by resampling: the same every time, around the value, and none where nothing varies."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import pytest

from etl.measures.resampling import DRAWS, _drawn, _places, resampled_kappas
from etl.measures.votes import Estimate, kappa

TABLE = [[40, 5, 2], [6, 10, 3], [1, 2, 12]]


def resampled_kappa(table: npt.ArrayLike, weights: str, draws: int = DRAWS) -> Estimate:
    (estimate,) = resampled_kappas([table], weights, draws)
    return estimate


def test_the_value_is_kappa_and_lies_in_its_interval() -> None:
    result = resampled_kappa(TABLE, "quadratic")
    assert result.value == kappa(TABLE, "quadratic").value
    assert result.low is not None
    assert result.value is not None
    assert result.high is not None
    assert result.low < result.value < result.high


def test_the_same_votes_give_the_same_interval_in_whatever_order_tables_come() -> None:
    first = resampled_kappa(TABLE, "quadratic")
    resampled_kappa(np.array(TABLE) * 2, "quadratic")
    assert resampled_kappa(TABLE, "quadratic") == first


def test_draws_have_as_many_roll_calls_as_the_table_and_fill_only_its_cells() -> None:
    drawn = _drawn(np.array([[3, 0, 1, 0, 5, 0, 2, 0, 0]]), 200)[0].T.reshape(200, 3, 3)
    assert set(drawn.sum(axis=(1, 2))) == {11}
    assert not drawn[:, [0, 1, 1, 2, 2], [1, 0, 2, 1, 2]].any()
    assert drawn[:, 1, 1].mean() == pytest.approx(5, abs=0.3)


@pytest.mark.parametrize("calls", [1, 2, 3, 63, 64, 65, 150, 300])
def test_places_are_those_that_the_frozen_generator_draws(calls: int) -> None:
    expected = np.random.RandomState(calls).randint(0, calls, size=(DRAWS, calls))
    assert np.array_equal(_places(calls, DRAWS), expected)


def test_more_roll_calls_make_it_narrower() -> None:
    few, many = (resampled_kappa(np.array(TABLE) * times, "quadratic") for times in (1, 20))
    assert few.high is not None
    assert few.low is not None
    assert many.high is not None
    assert many.low is not None
    assert many.high - many.low < (few.high - few.low) / 3


def test_it_agrees_with_the_delta_method() -> None:
    table = np.array(TABLE) * 10
    drawn, exact = resampled_kappa(table, "quadratic", draws=2000), kappa(table, "quadratic")
    assert drawn.low == pytest.approx(exact.low, abs=0.02)
    assert drawn.high == pytest.approx(exact.high, abs=0.02)


def test_without_variation_there_is_no_interval_and_without_a_second_vote_no_value() -> None:
    assert resampled_kappa([[9, 0, 0], [0, 0, 0], [0, 0, 0]], "quadratic") == (None, None, None)
    always_yes = resampled_kappa([[9, 0, 4], [0, 0, 0], [0, 0, 0]], "quadratic")
    assert always_yes == (0.0, None, None)
