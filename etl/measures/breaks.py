"""A break in the level of a series: least squares, every point a candidate.

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
class Break:
    """`after`: 1-based number of the last observation before the break; `means`: the level before and after it, in the
    unit of the series; `explained`: share of the variance the break takes away; `testable` is False when there are too
    few points: show, do not test.
    """

    after: int
    means: tuple[float, float]
    explained: float
    testable: bool


def level_break(values: npt.ArrayLike) -> Break | None:
    """The break that leaves the smallest sum of squares, with at least 15 % of the points on either side.

    Of equals the earliest. `values` in order, evenly spaced and without gaps (ValueError otherwise). None when they are
    too few to be cut.
    """
    y = np.asarray(values, dtype=float)
    if np.isnan(y).any():
        raise ValueError("a break is searched in an unbroken series: leave out or end before the gap")
    shortest = max(math.ceil(SHORTEST_SEGMENT * y.size), 2)
    if y.size < 2 * shortest:
        return None
    cuts = np.arange(shortest, y.size - shortest + 1)
    sums = np.cumsum(y - y.mean())
    # the sum of squares left falls with what the two means take away, so the largest of that wins
    before, after = sums[cuts - 1], sums[-1] - sums[cuts - 1]
    cut = int(cuts[np.argmax(before**2 / cuts + after**2 / (y.size - cuts))])
    left = sum(float(((part - part.mean()) ** 2).sum()) for part in (y[:cut], y[cut:]))
    total = float(((y - y.mean()) ** 2).sum())
    return Break(
        after=cut,
        means=(float(y[:cut].mean()), float(y[cut:].mean())),
        explained=1.0 - left / total if total > 0 else 0.0,
        testable=y.size >= FEWEST_TO_TEST,
    )
