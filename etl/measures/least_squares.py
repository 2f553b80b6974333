"""Least squares with weights that may not be negative."""

from __future__ import annotations

import numpy as np

from etl.measures.arrays import Flags, Floats

_NOISE = 10 * float(np.finfo(np.float64).eps)


def non_negative(matrix: Floats, target: Floats) -> Floats:
    """The weights w >= 0 for which |matrix w - target| is smallest; source: Lawson and Hanson 1974, chapter 23."""
    weights, carrying = np.zeros(matrix.shape[1]), np.zeros(matrix.shape[1], dtype=bool)
    nothing = _NOISE * max(matrix.shape) * float(np.abs(matrix).sum(axis=0).max())
    refused = carrying.copy()
    while True:
        pull = np.where(carrying | refused, -np.inf, matrix.T @ (target - matrix @ weights))
        best = int(pull.argmax())
        if pull[best] <= nothing:
            return weights
        solution = _solved(matrix, target, carrying | (np.arange(len(weights)) == best))
        refused[best] = solution[best] <= 0  # its pull is rounding error
        if refused[best]:
            continue
        carrying[best], refused[:] = True, False
        while (negative := carrying & (solution <= 0)).any():
            step = float((weights[negative] / (weights[negative] - solution[negative])).min())
            weights += step * (solution - weights)
            carrying &= weights > nothing
            weights[~carrying] = 0.0
            solution = _solved(matrix, target, carrying)
        weights = solution


def _solved(matrix: Floats, target: Floats, carrying: Flags) -> Floats:
    """The least squares of the columns that carry weight; the others have none."""
    weights = np.zeros(len(carrying))
    weights[carrying] = np.linalg.lstsq(matrix[:, carrying], target, rcond=None)[0]
    return weights
