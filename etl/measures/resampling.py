"""Intervals by resampling: how far a chance-corrected agreement moves when the roll calls are drawn again.

The draws are those of numpy's legacy generator, whose stream is frozen, seeded by the number of roll calls: the same
votes give the same interval on every machine, and every pair is drawn alike (common random numbers). Only counts are
drawn; the ends are order statistics, nothing is interpolated.
"""

from __future__ import annotations

from functools import lru_cache

import numpy as np
import numpy.typing as npt

from etl.measures.votes import DISTANCES, Estimate, kappa

Counts = npt.NDArray[np.int64]
DRAWS = 400
TAIL = 0.025


def resampled_kappa(table: npt.ArrayLike, weights: str, draws: int = DRAWS) -> Estimate:
    """Kappa of a 3 x 3 table of counts with a 95 % interval from `draws` resamplings of its roll calls.

    Tables of equally many roll calls share their draws. Undefined as in `etl.measures.votes.kappa`; no interval where
    no draw moves it. Source: Efron 1979, percentile interval. Draws in which both always cast one and the same vote are
    left out.
    """
    counts = np.asarray(table, dtype=np.int64)
    value = kappa(counts, weights).value
    if value is None:
        return Estimate(None, None, None)
    found = np.sort(_kappas(_drawn(counts, draws), DISTANCES[weights]))
    if not len(found) or found[-1] - found[0] <= 1e-12:
        return Estimate(value, None, None)
    cut = int(TAIL * len(found))
    return Estimate(value, float(found[cut]), float(found[len(found) - 1 - cut]))


def _drawn(counts: Counts, draws: int) -> Counts:
    """`draws` tables of the same number of roll calls, drawn with replacement; (draws, 3, 3)."""
    ends = counts.ravel().cumsum()
    cells: Counts = _below(int(ends[-1]), draws)[:, ends].astype(np.int64)
    cells[:, 1:] -= cells[:, :-1].copy()
    return cells.reshape(draws, 3, 3)


@lru_cache(maxsize=256)  # a session has at most a few hundred roll calls
def _below(calls: int, draws: int) -> npt.NDArray[np.int16]:
    """How many of the calls of each draw come before each place of a list of `calls`; (draws, calls + 1)."""
    places = np.random.RandomState(calls).randint(0, calls, size=(draws, calls))
    places += (calls + 1) * np.arange(draws)[:, None] + 1
    counts = np.bincount(places.ravel(), minlength=(calls + 1) * draws)
    return counts.reshape(draws, calls + 1).cumsum(axis=1, dtype=np.int16)


def _kappas(tables: Counts, distance: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
    shares = tables.reshape(-1, 9) / tables[0].sum()
    expected = (shares @ _ROWS @ distance * (shares @ _COLUMNS)).sum(axis=1)
    defined = expected > 1e-12
    return np.asarray(1.0 - (shares @ distance.ravel())[defined] / expected[defined])


_ROWS, _COLUMNS = np.repeat(np.eye(3), 3, axis=0), np.tile(np.eye(3), (3, 1))  # from nine cells to their margins
