"""Intervals by resampling: how far a chance-corrected agreement moves when the roll calls are drawn again.

The draws are those of numpy's legacy generator, whose stream is frozen, seeded by the number of roll calls: the same
votes give the same interval on every machine, and every pair is drawn alike (common random numbers). Only counts are
drawn; the ends are order statistics, nothing is interpolated.
"""

from __future__ import annotations

from itertools import pairwise
from typing import Any

import numpy as np
import numpy.typing as npt

from etl.measures.arrays import Floats, Ints
from etl.measures.votes import DISTANCES, Estimate

DRAWS = 400
TAIL = 0.025


def resampled_kappas(tables: npt.ArrayLike, weights: str, draws: int = DRAWS) -> list[Estimate]:
    """Kappa of each 3 x 3 table of counts with a 95 % interval from `draws` resamplings of its roll calls.

    `tables` are (tables, 3, 3); those of equally many roll calls share their draws. Undefined as in
    `etl.measures.votes.kappa`; no interval where no draw moves it. Source: Efron 1979, percentile interval. Draws in
    which both always cast one and the same vote are left out.
    """
    counts, distance = np.asarray(tables, dtype=np.int64).reshape(-1, 9), DISTANCES[weights]
    values, calls = _kappas(counts[..., None], distance)[:, 0].tolist(), counts.sum(axis=1)
    out: dict[int, Estimate] = {}
    for size in np.unique(calls).tolist():
        alike = np.flatnonzero(calls == size)
        kappas = np.sort(_kappas(_drawn(counts[alike], draws), distance), axis=1)  # what is undefined comes last
        defined = np.isfinite(kappas).sum(axis=1).tolist()
        for at, row, known in zip(alike.tolist(), kappas, defined, strict=True):
            out[at] = _estimate(values[at], row[:known])
    return [out[at] for at in range(len(counts))]


def _estimate(value: float, kappas: Floats) -> Estimate:
    """An estimate from the value of a table and the sorted values of its draws."""
    if np.isnan(value):
        return Estimate(None, None, None)
    if not len(kappas) or kappas[-1] - kappas[0] <= 1e-12:
        return Estimate(value, None, None)
    cut = int(TAIL * len(kappas))
    return Estimate(value, float(kappas[cut]), float(kappas[len(kappas) - 1 - cut]))


def _drawn(counts: Ints, draws: int) -> npt.NDArray[np.int16]:
    """(tables, 9, draws): the roll calls of each of `counts` (tables, 9) drawn with replacement; all have equally many.

    Of each draw it is counted how many calls come before each place; a table takes those at the ends of its cells.
    """
    calls = int(counts[0].sum())
    places = _places(calls, draws) * np.intp(draws) + np.arange(draws, 2 * draws)[:, None]
    before = np.bincount(places.ravel(), minlength=(calls + 1) * draws).astype(np.int16).reshape(calls + 1, draws)
    for earlier, later in pairwise(before):  # half as long as a cumsum across rows
        later += earlier
    cells = before[counts.cumsum(axis=1)]
    cells[:, 1:] -= cells[:, :-1].copy()
    return cells


def _places(calls: int, draws: int) -> npt.NDArray[np.uint16]:
    """`RandomState(calls).randint(0, calls, (draws, calls))`, which masks and rejects one by one, in half the time."""
    size, mask = draws * calls, (1 << (calls - 1).bit_length()) - 1
    found = np.empty(0, dtype=np.uint16)
    _GENERATOR.seed(calls)
    while len(found) < size:
        words = _GENERATOR.randint(0, 2**32, size=size * (mask + 1) // calls + size // 50 + 99, dtype=np.uint32)
        words = words.astype(np.uint16) & np.uint16(mask)
        found = np.concatenate([found, np.compress(words < calls, words)])
    return found[:size].reshape(draws, calls)


_GENERATOR = np.random.RandomState()  # to make one takes longer than to seed it


def _kappas(tables: npt.NDArray[Any], distance: Floats) -> Floats:
    """(tables, draws): kappa of `tables` of nine counts (tables, 9, draws); NaN where it is undefined."""
    # one product for the distances and both margins; of counts, so that every sum is exact
    sums = np.vstack([distance.ravel(), (_ROWS @ distance).T, _COLUMNS.T, np.ones(9)]) @ tables.astype(np.float64)
    expected = sums[:, 1] * sums[:, 4] + sums[:, 2] * sums[:, 5] + sums[:, 3] * sums[:, 6]
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.where(expected > 0, 1.0 - sums[:, 7] * sums[:, 0] / expected, np.nan)


_ROWS, _COLUMNS = np.repeat(np.eye(3), 3, axis=0), np.tile(np.eye(3), (3, 1))  # from nine cells to their margins
