"""How alike two countries vote, raw and corrected for chance.

Votes are Y yes, A abstention, N no, in that order, so that A lies halfway; who does not vote drops the roll call.
Chance correction changes the message: two countries that both nearly always say yes agree often without agreeing on
anything. Sources: docs/METHODS.md#votes; Cohen 1968 for weighted kappa, Scott 1955 for pi, Signorino and Ritter 1999
for S, Wilson 1927 for the interval of a share.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from etl.measures.arrays import Floats, Ints

ORDER = ("Y", "A", "N")
Z95 = 1.959963984540054

_STEPS = np.abs(np.subtract.outer(np.arange(3.0), np.arange(3.0)))
DISTANCES: dict[str, Floats] = {"none": np.sign(_STEPS), "linear": _STEPS / 2, "quadratic": (_STEPS / 2) ** 2}


class Estimate(NamedTuple):
    """A value with its 95 % interval; all None when undefined, no interval when nothing varied."""

    value: float | None
    low: float | None
    high: float | None


@dataclass(frozen=True, kw_only=True)
class Agreement:
    """Agreement of one pair over a set of roll calls; counts in roll calls, `yardsticks` between -1 and 1 by name."""

    both_voted: int
    identical: int
    opposite: int
    yardsticks: Mapping[str, Estimate]


def agreement(table: npt.NDArray[Any]) -> Agreement:
    """Every measure from the 3 x 3 counts of a pair's votes: rows the first country's Y, A, N, columns the second's."""
    n, same, opposite = int(table.sum()), int(np.trace(table)), int(table[0, 2] + table[2, 0])
    alike_in_sides = int(table[0, 0] + table[2, 2])
    yardsticks = {
        **from_counts(n, same, opposite),
        "agree2": wilson(alike_in_sides, alike_in_sides + opposite),
        **{f"kappa_{weights}": kappa(table, weights) for weights in DISTANCES},
        "pi": scott_pi(table),
    }
    return Agreement(both_voted=n, identical=same, opposite=opposite, yardsticks=yardsticks)


def from_counts(both_voted: int, identical: int, opposite: int) -> dict[str, Estimate]:
    """What counts of roll calls alone tell: `agree_raw`, `agree3`, and Signorino's `S`, which is 2 * agree3 - 1."""
    agree3 = wilson(identical + (both_voted - identical - opposite) / 2, both_voted)
    s = Estimate(*(None if share is None else 2.0 * share - 1.0 for share in agree3))
    return {"agree_raw": wilson(identical, both_voted), "agree3": agree3, "S": s}


def cross_tables(cast: Floats, one: int) -> Ints:
    """(countries, 3, 3): how often the country `one` cast each vote of `ORDER` while each country cast each.

    `cast` (roll calls, countries, 3) is 1 where a country cast that vote, else 0; who did not vote cast none.
    """
    # whole numbers, exact in floats
    return np.tensordot(cast[:, one], cast, axes=(0, 0)).transpose(1, 0, 2).astype(np.int64)


def wilson(successes: float, n: int, z: float = Z95) -> Estimate:
    """Share with Wilson's interval. Half successes are allowed: they vary less, so it errs to the wide."""
    if n == 0:
        return Estimate(None, None, None)
    share, square = successes / n, z * z
    centre = (share + square / (2 * n)) / (1 + square / n)
    reach = z / (1 + square / n) * math.sqrt(share * (1 - share) / n + square / (4 * n * n))
    return Estimate(share, max(0.0, min(share, centre - reach)), min(1.0, max(share, centre + reach)))


def kappa(table: npt.ArrayLike, weights: str = "none") -> Estimate:
    """Cohen's kappa 1 - D_obs / D_exp with disagreement weights none, linear or quadratic.

    Chance keeps each country to its own habits. Undefined when both always cast one and the same vote.
    """
    return _corrected(np.asarray(table, dtype=float), DISTANCES[weights], pooled=False)


def scott_pi(table: npt.ArrayLike) -> Estimate:
    """Scott's pi: as unweighted kappa, with one habit for both, the mean of their margins."""
    return _corrected(np.asarray(table, dtype=float), DISTANCES["none"], pooled=True)


def _corrected(counts: Floats, distance: Floats, *, pooled: bool) -> Estimate:
    """1 - D_obs / D_exp, with the interval of the delta method (no draws, so the same every time)."""
    n = counts.sum()
    p = counts / n if n else counts
    rows, columns = p.sum(axis=1), p.sum(axis=0)
    if pooled:
        rows = columns = (rows + columns) / 2.0
    observed, expected = (p * distance).sum(), rows @ distance @ columns
    if expected <= 0:
        return Estimate(None, None, None)
    value = 1.0 - observed / expected
    # How D_exp moves with each cell; the mean of the margins moves by half in its row and half in its column,
    # twice over, which comes to the same expression because the distances are symmetric.
    pull = np.add.outer(distance @ columns, rows @ distance)
    slope = observed / expected**2 * pull - distance / expected
    variance = ((p * slope**2).sum() - (p * slope).sum() ** 2) / n
    if variance <= 1e-15:
        return Estimate(float(value), None, None)
    reach = Z95 * math.sqrt(variance)
    return Estimate(float(value), float(max(-1.0, value - reach)), float(min(1.0, value + reach)))
