"""Breaks in the level of a series: least squares, every point a candidate.

A break is a place where the mean changes; it says when, never why. Under twenty points one is shown and not
tested. Source: docs/METHODS.md#cause.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

FEWEST_TO_TEST = 20
SHORTEST_SEGMENT = 0.15


@dataclass(frozen=True, kw_only=True)
class Breaks:
    """`after`: 1-based number of the last observation before each break; `means`: level of each segment, in the
    unit of the series; `explained`: share of the variance the breaks take away; `testable` is False when
    there are too few points: show, do not test.
    """

    after: tuple[int, ...]
    means: tuple[float, ...]
    explained: float
    testable: bool


def level_breaks(values: npt.ArrayLike, count: int = 1) -> Breaks | None:
    """The `count` breaks that leave the smallest sum of squares, with segments of at least 15 % of the points.

    `values` in order, evenly spaced and without gaps (ValueError otherwise). None when they are too few to
    be cut that often.
    """
    y = np.asarray(values, dtype=float)
    if np.isnan(y).any():
        raise ValueError("a break is searched in an unbroken series: leave out or end before the gap")
    shortest = max(math.ceil(SHORTEST_SEGMENT * y.size), 2)
    if y.size < (count + 1) * shortest:
        return None
    ends = [_best_cut(y, shortest), y.size] if count == 1 else _best_cuts(y, shortest, count)
    segments = np.split(y, ends[:-1])
    left = sum(float(((part - part.mean()) ** 2).sum()) for part in segments)
    total = float(((y - y.mean()) ** 2).sum())
    return Breaks(
        after=tuple(int(end) for end in ends[:-1]),
        means=tuple(float(part.mean()) for part in segments),
        explained=1.0 - left / total if total > 0 else 0.0,
        testable=bool(y.size >= FEWEST_TO_TEST),
    )


def _best_cut(y: npt.NDArray[np.float64], shortest: int) -> int:
    """Where one cut leaves the least squares, the earliest of equals: every point tried, and no library to load."""
    cuts = np.arange(shortest, y.size - shortest + 1)
    sums = np.cumsum(y - y.mean())
    # the sum of squares left falls with what the two means take away, so the largest of that wins
    before, after = sums[cuts - 1], sums[-1] - sums[cuts - 1]
    explained = before**2 / cuts + after**2 / (y.size - cuts)
    return int(cuts[np.argmax(explained)])


def _best_cuts(y: npt.NDArray[np.float64], shortest: int, count: int) -> list[int]:
    # Imported here: it takes half a second, and one break, the usual question, does without.
    from ruptures.detection.dynp import Dynp

    # jump=1: the default tries every fifth point only and misses the break (on the Nile, 30 instead of 28)
    ends: list[int] = Dynp(model="l2", min_size=shortest, jump=1).fit(y).predict(n_bkps=count)
    return ends
