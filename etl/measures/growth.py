"""Growth of an annual series.

Values are money of one kind (state whether current or constant US dollars); years are whole numbers. Missing
is NaN in and NaN or None out: growth is never measured across a gap as if it were one year. Ranks within a
year do not depend on a deflator, growth does. Source of the definitions: docs/METHODS.md#trade-figures.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]


def year_on_year(years: npt.ArrayLike, values: npt.ArrayLike) -> Floats:
    """Change on the year before, as a fraction (0.1 = ten per cent), one per year, in the order given.

    NaN where the year before is not in the series, is missing, or is not positive.
    """
    now, before = _with_year_before(years, values)
    return now / before - 1.0


def log_difference(years: npt.ArrayLike, values: npt.ArrayLike) -> Floats:
    """ln(value) - ln(value of the year before), in log points; NaN as in `year_on_year`."""
    now, before = _with_year_before(years, values)
    change: Floats = np.log(np.where(now > 0, now, np.nan)) - np.log(before)
    return change


def cagr(first: float, last: float, years: float) -> float | None:
    """Compound annual growth rate (last / first)^(1 / years) - 1; None unless all three are positive."""
    if not (first > 0 and last > 0 and years > 0):
        return None
    return math.pow(last / first, 1.0 / years) - 1.0


def least_squares_rate(years: npt.ArrayLike, values: npt.ArrayLike) -> float | None:
    """exp(b) - 1, b the slope of ln(value) on the year, over the positive values; None with fewer than three.

    Unlike `cagr` it uses every year, and gaps do no harm.
    """
    x, y = np.asarray(years, dtype=float), np.asarray(values, dtype=float)
    keep = y > 0
    if keep.sum() < 3:
        return None
    x, logs = x[keep] - x[keep].mean(), np.log(y[keep])
    return float(np.expm1(x @ logs / (x @ x)))


def _with_year_before(years: npt.ArrayLike, values: npt.ArrayLike) -> tuple[Floats, Floats]:
    """The values, and for each the positive value of the year before or NaN."""
    names: Sequence[int] = [int(year) for year in np.asarray(years).tolist()]
    now = np.asarray(values, dtype=float)
    if len(names) != len(set(names)) or len(names) != now.size:
        raise ValueError("growth needs one value for each year, and each year once")
    by_year = dict(zip(names, now.tolist(), strict=True))
    before = np.array([by_year.get(year - 1, math.nan) for year in names], dtype=float)
    return now, np.where(before > 0, before, np.nan)
