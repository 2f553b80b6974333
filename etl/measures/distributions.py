"""The normal distribution, quantiles of Student's, and bounds of counts, to the last digits of a double."""

from __future__ import annotations

import math
from collections.abc import Callable
from functools import cache
from statistics import NormalDist

import numpy as np

from etl.measures.arrays import Floats

_STEPS, _FAR = 2048, 9  # points in one standard deviation; beyond nine of them less than 1e-18 is left


def normal_cdf(values: Floats) -> Floats:
    """Chance that a standard normal variable is at most each of `values`: Taylor's series about the nearest point.

    In place, since an array for each step takes three times as long.
    """
    below, density = _at_points()
    off = np.clip(values, -_FAR, _FAR)
    off *= _STEPS
    point = np.rint(off)
    off -= point  # both in steps
    at = point.astype(np.int64)
    at += _FAR * _STEPS
    # density * off * (1 - off / 2 * (point - off / 3 * (point**2 - 1))), from the inside
    out = point * point
    out -= _STEPS**2
    out *= off
    out /= -3 * _STEPS**2
    out += point
    out *= off
    out /= -2 * _STEPS**2
    out += 1
    out *= off
    out *= density[at]
    out += below[at]
    return out


@cache
def _at_points() -> tuple[Floats, Floats]:
    """The chance of less than each point from -9 to 9, and the density there by steps."""
    points = np.arange(-_FAR * _STEPS, _FAR * _STEPS + 1) / _STEPS
    below = np.array([math.erfc(-x) / 2 for x in (points / math.sqrt(2)).tolist()])
    return below, np.exp(-points * points / 2) / (math.sqrt(2 * math.pi) * _STEPS)


@cache
def normal_quantiles(count: int) -> Floats:
    """The middles of `count` equally likely parts of the standard normal distribution."""
    return np.array([NormalDist().inv_cdf((at + 0.5) / count) for at in range(count)])


@cache
def student_reach(freedom: int, level: float) -> float:
    """How far from zero Student's t with whole degrees of `freedom` stays with the chance `level`."""
    return math.sqrt(freedom) * math.tan(_first(lambda angle: _within(angle, freedom) < level, math.pi / 2))


def _within(angle: float, freedom: int) -> float:
    """Chance of at most sqrt(freedom) tan(angle) either way; source: Abramowitz and Stegun 1964, 26.7.3 and 26.7.4."""
    odd, cosine, total = freedom % 2, math.cos(angle), 0.0
    term = cosine**odd
    for k in range(odd, freedom - 1, 2):
        total += term
        term *= cosine * cosine * (k + 1) / (k + 2)
    chance = math.sin(angle) * total
    return 2 / math.pi * (angle + chance) if odd else chance


def odds_bounds(first: int, second: int, level: float) -> tuple[float, float]:
    """Between which odds of the first against the second counts like these are no surprise, with the chance `level`.

    `second` is at least 1. Exact for two Poisson counts; source: Clopper and Pearson 1934, for their share in the sum.
    """
    tries, tail = first + second, (1 - level) / 2
    hits = np.arange(tries + 1)
    ways = np.concatenate([[0.0], np.cumsum(np.log((tries - hits[1:] + 1) / hits[1:]))])

    def at_most(most: int, share: float) -> float:
        # in logarithms: of a thousand tries there are more ways than a double can hold
        k = hits[: most + 1]
        return float(np.exp(ways[: most + 1] + k * math.log(share) + (tries - k) * math.log1p(-share)).sum())

    low = _first(lambda p: 1 - at_most(first - 1, p) < tail) if first else 0.0
    high = _first(lambda p: at_most(first, p) > tail)
    return low / (1 - low), high / (1 - high)


def _first(below: Callable[[float], bool], far: float = 1.0) -> float:
    """The number from 0 to `far` from which `below` is no longer true."""
    near = 0.0
    while near < (middle := (near + far) / 2) < far:
        near, far = (middle, far) if below(middle) else (near, middle)
    return near
