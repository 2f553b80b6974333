"""`alignment_medians`: the pair's agreement beyond chance against comparable pairs, year by year."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from etl.contract.schema import conform
from etl.contract.tables import TABLES
from etl.derive.roll_calls import PAIR, YARDSTICK, YEARLY

# Russia's and Iran's neighbours and largest partners that vote in the Assembly: sixteen pairs with the two
OTHERS = ("ARM", "AZE", "BLR", "CHN", "IND", "KAZ", "SYR", "TUR")


def alignment_medians(tables: Mapping[str, pd.DataFrame]) -> pd.DataFrame:
    """Frame of `alignment_medians` from the yearly rows of `alignment` that are made of roll calls by resolution."""
    held = tables["alignment"]
    rows = held[(held["yardstick"] == YARDSTICK) & (held["vote_set"] == YEARLY) & held["value"].notna()]
    out = []
    for (year, source), some in rows.groupby(["year", "source"], sort=True):
        own = some[(some["country_a"] == PAIR[0]) & (some["country_b"] == PAIR[1])]
        others = some[some["country_b"].isin(OTHERS)]["value"]
        if len(own) and len(others):
            pair = own.iloc[0]
            median = float(others.median())
            out.append(
                {
                    "year": year,
                    "source": source,
                    "yardstick": YARDSTICK,
                    **{c: pair[c] for c in ("value", "value_low", "value_high", "both_voted")},
                    "median_others": median,
                    "pairs": len(others),
                    "below": bool(median - float(pair["value"]) > 1e-9),
                }
            )
    return conform(TABLES["alignment_medians"], pd.DataFrame(out, columns=TABLES["alignment_medians"].names))
