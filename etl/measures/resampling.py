"""Intervals by resampling: how far a chance-corrected agreement moves when the roll calls are drawn again.

The draws are those of numpy's legacy generator, whose stream is frozen, from a seed of the caller's: the same votes
give the same interval on every machine. Only counts are drawn; the ends are order statistics, nothing is interpolated.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from etl.measures.votes import DISTANCES, Estimate, kappa

Counts = npt.NDArray[np.int64]
DRAWS = 400
TAIL = 0.025


def resampled_kappa(table: npt.ArrayLike, weights: str, seed: int, draws: int = DRAWS) -> Estimate:
    """Kappa of a 3 x 3 table of counts with a 95 % interval from `draws` resamplings of its roll calls.

    Undefined as in `etl.measures.votes.kappa`; no interval where no draw moves it. Source: Efron 1979, percentile
    interval. Draws in which both always cast one and the same vote are left out.
    """
    counts = np.asarray(table, dtype=np.int64)
    value = kappa(counts, weights).value
    if value is None:
        return Estimate(None, None, None)
    found = np.sort(_kappas(_drawn(counts, seed, draws), DISTANCES[weights]))
    if not len(found) or found[-1] - found[0] <= 1e-12:
        return Estimate(value, None, None)
    cut = int(TAIL * len(found))
    return Estimate(value, float(found[cut]), float(found[len(found) - 1 - cut]))


def _drawn(counts: Counts, seed: int, draws: int) -> Counts:
    """`draws` tables of the same number of roll calls, drawn with replacement; (draws, 3, 3)."""
    cells = np.repeat(np.arange(9), counts.ravel())
    picked = cells[np.random.RandomState(seed).randint(0, len(cells), size=(draws, len(cells)))]
    flat = np.bincount((picked + 9 * np.arange(draws)[:, None]).ravel(), minlength=9 * draws)
    return flat.reshape(draws, 3, 3)


def _kappas(tables: Counts, distance: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
    shares = tables / tables.sum(axis=(1, 2), keepdims=True)
    observed = (shares * distance).sum(axis=(1, 2))
    expected = np.einsum("di,ij,dj->d", shares.sum(axis=2), distance, shares.sum(axis=1))
    defined = expected > 1e-12
    return np.asarray(1.0 - observed[defined] / expected[defined])
