from __future__ import annotations

import math
from collections.abc import Iterable, Mapping

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from etl.measures import votes
from etl.measures.arrays import Ints
from etl.measures.votes import ORDER, Agreement, Estimate, agreement, cross_tables, kappa, scott_pi, wilson

VECTORS = st.lists(st.tuples(st.sampled_from("YANX"), st.sampled_from("YANX")), min_size=1, max_size=40)
# Russia and Iran on 19 texts about Ukraine, 2014-2023, from the table of votes on Ukraine (UV01-UV19)
RUS = "N" * 19
IRN = "XNNNNNNNNNNAANXNNAN"


def cross_table(first: Iterable[str], second: Iterable[str]) -> Ints:
    """Votes of two countries, one letter for each call."""
    cast = [[[vote == place for place in ORDER] for vote in votes] for votes in zip(first, second, strict=True)]
    return cross_tables(np.array(cast, dtype=float), 0)[1]


def compared(first: Iterable[str], second: Iterable[str]) -> Agreement:
    return agreement(cross_table(first, second))


def yardsticks(first: Iterable[str], second: Iterable[str]) -> Mapping[str, Estimate]:
    return compared(first, second).yardsticks


def test_counts_and_shares_of_votes_on_ukraine():
    result = compared(RUS, IRN)
    assert (result.both_voted, result.identical, result.opposite) == (17, 14, 0)
    assert result.yardsticks["agree_raw"].value == pytest.approx(14 / 17)
    assert result.yardsticks["agree3"].value == pytest.approx((14 + 1.5) / 17)
    assert result.yardsticks["agree2"].value == 1.0
    assert result.yardsticks["kappa_none"].value == pytest.approx(
        0.0
    )  # Russia never varies: nothing beyond chance to see


def test_yearly_agreement_as_tabulated():
    # 1992, Russia and Iran: 72 votes of both, 33 identical, 8 opposite, agree3 .6736, agree2 .8049
    first = "Y" * 33 + "Y" * 8 + "Y" * 31
    second = "Y" * 33 + "N" * 8 + "A" * 31
    result = compared(first, second)
    assert round(result.yardsticks["agree3"].value or 0, 4) == 0.6736
    assert round(result.yardsticks["agree2"].value or 0, 4) == 0.8049


def test_absence_drops_the_roll_call_on_either_side():
    table = cross_table("YXXAX", "YYNXN")
    assert table.tolist() == [[1, 0, 0], [0, 0, 0], [0, 0, 0]]


def test_nobody_voted_together():
    result = compared("XY", "YX")
    assert result.both_voted == 0
    assert set(result.yardsticks.values()) == {(None, None, None)}


def test_kappa_of_the_textbook_table():
    # 20 and 15 agreed, 5 and 10 not: agreement .7, by chance .5, kappa .4; pi pools the margins
    table = [[20, 0, 5], [0, 0, 0], [10, 0, 15]]
    assert kappa(table).value == pytest.approx(0.4)
    assert kappa(table, "quadratic").value == pytest.approx(0.4)
    assert scott_pi(table).value == pytest.approx((0.7 - 0.505) / 0.495)


def test_weights_forgive_a_step_and_punish_a_contradiction():
    steps, leaps = [[8, 4, 0], [4, 8, 4], [0, 4, 8]], [[8, 0, 4], [4, 8, 4], [4, 0, 8]]
    by_weight = [kappa(steps, w).value or 0 for w in ("none", "linear", "quadratic")]
    assert by_weight == sorted(by_weight)
    assert (kappa(leaps, "quadratic").value or 0) < (kappa(leaps, "none").value or 0)


@pytest.mark.parametrize("weights", ["none", "linear", "quadratic"])
def test_interval_of_kappa_is_that_of_fleiss_cohen_and_everitt(weights: str):
    counts = np.array([[40.0, 6.0, 2.0], [5.0, 20.0, 7.0], [1.0, 4.0, 15.0]])
    n, p = counts.sum(), counts / counts.sum()
    w = 1 - votes.DISTANCES[weights]
    rows, columns = p.sum(axis=1), p.sum(axis=0)
    expected, value = rows @ w @ columns, kappa(counts, weights)
    k = value.value or 0
    cells = p * (w - np.add.outer(w @ columns, rows @ w) * (1 - k)) ** 2
    spread = cells.sum() - (k - expected * (1 - k)) ** 2
    error = math.sqrt(spread / n) / (1 - expected)
    assert value.low == pytest.approx(k - votes.Z95 * error)
    assert value.high == pytest.approx(k + votes.Z95 * error)


def test_interval_of_pi_agrees_with_leaving_out_one_call_at_a_time():
    counts = np.array([[90.0, 20.0, 4.0], [30.0, 60.0, 10.0], [6.0, 14.0, 66.0]])
    n, left_out = counts.sum(), []
    for i, j in np.ndindex(3, 3):
        fewer = counts.copy()
        fewer[i, j] -= 1
        left_out += [scott_pi(fewer).value or 0] * int(counts[i, j])
    error = math.sqrt((n - 1) * np.var(left_out))
    result = scott_pi(counts)
    assert (result.high or 0) - (result.value or 0) == pytest.approx(votes.Z95 * error, rel=0.01)


def test_perfect_agreement_claims_no_certainty():
    assert kappa([[5, 0, 0], [0, 0, 0], [0, 0, 5]]) == (1.0, None, None)
    low = yardsticks("YNYN", "YNYN")["agree_raw"].low
    assert low is not None
    assert low < 0.6  # four calls alone cannot show more


def test_wilson_by_hand():
    assert wilson(0, 10)[1:] == pytest.approx((0.0, 0.2775), abs=1e-4)
    assert wilson(5, 10)[1:] == pytest.approx((0.2366, 0.7634), abs=1e-4)


@given(VECTORS)
def test_signorino_is_twice_agree3_less_one(pairs: list[tuple[str, str]]):
    first, second = zip(*pairs, strict=True)
    table, result = cross_table(first, second), yardsticks(first, second)
    if not table.sum():
        assert result["S"] == result["agree3"] == (None, None, None)
    else:
        # 1 - 2 sum d / (n d_max), d in steps of the order Y, A, N
        direct = 1 - 2 * (table * abs(np.subtract.outer(range(3), range(3)))).sum() / (table.sum() * 2)
        assert result["S"].value == pytest.approx(direct)
        assert result["S"].value == pytest.approx(2 * (result["agree3"].value or 0) - 1)


@given(VECTORS)
def test_order_of_the_two_countries_does_not_matter(pairs: list[tuple[str, str]]):
    first, second = zip(*pairs, strict=True)
    one, two = compared(first, second), compared(second, first)
    assert (one.both_voted, one.identical, one.opposite) == (two.both_voted, two.identical, two.opposite)
    for name, estimate in one.yardsticks.items():
        assert two.yardsticks[name] == pytest.approx(tuple(estimate))


@given(VECTORS)
def test_values_lie_in_their_intervals_and_these_in_their_range(pairs: list[tuple[str, str]]):
    for name, (value, low, high) in yardsticks(*zip(*pairs, strict=True)).items():
        floor = 0 if name.startswith("agree") else -1
        if low is not None:
            assert floor - 1e-12 <= low <= value + 1e-12
            assert value - 1e-12 <= high <= 1 + 1e-12
