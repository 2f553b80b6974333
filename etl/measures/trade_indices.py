"""Indices of goods trade: shares, balance, intensity, concentration, comparative advantage, overlap, rank.

Money in and out is in one unit, whatever it is: every index here is free of units. Names follow docs/METHODS.md:
reporter or exporter i, partner or importer j, product k, world w. A balance sets exports FOB against imports
CIF unless the caller has taken freight out: say so beside it.
"""

from __future__ import annotations

import math

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]


def shares(values: npt.ArrayLike) -> Floats:
    """Each value over the sum of all, same shape; NaN everywhere when the sum is not positive."""
    x = np.asarray(values, dtype=float)
    total = x.sum()
    return x / total if total > 0 else np.full_like(x, np.nan)


def balance(exports: float, imports: float) -> float:
    """Exports less imports, in the unit given."""
    return exports - imports


def normalised_balance(exports: float, imports: float) -> float | None:
    """(x - m) / (x + m), from -1 (only imports) to 1 (only exports); None without trade."""
    total = exports + imports
    return (exports - imports) / total if total > 0 else None


def trade_intensity(flow: float, exports: float, partner_imports: float, world: float) -> float | None:
    """(x_ij / X_i) / (M_j / W), the variant that leaves the reporter in the world.

    `flow` x_ij, `exports` X_i of the reporter, `partner_imports` M_j, `world` W, all in one unit. 1 = as the
    partner's weight in world trade lets expect. None when a denominator is not positive.
    """
    return _ratio_of_shares(flow, exports, partner_imports, world)


def trade_intensity_without_reporter(flow: float, exports: float, partner_imports: float, world: float) -> float | None:
    """(x_ij / X_i) / ((M_j - x_ij) / (W - X_i)), the variant that takes the reporter out of the world."""
    return _ratio_of_shares(flow, exports, partner_imports - flow, world - exports)


def herfindahl(values: npt.ArrayLike) -> float | None:
    """Sum of squared shares, from 1/n (even) to 1 (one partner); None without trade."""
    part = shares(values)
    return None if np.isnan(part).any() else float(part @ part)


def herfindahl_normalised(values: npt.ArrayLike, n: int | None = None) -> float | None:
    """UNCTAD's form (sqrt(H) - sqrt(1/n)) / (1 - sqrt(1/n)), from 0 to 1.

    `n` is the number of partners (or products) that could trade; without it, those that do. None without
    trade or with n = 1.
    """
    h = herfindahl(values)
    count = int((np.asarray(values, dtype=float) > 0).sum()) if n is None else n
    if h is None or count < 2:
        return None
    even = math.sqrt(1.0 / count)
    return (math.sqrt(h) - even) / (1.0 - even)


def revealed_advantage(exports: npt.ArrayLike) -> Floats:
    """Balassa's (x_ik / X_i) / (x_wk / X_w) from a table of exporters (rows) by products (columns).

    The world is the sum of the rows. NaN where an exporter sells nothing or nobody sells the product. State
    the HS level of the products.
    """
    x = np.asarray(exports, dtype=float)
    own, world = x.sum(axis=1, keepdims=True), x.sum(axis=0, keepdims=True) / x.sum()
    with np.errstate(divide="ignore", invalid="ignore"):
        result: Floats = np.where((own > 0) & (world > 0), x / own / world, np.nan)
    return result


def complementarity(exports_by_product: npt.ArrayLike, imports_by_product: npt.ArrayLike) -> float | None:
    """100 (1 - 1/2 sum |m_jk - x_ik|) over product shares, from 0 to 100; None when one side has no trade."""
    gaps = np.abs(shares(imports_by_product) - shares(exports_by_product))
    return None if np.isnan(gaps).any() else float(100.0 * (1.0 - gaps.sum() / 2.0))


def grubel_lloyd(exports: npt.ArrayLike, imports: npt.ArrayLike) -> Floats:
    """1 - |X - M| / (X + M) for each product, from 0 (one way) to 1 (both ways alike); NaN without trade."""
    x, m = np.asarray(exports, dtype=float), np.asarray(imports, dtype=float)
    both = x + m
    with np.errstate(divide="ignore", invalid="ignore"):
        result: Floats = np.where(both > 0, 1.0 - np.abs(x - m) / both, np.nan)
    return result


def grubel_lloyd_aggregate(exports: npt.ArrayLike, imports: npt.ArrayLike) -> float | None:
    """1 - sum |X - M| / sum (X + M) over products; None without trade."""
    x, m = np.asarray(exports, dtype=float), np.asarray(imports, dtype=float)
    total = (x + m).sum()
    return float(1.0 - np.abs(x - m).sum() / total) if total > 0 else None


def competition_rank(values: npt.ArrayLike) -> npt.NDArray[np.int64]:
    """Rank in descending order; ties share the better ("min") rank: 1 + how many are strictly larger.

    Whole dollars are compared as whole numbers, so no rounding can part a tie.
    """
    x = np.asarray(values)
    if np.isnan(x.astype(float)).any():
        raise ValueError("a missing value has no rank: leave it out and count it as missing")
    return (x.size - np.searchsorted(np.sort(x), x, side="right") + 1).astype(np.int64)


def _ratio_of_shares(part: float, whole: float, other_part: float, other_whole: float) -> float | None:
    if whole <= 0 or other_part <= 0 or other_whole <= 0:
        return None
    return (part / whole) / (other_part / other_whole)
