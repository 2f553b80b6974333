"""Rows of the article's pair, chosen from the tables of trade: for several charts."""

from __future__ import annotations

import pandas as pd

from dashboard.charts import frames, sides
from dashboard.charts.base import TableMap

# the scopes of a figure that cover a country's whole trade, as far as its books do; others are a part of it
WHOLE_TRADE = r"all goods( \(IMF coverage\))?|non-oil|as recorded by .+"
_CELL_BASIS = {"A": "observed", "E": "imputed", "V": "unvalidated"}


def current(tables: TableMap, direction: str) -> pd.DataFrame:
    """Rows of `trade` with a value from one side to the other, in the newest vintage of each source."""
    exporter, importer = sides.pair(tables).ways[direction]
    rows = frames.known(frames.of(tables["trade"], exporter=exporter, importer=importer), "value_usd")
    return rows[rows["current"].fillna(True)]


def flow(tables: TableMap, direction: str) -> pd.DataFrame:
    """Those of all goods together."""
    rows = frames.of(current(tables, direction), commodity="TOTAL")
    named = dict(zip(("exporter", "importer"), sides.pair(tables).ways[direction], strict=True))
    return _alike(rows.assign(reporter=rows["recorded_by"].map(named)))


def turnover(tables: TableMap) -> pd.DataFrame:
    """Rows of `partner_ranks` that hold a total of both directions from one data set of `trade`."""
    ranks, both = tables["partner_ranks"], sides.pair(tables)
    rows = frames.of(ranks[ranks["reporter"].isin(both.ids) & ranks["partner"].isin(both.ids)], flow="total")
    rows = frames.known(frames.of(rows, basis="as_recorded"), "value_usd")
    rows = rows[rows["source"].isin(set(tables["trade"]["source"]))]
    # one data set may be listed under both reporters with the same two cells
    rows = rows.assign(party=rows["reporter"].map({both.first: 1, both.second: 2}))
    ordered = rows.sort_values(["source", "period", "party"], kind="stable")
    return _alike(ordered.drop_duplicates(["source", "period", "calendar", "value_usd"]))


def _alike(rows: pd.DataFrame) -> pd.DataFrame:
    return rows.assign(
        series=rows["source"],
        cell_basis=rows["obs_status"].map(_CELL_BASIS).fillna("imputed"),  # of unknown status: drawn as an estimate
        value_low_usd=rows["value_usd"],
        value_high_usd=rows["value_usd"],
        scope=None,
        reading_confidence=None,
        forecast=False,
    )


def printed(tables: TableMap, direction: str) -> pd.DataFrame:
    """Rows of `official_figures` with a value for the pair's whole trade, seen from either side.

    Groups of countries are left out, and figures of some goods alone.
    """
    figures, both = tables["official_figures"], sides.pair(tables)
    exporter, importer = (None, None) if direction == "both" else both.ways[direction]
    flows = figures["reporter"].map({c: {exporter: "export", importer: "import"}.get(c, "total") for c in both.ids})
    rows = figures[figures["partner"].isin(both.ids) & (figures["flow"] == flows)]
    rows = rows[rows["value_usd"].notna() & rows["scope"].str.fullmatch(WHOLE_TRADE, na=False)]
    # a value that is printed once is its own interval, and what nobody calls a forecast is none
    ends = {end: rows[end].fillna(rows["value_usd"]) for end in ("value_low_usd", "value_high_usd")}
    return rows.assign(source="official_statements", forecast=rows["forecast"].fillna(False).astype(bool), **ends)
