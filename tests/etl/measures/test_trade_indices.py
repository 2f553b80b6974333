from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from etl.measures import trade_indices as ti

# The toy world: four countries A-D, three products, exports FOB; rows exporter, columns importer. Made for
# this project; the expected values are those of its reference sheet, to the digits printed there.
P1 = [[0, 40, 20, 0], [10, 0, 5, 0], [30, 0, 0, 10], [0, 25, 50, 0]]
P2 = [[0, 0, 20, 60], [30, 0, 5, 0], [30, 20, 0, 10], [0, 25, 0, 0]]
P3 = [[0, 10, 10, 40], [0, 0, 50, 100], [30, 40, 0, 10], [5, 0, 25, 0]]
TOY = np.array([P1, P2, P3])  # product, exporter, importer
FLOWS = TOY.sum(axis=0)
EXPORTS, IMPORTS, WORLD = FLOWS.sum(axis=1), FLOWS.sum(axis=0), int(FLOWS.sum())
BY_PRODUCT, BOUGHT = TOY.sum(axis=2).T, TOY.sum(axis=1).T
A, B = 0, 1


def _table(function) -> np.ndarray:
    cells = [function(FLOWS[i, j], EXPORTS[i], IMPORTS[j], WORLD) for i in range(4) for j in range(4)]
    return np.array(cells, dtype=float).reshape(4, 4).round(6)


def test_toy_totals():
    assert (EXPORTS.tolist(), IMPORTS.tolist(), WORLD) == ([200, 200, 180, 130], [135, 160, 185, 230], 710)


def test_toy_trade_intensity():
    assert _table(ti.trade_intensity).tolist() == [
        [0.0, 1.109375, 0.959459, 1.543478],
        [1.051852, 0.0, 1.151351, 1.543478],
        [2.629630, 1.479167, 0.0, 0.514493],
        [0.202279, 1.706731, 2.214137, 0.0],
    ]


def test_toy_trade_intensity_without_the_reporter():
    assert _table(ti.trade_intensity_without_reporter).tolist() == [
        [0.0, 1.159091, 0.944444, 1.961538],
        [1.073684, 0.0, 1.224000, 1.961538],
        [5.888889, 1.766667, 0.0, 0.441667],
        [0.171598, 2.027972, 3.041958, 0.0],
    ]


def test_toy_complementarity():
    table = [[ti.complementarity(BY_PRODUCT[i], BOUGHT[j]) for j in range(4)] for i in range(4)]
    assert np.array(table, dtype=float).round(5).tolist() == [
        [95.55556, 88.12500, 73.51351, 64.78261],
        [50.92593, 56.25000, 66.95946, 87.06522],
        [81.48148, 81.59722, 80.18018, 79.22705],
        [71.93732, 82.93269, 77.13098, 46.65552],
    ]


def test_toy_revealed_advantage():
    assert ti.revealed_advantage(BY_PRODUCT).round(6).tolist() == [
        [1.121053, 1.420000, 0.665625],
        [0.280263, 0.621250, 1.664062],
        [0.830409, 1.183333, 0.986111],
        [2.155870, 0.682692, 0.512019],
    ]


def test_toy_concentration():
    market = [np.delete(FLOWS[i], i) for i in range(4)]
    assert [round(ti.herfindahl(m) or 0, 6) for m in market] == [0.375, 0.38, 0.388889, 0.482249]
    assert [round(ti.herfindahl(p) or 0, 6) for p in BY_PRODUCT] == [0.34, 0.59875, 0.358025, 0.423077]
    normalised = [round(ti.herfindahl_normalised(m) or 0, 6) for m in market]
    assert normalised == [0.082863, 0.092491, 0.109451, 0.277040]


def test_toy_grubel_lloyd():
    assert ti.grubel_lloyd(TOY[:, A, B], TOY[:, B, A]).tolist() == pytest.approx([0.4, 0.0, 0.0])
    assert round(ti.grubel_lloyd_aggregate(TOY[:, A, B], TOY[:, B, A]) or 0, 6) == 0.222222


def test_toy_ranks_and_balance_of_a():
    total, balance = (FLOWS[A] + FLOWS[:, A])[1:], [ti.balance(FLOWS[A, j], FLOWS[j, A]) for j in (1, 2, 3)]
    assert total.tolist() == [90, 140, 105]
    assert ti.competition_rank(total).tolist() == [3, 1, 2]
    assert balance == [10, -40, 95]


def test_toy_identities():
    intensity = [ti.trade_intensity(FLOWS[A, j], EXPORTS[A], IMPORTS[j], WORLD) or 0 for j in range(4)]
    assert IMPORTS / WORLD @ np.array(intensity) == pytest.approx(1.0)
    assert ti.shares(TOY.sum(axis=(1, 2))) @ ti.revealed_advantage(BY_PRODUCT)[A] == pytest.approx(1.0)


def test_without_trade_there_is_no_number():
    assert np.isnan(ti.shares([0, 0])).all()
    assert ti.normalised_balance(0, 0) is None
    assert ti.herfindahl([0, 0]) is None
    assert ti.complementarity([0, 0], [1, 2]) is None
    assert ti.grubel_lloyd_aggregate([0], [0]) is None
    assert math.isnan(ti.grubel_lloyd([0], [0])[0])
    assert ti.trade_intensity(0, 0, 1, 1) is None
    assert ti.trade_intensity_without_reporter(5, 10, 5, 20) is None


def test_nothing_exported_and_nothing_sold_by_anyone_have_no_advantage():
    table = ti.revealed_advantage([[1, 0, 1], [0, 0, 0], [1, 0, 0]])
    assert np.isnan(table[1]).all()
    assert np.isnan(table[:, 1]).all()
    assert table[0, 2] == pytest.approx(1.5)


def test_one_partner_has_no_normalised_concentration_but_may_be_one_of_several():
    assert ti.herfindahl_normalised([7]) is None
    assert ti.herfindahl_normalised([7, 0, 0], n=3) == pytest.approx(1.0)


def test_ties_share_the_better_rank():
    assert ti.competition_rank([5, 9, 5, 1]).tolist() == [2, 1, 2, 4]
    assert ti.competition_rank([]).tolist() == []


def test_neighbouring_whole_numbers_beyond_double_precision_are_not_a_tie():
    assert ti.competition_rank([2**60, 2**60 + 1]).tolist() == [2, 1]


def test_a_missing_value_has_no_rank():
    with pytest.raises(ValueError, match="missing"):
        ti.competition_rank([1.0, math.nan])


@given(st.lists(st.integers(0, 10**9), min_size=1, max_size=12), st.integers(1, 10**6))
def test_units_move_no_rank_and_no_share(values: list[int], unit: int):
    scaled = [value * unit for value in values]
    assert ti.competition_rank(scaled).tolist() == ti.competition_rank(values).tolist()
    if sum(values):
        assert ti.shares(scaled) == pytest.approx(ti.shares(values))
        assert ti.herfindahl(scaled) == pytest.approx(ti.herfindahl(values))


@given(st.lists(st.integers(0, 10**6), min_size=2, max_size=12))
def test_concentration_stays_within_its_bounds(values: list[int]):
    assume(sum(values) > 0)
    h = ti.herfindahl(values)
    assert h is not None
    assert 1 / len(values) - 1e-12 <= h <= 1 + 1e-12


@given(st.integers(0, 10**9), st.integers(1, 10**9))
def test_normalised_balance_is_antisymmetric(x: int, m: int):
    assert ti.normalised_balance(x, m) == pytest.approx(-(ti.normalised_balance(m, x) or 0))
