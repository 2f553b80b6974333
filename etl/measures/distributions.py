"""The normal distribution and quantiles of Student's, to the last digits of a double."""

from __future__ import annotations

import math
from functools import cache
from statistics import NormalDist

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]
_PER_UNIT, _FAR = 64, 9  # points in one standard deviation; beyond nine of them less than 1e-18 is left
_POINTS = np.arange(-_FAR * _PER_UNIT, _FAR * _PER_UNIT + 1) / _PER_UNIT


def normal_cdf(values: Floats) -> Floats:
    """Chance that a standard normal variable is at most each of `values`: Taylor's series about the nearest point."""
    clipped = np.clip(values, -_FAR, _FAR)
    nearest = np.rint(clipped * _PER_UNIT).astype(np.int64)
    off, place = clipped - nearest / _PER_UNIT, nearest + _FAR * _PER_UNIT
    first, *rest = _series()[::-1]
    total = first[place]
    for term in rest:
        total = total * off + term[place]
    return total


@cache
def _series() -> tuple[Floats, ...]:
    """Derivatives at the points over their factorials, to the sixth; by Hermite polynomials."""
    density = np.exp(-_POINTS * _POINTS / 2) / math.sqrt(2 * math.pi)
    before, hermite = np.zeros_like(_POINTS), np.ones_like(_POINTS)
    terms = [np.array([math.erfc(-x / math.sqrt(2)) / 2 for x in _POINTS])]
    for order in range(1, 7):
        terms.append(density * hermite * (-1) ** (order - 1) / math.factorial(order))
        before, hermite = hermite, _POINTS * hermite - (order - 1) * before
    return tuple(terms)


def normal_quantiles(count: int) -> Floats:
    """The middles of `count` equally likely parts of the standard normal distribution."""
    return np.array([NormalDist().inv_cdf((at + 0.5) / count) for at in range(count)])


@cache
def student_reach(freedom: int, level: float) -> float:
    """How far from zero Student's t with whole degrees of `freedom` stays with the chance `level`."""
    near, far = 0.0, math.pi / 2
    while near < (middle := (near + far) / 2) < far:
        near, far = (middle, far) if _within(middle, freedom) < level else (near, middle)
    return math.sqrt(freedom) * math.tan(near)


def _within(angle: float, freedom: int) -> float:
    """Chance of at most sqrt(freedom) tan(angle) either way; source: Abramowitz and Stegun 1964, 26.7.3 and 26.7.4."""
    odd, cosine, total = freedom % 2, math.cos(angle), 0.0
    term = cosine**odd
    for k in range(odd, freedom - 1, 2):
        total += term
        term *= cosine * cosine * (k + 1) / (k + 2)
    chance = math.sin(angle) * total
    return 2 / math.pi * (angle + chance) if odd else chance
