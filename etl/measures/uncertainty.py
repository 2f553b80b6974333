"""How firm a rank is: against noise of the size two reporters differ by, and against a change of one value.

Values are money in one unit, sigma and distances in log points (0.1 is about ten per cent). Noise is
log-normal about the recorded value (as the median) with the pair's own mirror gap as sigma, independent
between partners. Only partners that have a value take part; missing ones belong to the rank's bounds.
Source: docs/METHODS.md#ranks-under-uncertainty.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from etl.measures.arrays import Floats
from etl.measures.distributions import normal_cdf, normal_quantiles

# Equally likely values of the partner in question over which the exact count of partners above is averaged:
# deterministic, and within a few thousandths of the integral.
NODES = 401
_SURE = 1e-9


@dataclass(frozen=True, kw_only=True)
class RankDistribution:
    """`probabilities[r - 1]` is the probability of rank r; they sum to one."""

    probabilities: tuple[float, ...]

    def at_most(self, rank: int) -> float:
        """Probability of this rank or a better one."""
        return min(1.0, math.fsum(self.probabilities[: max(rank, 0)]))

    def interval(self, level: float = 0.90) -> tuple[int, int]:
        """(best, worst) rank of the central interval: at most (1 - level) / 2 lies beyond either end."""
        reached, tail = np.cumsum(self.probabilities), (1.0 - level) / 2.0
        places = np.searchsorted(reached, [tail, 1.0 - tail - _SURE])
        best, worst = np.minimum(places, len(self.probabilities) - 1) + 1
        return int(best), int(worst)


@dataclass(frozen=True, kw_only=True)
class FlipDistance:
    """Smallest change of the partner's value that changes its rank; None where no partner ranks on that side.

    `up_pct` reaches the next higher value (a tie takes the better rank), `down_pct` falls below the next
    lower one; `log_points` is the smaller of the two in logs, to be held against a mirror gap.
    """

    up_pct: float | None
    down_pct: float | None
    log_points: float | None


def rank_distribution(
    value: float, others: npt.ArrayLike, sigma: float, other_sigmas: npt.ArrayLike
) -> RankDistribution:
    """Distribution of the rank of `value` among itself and `others` (all positive) under noise.

    `other_sigmas`: one for each of `others`, or one for all. Given the partner's own value the partners
    above it are independent, so their number is an exact Poisson-binomial convolution; that is averaged
    over the own value.
    """
    logs = np.log(_positive(others))
    sigmas = np.broadcast_to(np.asarray(other_sigmas, dtype=float), logs.shape)
    own = math.log(_positive([value])[0]) + sigma * (normal_quantiles(NODES) if sigma else np.zeros(1))
    # the least and the most that each partner's chance can be, at the ends of the own values
    least, most = _chance_above(logs, sigmas, own[[-1, 0]])
    surely, either = int((least > 1 - _SURE).sum()), (least <= 1 - _SURE) & (most >= _SURE)
    open_ = _chance_above(logs[either], sigmas[either], own)
    chances = np.zeros(logs.size + 1)
    chances[surely : surely + open_.shape[1] + 1] = _count_above(open_)
    return RankDistribution(probabilities=tuple((chances / chances.sum()).tolist()))


def flip_distance(value: float, others: npt.ArrayLike) -> FlipDistance:
    """Distance of a positive `value` to the ranks above and below among `others`."""
    own, rest = _positive([value])[0], np.asarray(others, dtype=float)
    higher, lower = rest[rest > own], rest[rest <= own]
    up = float(higher.min() / own) if higher.size else None
    down = float(lower.max() / own) if lower.size else None
    return FlipDistance(
        up_pct=None if up is None else (up - 1.0) * 100.0,
        down_pct=None if down is None else (1.0 - down) * 100.0,
        log_points=min((abs(math.log(ratio)) for ratio in (up, down) if ratio), default=None),
    )


def resolvable(flip_log_points: float | None, typical_gap: float | None) -> bool:
    """Whether a rank is further from its neighbours than two reporters usually differ; False when not known."""
    return flip_log_points is not None and typical_gap is not None and flip_log_points > typical_gap


def _positive(values: npt.ArrayLike) -> Floats:
    array = np.asarray(values, dtype=float)
    if not (array > 0).all():
        raise ValueError("log-normal noise needs positive values: leave out missing and zero ones")
    return array


def _chance_above(logs: Floats, sigmas: Floats, own: Floats) -> Floats:
    """(nodes, partners): chance that each partner exceeds each own value; a tie does not."""
    ahead, noisy = logs[None, :] - own[:, None], sigmas > 0
    if noisy.all():
        return normal_cdf(ahead / sigmas)
    return np.where(noisy, normal_cdf(ahead / np.where(noisy, sigmas, 1.0)), (ahead > 0).astype(float))


def _count_above(above: Floats) -> Floats:
    """(partners + 1,): distribution of how many of the partners are above, averaged over the nodes."""
    nodes, partners = above.shape
    half = -(-partners // 2)
    chances = np.zeros((2, half, nodes))  # of an odd number one more is never above
    chances.reshape(2 * half, nodes)[:partners] = above.T
    # how many of one half are above and how many of the other are independent at each node: one product of two tables
    # averages over the nodes, and half the work of counting all partners one after another is saved
    one, two = _counts(chances.swapaxes(0, 1)).swapaxes(0, 1)
    both = one @ two.T / nodes
    total = np.add.outer(np.arange(half + 1), np.arange(half + 1))
    return np.bincount(total.ravel(), weights=both.ravel())[: partners + 1].astype(np.float64)


def _counts(chances: Floats) -> Floats:
    """(partners + 1, ...): distribution of how many are above, each with its own of `chances` (partners, ...)."""
    counts, room = np.zeros((len(chances) + 1, *chances.shape[1:])), np.empty(chances.shape)
    counts[0] = 1.0
    for count, chance in enumerate(chances, start=1):
        gains = np.multiply(counts[:count], chance, out=room[:count])
        counts[:count] -= gains
        counts[1 : count + 1] += gains
    return counts
