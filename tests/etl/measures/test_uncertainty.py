from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.special import ndtr

from etl.measures.uncertainty import flip_distance, rank_distribution, resolvable

# Trade with Iran in 2025 among observed partners, USD million, both ways: UAE, China, Turkey, Brazil; Russia; and
# two made up below it (IMF IMTS, exporters' side)
RUSSIA, ABOVE, BELOW = 2411.0, [13990.6, 9792.8, 5409.9, 3005.4], [2000.0, 1200.0]
VALUES = st.lists(st.floats(1.0, 1e12), min_size=1, max_size=12)


def _place(own: float, others: Sequence[float]) -> int:
    """The place of `own`: one more than the values above it."""
    return 1 + sum(value > own for value in others)


def test_without_noise_the_rank_is_the_rank():
    result = rank_distribution(RUSSIA, ABOVE + BELOW, 0.0, 0.0)
    assert result.probabilities == (0, 0, 0, 0, 1, 0, 0)
    assert result.interval() == (5, 5)
    assert (result.at_most(4), result.at_most(5)) == (0.0, 1.0)


def test_two_partners_by_the_closed_form():
    # P(2 first) = Phi(ln ratio / sqrt(s1^2 + s2^2))
    result = rank_distribution(100.0, [80.0], 0.3, 0.4)
    assert result.at_most(1) == pytest.approx(float(ndtr(math.log(100 / 80) / 0.5)), abs=1e-3)


def test_equal_partners_share_all_ranks_alike():
    result = rank_distribution(1.0, [1.0] * 4, 0.5, 0.5)
    assert result.probabilities == pytest.approx([0.2] * 5, abs=1e-3)


def test_noise_of_the_pairs_own_gap_blurs_the_fifth_place():
    result = rank_distribution(RUSSIA, ABOVE + BELOW, 0.39, 0.39)
    assert 0.5 < result.at_most(5) < 0.95
    assert result.interval() == (3, 7)


def test_the_exact_answer_agrees_with_draws():
    draw, sigma = np.random.default_rng(7), 0.5
    others = np.array(ABOVE + BELOW)
    noisy = others * np.exp(sigma * draw.standard_normal((40_000, others.size)))
    ranks = 1 + (noisy > RUSSIA * np.exp(sigma * draw.standard_normal((40_000, 1)))).sum(axis=1)
    drawn = np.bincount(ranks, minlength=8)[1:] / 40_000
    assert rank_distribution(RUSSIA, others, sigma, sigma).probabilities == pytest.approx(drawn, abs=0.01)


def test_far_partners_change_nothing_but_the_count_above():
    near = rank_distribution(100.0, [110.0, 90.0], 0.1, 0.1)
    far = rank_distribution(100.0, [110.0, 90.0, 1e9, 1e-9], 0.1, 0.1)
    assert far.probabilities[1:4] == pytest.approx(near.probabilities)
    assert far.probabilities[0] == 0.0


def test_alone_it_is_first():
    assert rank_distribution(5.0, [], 0.4, 0.4).probabilities == (1.0,)


@pytest.mark.parametrize(("value", "others"), [(0.0, [1.0]), (1.0, [0.0]), (math.nan, [1.0])])
def test_what_has_no_logarithm_is_refused(value: float, others: list[float]):
    with pytest.raises(ValueError, match="positive"):
        rank_distribution(value, others, 0.1, 0.1)


@settings(max_examples=30)
@given(VALUES, st.floats(0.0, 1.0), st.floats(1e-3, 1e3))
def test_chances_sum_to_one_and_units_move_none(values: list[float], sigma: float, unit: float):
    one = rank_distribution(values[0], values[1:], sigma, 0.3)
    two = rank_distribution(values[0] * unit, [v * unit for v in values[1:]], sigma, 0.3)
    assert math.fsum(one.probabilities) == pytest.approx(1.0)
    assert two.probabilities == pytest.approx(one.probabilities, abs=2e-3)
    best, worst = one.interval()
    assert 1 <= best <= worst <= len(values)


def test_flip_distance_of_the_fifth():
    result = flip_distance(RUSSIA, ABOVE + BELOW)
    assert result.up_pct == pytest.approx(24.654, abs=1e-3)
    assert result.down_pct == pytest.approx(17.047, abs=1e-3)
    assert result.log_points == pytest.approx(math.log(2411 / 2000))


def test_a_tie_falls_at_the_slightest_loss():
    result = flip_distance(5.0, [9.0, 5.0, 1.0])
    assert (result.down_pct, result.log_points) == (0.0, 0.0)
    assert result.up_pct == pytest.approx(80.0)


def test_the_first_can_only_fall_and_the_only_one_cannot_flip():
    assert flip_distance(5.0, [4.0]).up_pct is None
    alone = flip_distance(5.0, [])
    assert (alone.up_pct, alone.down_pct, alone.log_points) == (None, None, None)


def test_above_a_recorded_zero_the_distance_is_all_of_it():
    result = flip_distance(5.0, [0.0])
    assert (result.down_pct, result.log_points) == (100.0, None)


@given(st.lists(st.integers(1, 10**9), min_size=2, max_size=10, unique=True))
def test_a_change_beyond_the_distance_moves_the_rank_and_one_short_of_it_does_not(values: list[int]):
    own, others = float(values[0]), [float(v) for v in values[1:]]
    result, rank = flip_distance(own, others), _place(own, others)
    for pct, sign in ((result.up_pct, 1), (result.down_pct, -1)):
        if pct is not None:
            for part, moves in ((1 + 1e-6, True), (1 - 1e-6, False)):
                changed = own * (1 + sign * pct * part / 100)
                assert bool(_place(changed, others) != rank) is moves


@pytest.mark.parametrize(
    ("flip", "gap", "expected"), [(0.5, 0.39, True), (0.39, 0.39, False), (None, 0.39, False), (0.5, None, False)]
)
def test_a_rank_is_resolvable_only_beyond_a_known_gap(flip: float | None, gap: float | None, expected: bool):
    assert resolvable(flip, gap) is expected
