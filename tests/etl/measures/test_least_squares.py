"""Weights that may not be negative: no worse than scipy's, on squares, on exact fits and on columns that are alike."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.optimize import nnls

from etl.measures.least_squares import non_negative


@given(st.integers(0, 10_000), st.integers(1, 9), st.integers(1, 30), st.booleans())
def test_the_residual_is_the_smallest(seed: int, rows: int, columns: int, twins: bool) -> None:
    draw = np.random.default_rng(seed)
    matrix = np.vstack([draw.normal(size=(rows, columns)), np.ones(columns)])
    if twins:
        matrix[:, -1] = matrix[:, 0]
    target = np.append(np.zeros(rows), 1.0)
    weights = non_negative(matrix, target)
    assert weights.min() >= 0
    left, least = (np.linalg.norm(matrix @ w - target) for w in (weights, nnls(matrix, target)[0]))
    assert left == pytest.approx(least, abs=1e-12)


def test_weights_that_would_be_negative_are_nought() -> None:
    matrix = np.array([[1.0, 1.0], [0.0, 1.0]])
    assert non_negative(matrix, np.array([2.0, -1.0])) == pytest.approx([2.0, 0.0])
    assert non_negative(matrix, np.array([-1.0, -1.0])).tolist() == [0.0, 0.0]


def test_exact_weights_come_back() -> None:
    matrix = np.array([[1.0, 2.0, 0.0], [3.0, 1.0, 1.0], [0.0, 1.0, 5.0]])
    assert non_negative(matrix, matrix @ [0.2, 0.0, 0.8]) == pytest.approx([0.2, 0.0, 0.8])
