"""`coverage`: which side of a flow recorded it, by pair and year."""

from __future__ import annotations

import numpy as np
import pandas as pd

from etl.contract.frames import Tables, conform
from etl.contract.tables import TABLES
from etl.derive.current import recorded_trade


def coverage(tables: Tables) -> pd.DataFrame:
    """`coverage`: the best status of each side's record, for each pair of countries and each year."""
    trade = recorded_trade(tables)
    countries = tables["countries"]
    real = set(countries.loc[countries["country_kind"] == "country", "id"])
    rows = trade[(trade["commodity"] == "TOTAL") & trade["exporter"].isin(real) & trade["importer"].isin(real)]
    order = {s: i for i, s in enumerate(("A", "V", "E", "M"))}
    best = rows.assign(order=rows["obs_status"].map(order)).sort_values("order", kind="stable")
    best = best.drop_duplicates(["exporter", "importer", "period", "recorded_by"])
    wide = best.pivot_table(
        index=["exporter", "importer", "period"], columns="recorded_by", values="obs_status", aggfunc="first"
    ).reindex(columns=["exporter", "importer"])
    wide.columns = pd.Index(["exporter_recorded", "importer_recorded"])
    frame = wide.reset_index()
    has = {c: frame[c].notna() & (frame[c] != "M") for c in wide.columns}
    a, b = has["exporter_recorded"], has["importer_recorded"]
    frame["who"] = np.select([a & b, a, b], ["both", "exporter", "importer"], "nobody")
    return conform(TABLES["coverage"], frame)
