"""`alignment_medians`: the pair's agreement beyond chance against comparable pairs, year by year."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pandas as pd

from etl.contract.pair import pair_of
from etl.contract.schema import conform
from etl.contract.tables import TABLES
from etl.derive.roll_calls import YARDSTICK, YEARLY


def alignment_medians(tables: Mapping[str, pd.DataFrame], beside: Sequence[str]) -> pd.DataFrame:
    """Frame of `alignment_medians` from the yearly rows of `alignment` that are made of roll calls by resolution.

    The other pairs are those of each of the two with the countries `beside`.
    """
    held, pair = tables["alignment"], pair_of(tables)
    rows = held[(held["yardstick"] == YARDSTICK) & (held["vote_set"] == YEARLY) & held["value"].notna()]
    out = []
    for (year, source), some in rows.groupby(["year", "source"], sort=True):
        own = some[(some["country_a"] == pair.first) & (some["country_b"] == pair.second)]
        others = some[some["country_b"].isin(beside)]["value"]
        if len(own) and len(others):
            row = own.iloc[0]
            median = float(others.median())
            out.append(
                {
                    "year": year,
                    "source": source,
                    "yardstick": YARDSTICK,
                    **{c: row[c] for c in ("value", "value_low", "value_high", "both_voted")},
                    "median_others": median,
                    "pairs": len(others),
                    "below": bool(median - float(row["value"]) > 1e-9),
                }
            )
    return conform(TABLES["alignment_medians"], pd.DataFrame(out, columns=TABLES["alignment_medians"].names))
