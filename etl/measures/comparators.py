"""Difference to comparators: a mix of untreated units that follows the treated one beforehand.

Synthetic control on outcomes alone: weights on the simplex by non-negative least squares, no predictor search. What
comes out is a difference to comparators, never the effect of an event: every donor was touched by it too. Source:
docs/METHODS.md#cause; Abadie, Diamond and Hainmueller 2010.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from etl.measures.arrays import Floats
from etl.measures.donor_pools import Pool, without
from etl.measures.least_squares import non_negative
from etl.measures.tolerance import above

POOR_FIT = 0.5  # of the treated unit's own spread before: beyond it the mix explains less than three quarters
LEAST_CORRELATION = 0.7  # on the years before the event that are not in the index base
FEWEST_TOLD = 3  # such years: a correlation of two points is always whole
_NOTHING = 1e-9
# An error below a ten-thousandth of the unit's own level is no error but luck of the fit: with more donors than years
# a mix can be exact, and then the denominator would be the processor's rounding error.
EXACT = 1e-4


@dataclass(frozen=True, kw_only=True)
class Fit:
    """A synthetic control, in the unit of the outcome; `gaps` = treated less comparator, year by year.

    `error_ratio` is the error after over the error before, neither taken as smaller than `EXACT` allows. On the years
    before the event outside the index base: `fit_correlation` of unit and mix, the mix's `fit_error` and that of the
    plain mean of all donors, `plain_error`; None with fewer than three such years. `poor_fit` says that the mix did not
    follow the unit even before, and that nothing can be told from it.
    """

    weights: dict[str, float]
    comparator: tuple[float, ...]
    gaps: tuple[float, ...]
    mean_gap: float
    rmse_before: float
    rmse_after: float
    error_ratio: float
    poor_fit: bool
    fit_correlation: float | None = None
    fit_error: float | None = None
    plain_error: float | None = None


def simplex_weights(target: npt.ArrayLike, donors: npt.ArrayLike) -> Floats:
    """Weights w >= 0 with sum 1 that minimise |donors w - target|.

    With the weights summing to one the residual is (donors - target) w; non-negative least squares on that
    matrix with one more row asking for the sum finds a multiple of the exact solution, so no penalty needs
    tuning.
    """
    y, x = np.asarray(target, dtype=float), np.asarray(donors, dtype=float)
    residuals = x - y[:, None]
    scale = np.abs(residuals).max() or 1.0
    matrix = np.vstack([residuals / scale, np.ones(x.shape[1])])
    weights = non_negative(matrix, np.append(np.zeros(y.size), 1.0))
    weights /= weights.sum()
    return weights


def synthetic_control(units: Pool, base: Collection[int] = ()) -> Fit:
    """Fit the mix to the years before the event and follow it afterwards; `base` are the years of the index."""
    weights, comparator, gaps = mixed(units)
    error, later, ratio = errors(units, gaps)
    return Fit(
        weights=dict(zip(units.names, weights.tolist(), strict=True)),
        comparator=tuple(comparator.tolist()),
        gaps=tuple(gaps.tolist()),
        mean_gap=float(gaps[~units.before].mean()),
        rmse_before=error,
        rmse_after=later,
        error_ratio=ratio,
        **_followed(units, comparator, base, error),
    )


def mixed(units: Pool) -> tuple[Floats, Floats, Floats]:
    """The weights of the donors, their mix, and what the unit has above it, year by year."""
    weights = simplex_weights(units.treated[units.before], units.donors[units.before])
    comparator = units.donors @ weights
    return weights, comparator, units.treated - comparator


def errors(units: Pool, gaps: Floats) -> tuple[float, float, float]:
    """Root mean square of the gaps before and after the event, and how many times the second is the first."""
    error, later = (float(np.sqrt(np.mean(gaps[part] ** 2))) for part in (units.before, ~units.before))
    exact = EXACT * float(np.abs(units.treated).max() or 1.0)
    return error, later, max(later, exact) / max(error, exact)


def _followed(units: Pool, comparator: Floats, base: Collection[int], error: float) -> dict[str, Any]:
    """Whether the mix followed the unit before, in all years and in those that the index does not force together."""
    free = units.before & ~np.isin(units.years, list(base))
    if free.sum() < FEWEST_TOLD:
        return {"poor_fit": True}
    own, mix, plain = units.treated[free], comparator[free], units.donors[free].mean(axis=1)
    level = float(np.abs(units.treated).max() or 1.0)
    flat = min(own.std(), mix.std()) <= _NOTHING * level
    correlation = 0.0 if flat else float(np.corrcoef(own, mix)[0, 1])
    fit_error, plain_error = (float(np.sqrt(np.mean((own - other) ** 2))) for other in (mix, plain))
    follows = not above(LEAST_CORRELATION, correlation) and fit_error < plain_error - _NOTHING * level
    return {
        "poor_fit": not follows or error > POOR_FIT * float(units.treated[units.before].std()),
        "fit_correlation": correlation,
        "fit_error": fit_error,
        "plain_error": plain_error,
    }


def difference_in_differences(units: Pool) -> float:
    """Change of the treated unit's mean less that of the plain mean of all donors, in the outcome's unit."""
    gaps = units.treated - units.donors.mean(axis=1)
    return float(gaps[~units.before].mean() - gaps[units.before].mean())


def leave_one_out(units: Pool, fit: Fit) -> dict[str, float]:
    """Mean gap without each donor that carries weight; one that decides alone shows here. None of a single donor."""
    carrying = [i for i, name in enumerate(units.names) if fit.weights[name] > _NOTHING and len(units.names) > 1]
    return {units.names[i]: float(mixed(without(units, i))[2][~units.before].mean()) for i in carrying}
