"""`alignment_medians`: the pair's agreement beyond chance against comparable pairs, year by year."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pandas as pd

from etl.contract.frames import conform
from etl.contract.pair import pair_of
from etl.contract.tables import TABLES
from etl.derive.roll_calls import YARDSTICK, YEARLY


def alignment_medians(tables: Mapping[str, pd.DataFrame], comparators: Sequence[str]) -> pd.DataFrame:
    """Frame of `alignment_medians` from the yearly rows of `alignment` that are made of roll calls by resolution.

    The other pairs are those of each of the two with the `comparators`, with every other country when none is named.
    """
    values, pair = tables["alignment"], pair_of(tables)
    rows = values[(values["yardstick"] == YARDSTICK) & (values["vote_set"] == YEARLY) & values["value"].notna()]
    own = rows[(rows["country_a"] == pair.first) & (rows["country_b"] == pair.second)]
    others = rows[rows["country_b"].isin(comparators or {*rows["country_b"]} - {pair.first, pair.second})]
    both = own.merge(
        others.groupby(["year", "source"])["value"].agg(median_others="median", pairs="size"), on=["year", "source"]
    )
    below = both["median_others"] - both["value"] > 1e-9
    return conform(TABLES["alignment_medians"], both.assign(below=below))
