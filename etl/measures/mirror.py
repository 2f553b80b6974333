"""Two records of one flow: the exporter's (FOB) and the importer's (CIF).

Freight and insurance are taken out of the importer's value by a factor: 1.06 is the present convention of
the IMF, 1.10 the older one, 1.00 none. That is a sensitivity, not a truth. A total of one reporter and a
value of a partner are never added. Source: docs/METHODS.md#trade-figures.
"""

from __future__ import annotations

import numpy as np
import pandas as pd

PRESENT_FACTOR = 1.06
FACTORS = (1.00, PRESENT_FACTOR, 1.10)
_PAIR = ["exporter", "importer", "period"]


def typical_gap(gaps: pd.Series[float], at_least: int = 10) -> float | None:
    """Median |gap| in log points over the gaps that are known; None with fewer than `at_least` of them."""
    known = gaps.dropna().abs()
    return float(known.median()) if len(known) >= at_least else None


def mirror_gaps(trade: pd.DataFrame, factor: float = PRESENT_FACTOR) -> pd.DataFrame:
    """Both records of every flow, side by side.

    `trade`: one row per record (exporter, importer, period, recorded_by, value_usd, obs_status, source), of
    one commodity and one vintage; remainders are the caller's to leave out. Each exporter's record meets each
    importer's record of the same pair and period, whatever the sources; a lone record keeps its row.
    Out: exporter, importer, period, export_usd, export_status, export_source, the same for import, factor,
    ratio and gap_log (Float64), reconciled_usd (Int64), mirror_only, observed (both sides with status A);
    sorted by pair, period and source.
    """
    known = trade[trade["value_usd"].notna()]
    sides = [_side(known, by, name) for by, name in (("exporter", "export"), ("importer", "import"))]
    both = sides[0].merge(sides[1], on=_PAIR, how="outer")
    both["mirror_only"] = both["export_usd"].isna() | both["import_usd"].isna()
    both["observed"] = ((both["export_status"] == "A") & (both["import_status"] == "A")).fillna(False).astype(bool)
    both = at_factor(both, factor)
    return both.sort_values([*_PAIR, "export_source", "import_source"], kind="stable", ignore_index=True)


def at_factor(both: pd.DataFrame, factor: float) -> pd.DataFrame:
    """`both` records side by side (a frame of `mirror_gaps`) with the columns that hang on the freight factor.

    The gap is ln(M / factor) - ln(X) in log points, 0 = both agree, and the ratio M / X as recorded; missing when a
    side is, or where a zero has no log or divides nothing. Reconciled is sqrt(X * M / factor), and with one side
    missing the other as recorded.
    """
    x, m = (both[f"{side}_usd"].to_numpy(dtype=float, na_value=np.nan) for side in ("export", "import"))
    positive = (x > 0) & (m > 0)
    with np.errstate(invalid="ignore", divide="ignore"):
        gaps = np.where(positive, np.log(np.where(positive, m, 1) / factor) - np.log(np.where(positive, x, 1)), np.nan)
        settled = np.sqrt(x * m / factor)
        ratios = np.where(x > 0, m / x, np.nan)
    lone = np.where(np.isnan(x), m, x)
    settled = np.rint(np.where(np.isnan(settled), lone, settled))
    return both.assign(
        factor=factor,
        ratio=pd.Series(ratios, index=both.index).astype("Float64"),
        gap_log=pd.Series(gaps, index=both.index).astype("Float64"),
        reconciled_usd=pd.Series(settled, index=both.index).astype("Float64").astype("Int64"),
    )


def _side(known: pd.DataFrame, recorded_by: str, name: str) -> pd.DataFrame:
    """The records of one side, with the columns that differ between the sides named after it."""
    columns = {"value_usd": f"{name}_usd", "obs_status": f"{name}_status", "source": f"{name}_source"}
    return known.loc[known["recorded_by"] == recorded_by, [*_PAIR, *columns]].rename(columns=columns)
