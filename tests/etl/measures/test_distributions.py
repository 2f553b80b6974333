"""Our own distributions against scipy's, which takes a third of a second to load and is needed nowhere else."""

from __future__ import annotations

import numpy as np
import pytest
from scipy.special import ndtr, ndtri, stdtrit
from scipy.stats import binomtest

from etl.measures.distributions import normal_cdf, normal_quantiles, odds_bounds, student_reach


def test_the_normal_distribution_to_the_last_digit() -> None:
    values = np.concatenate([np.linspace(-12, 12, 100_003), [-np.inf, np.inf]])
    assert np.abs(normal_cdf(values) - ndtr(values)).max() < 1e-15
    assert normal_cdf(np.zeros((2, 3))).tolist() == [[0.5] * 3] * 2


def test_the_middles_of_equally_likely_parts() -> None:
    assert normal_quantiles(401) == pytest.approx(ndtri((np.arange(401) + 0.5) / 401), rel=1e-13, abs=1e-15)
    assert normal_quantiles(1).tolist() == [0.0]


@pytest.mark.parametrize("freedom", [1, 2, 3, 4, 7, 8, 29, 60])
@pytest.mark.parametrize("level", [0.5, 0.9, 0.95, 0.99])
def test_students_quantiles(freedom: int, level: float) -> None:
    assert student_reach(freedom, level) == pytest.approx(stdtrit(freedom, 0.5 + level / 2), rel=1e-13)


@pytest.mark.parametrize(
    ("first", "second"),
    [(10, 15), (0, 15), (1, 1), (60, 12), (600, 500), (9_000, 1_000), (10_000, 10_000), (1, 9_999), (0, 20_000)],
)
def test_bounds_of_the_odds_of_two_counts(first: int, second: int) -> None:
    known = binomtest(first, first + second).proportion_ci(0.95, "exact")
    assert odds_bounds(first, second, 0.95) == pytest.approx([p / (1 - p) for p in known], rel=1e-9)
