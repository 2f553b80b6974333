"""What a package for the public leaves out of sources whose rows may not be passed on.

Such a source ("derived-only") enters ranks, shares and gaps. Its rows of `trade` stay home, and so do its values where
they stand in derived tables: money cells and sentences that name them. Ranks, shares, ratios and gaps remain.
"""

from __future__ import annotations

from collections.abc import Iterable

import pandas as pd

from etl.contract.tables import TABLES
from etl.sources.bundled import Tables

# column that names the source of the cell -> table -> columns that hold its values
_BY_COLUMN: dict[str, dict[str, tuple[str, ...]]] = {
    "source": {
        "partner_ranks": ("value_usd", "gap_above_usd", "gap_below_usd"),
        "rank_uncertainty": ("value_usd",),
        "trade_ties": ("value_usd", "total_usd"),
        "revisions": ("old_value", "new_value"),
        "anomalies": ("value_usd", "value_low_usd", "value_high_usd", "world_total_usd"),
    },
    "mirror_source": {"anomalies": ("mirror_usd",)},
    "export_source": {"mirror_gaps": ("export_usd", "reconciled_usd")},
    "import_source": {"mirror_gaps": ("import_usd", "reconciled_usd")},
    "series": {
        "counterfactuals": ("actual", "band_low", "band_centre", "band_high"),
        "date_tests": ("actual", "band_low", "band_centre", "band_high"),
    },
}
# sentences that name a value: here the words of the column's own description stand in for it
_SENTENCES = {
    "anomalies": ("source", "sentence"),
    "date_tests": ("series", "sentence"),
    "evidence": ("root", "summary"),
}


def public(tables: Tables, kept_home: Iterable[str], told: str) -> Tables:
    """`tables` without what may not be passed on of the sources `kept_home`; `told` stands where a sentence stood."""
    home = set(kept_home)
    out = dict(tables)
    if not home:
        return out
    out["trade"] = tables["trade"][~tables["trade"]["source"].isin(home)]
    for named_by, cells in _BY_COLUMN.items():
        for name, columns in cells.items():
            out[name] = _blank(out[name], named_by, columns, home)
    for name, (named_by, column) in _SENTENCES.items():
        out[name] = _blank(out[name], named_by, (column,), home, told)
    return out


def _blank(
    frame: pd.DataFrame, named_by: str, columns: tuple[str, ...], home: set[str], told: str | None = None
) -> pd.DataFrame:
    # a series may add whose books it holds: comtrade:RUS
    hit = frame[named_by].fillna("").str.partition(":")[0].isin(home) if len(frame) else pd.Series(dtype=bool)
    if not hit.any():
        return frame
    frame = frame.copy()
    for column in columns:
        frame.loc[hit, column] = told if told is not None else pd.NA
    return frame


def columns() -> set[tuple[str, str]]:
    """Every (table, column) that is blanked: the registry test holds them against the tables."""
    named = {(t, c) for cells in _BY_COLUMN.values() for t, cs in cells.items() for c in cs}
    return named | {(t, column) for t, (_, column) in _SENTENCES.items()}


def unknown() -> set[tuple[str, str]]:
    """Blanked columns that no table has: empty, or a table was renamed."""
    return {(t, c) for t, c in columns() if t not in TABLES or c not in TABLES[t].names}
