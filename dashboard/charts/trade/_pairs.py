"""Rows of the pair Russia-Iran, chosen from the tables of trade: for several charts."""

from __future__ import annotations

import pandas as pd

from dashboard.charts.base import TableMap

TO_IRAN, TO_RUSSIA = ("RUS", "IRN"), ("IRN", "RUS")  # exporter, importer
DIRECTIONS = {"to_iran": TO_IRAN, "to_russia": TO_RUSSIA}
_BASIS = {"A": "observed", "E": "imputed", "V": "unvalidated"}


def flow(tables: TableMap, direction: str) -> pd.DataFrame:
    """Rows of `trade` for all goods from one side to the other, in the newest vintage of each source."""
    exporter, importer = DIRECTIONS[direction]
    trade = tables["trade"]
    rows = trade[(trade["exporter"] == exporter) & (trade["importer"] == importer) & (trade["commodity"] == "TOTAL")]
    rows = rows[rows["current"].fillna(True) & rows["value_usd"].notna()]
    reporter = rows["recorded_by"].map({"exporter": exporter, "importer": importer})
    return _alike(rows.assign(reporter=reporter))


def turnover(tables: TableMap) -> pd.DataFrame:
    """Rows of `partner_ranks` that hold a total of both directions from one data set of `trade`."""
    ranks = tables["partner_ranks"]
    pair = ((ranks["reporter"] == "RUS") & (ranks["partner"] == "IRN")) | (
        (ranks["reporter"] == "IRN") & (ranks["partner"] == "RUS")
    )
    rows = ranks[pair & (ranks["flow"] == "total") & (ranks["basis"] == "as_recorded") & ranks["value_usd"].notna()]
    rows = rows[rows["source"].isin(set(tables["trade"]["source"]))]
    # one data set may stand under both reporters with the same two cells
    ordered = rows.sort_values(["source", "period", "reporter"], ascending=[True, True, False], kind="stable")
    return _alike(ordered.drop_duplicates(["source", "period", "calendar", "value_usd"]))


def _alike(rows: pd.DataFrame) -> pd.DataFrame:
    return rows.assign(
        series=rows["source"],
        cell_basis=rows["obs_status"].map(_BASIS).fillna("imputed"),  # of unknown status: drawn as an estimate
        value_low_usd=rows["value_usd"],
        value_high_usd=rows["value_usd"],
        scope=None,
        reading_confidence=None,
        forecast=False,
    )


def printed(tables: TableMap, direction: str) -> pd.DataFrame:
    """Rows of `official_figures` with a value for the pair, seen from either side; groups of countries are left out."""
    figures = tables["official_figures"]
    by_iran = (figures["reporter"] == "IRN") & (figures["partner"] == "RUS")
    by_russia = (figures["reporter"] == "RUS") & (figures["partner"] == "IRN")
    wanted = {"both": ("total", "total"), "to_iran": ("import", "export"), "to_russia": ("export", "import")}
    iran, russia = wanted[direction]
    rows = figures[(by_iran & (figures["flow"] == iran)) | (by_russia & (figures["flow"] == russia))]
    return rows[rows["value_usd"].notna()].assign(source="official_statements")
