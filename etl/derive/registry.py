"""The depth tables that need no judgement, in the order in which they lean on each other."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd

from etl.contract.schema import conform
from etl.contract.tables import TABLES
from etl.derive import alignment, anomalies, breaks, comparators, date_tests, pledges, rank_uncertainty, trade_ties
from etl.derive import panels as pools

Tables = Mapping[str, pd.DataFrame]


def everything(
    tables: Tables, typical: float | None, setup: Mapping[str, Any], words: Mapping[str, Any]
) -> dict[str, pd.DataFrame]:
    """Frames by name; `tables` hold `anomalies`, `partner_ranks` and `mirror_gaps` already.

    `typical` is what two reporters typically differ by (log points), `setup` the table `cause` of the thresholds.
    """
    series = date_tests.series_of(tables)
    names = dict(zip(tables["countries"]["id"], tables["countries"]["name"], strict=True))
    absurd = anomalies.absurd(tables["anomalies"])
    panels = [panel for pool in pools.POOLS for panel in pools.panels(tables, pool, absurd)]
    compared = comparators.compare(panels, setup, names, words["pools"])
    lines = [date_tests.bands(series, setup), compared["counterfactuals"]]
    return {
        "rank_uncertainty": rank_uncertainty.rank_uncertainty(tables, typical, words["noise"]),
        "date_tests": date_tests.date_tests(series, setup, words["timing"]),
        "comparators": compared["comparators"],
        "donor_weights": compared["donor_weights"],
        "counterfactuals": conform(TABLES["counterfactuals"], pd.concat(lines, ignore_index=True)),
        **breaks.breaks(tables, series, {**words["breaks"], "names": words["timing"]["names"]}),
        "rivals": rivals(words["rival"]),
        "alignment": alignment.alignment(tables),
        "trade_ties": trade_ties.trade_ties(tables, words["ties"], absurd),
        "pledges": pledges.pledges(tables),
        "umbrellas": pledges.umbrellas(tables, words["umbrella"]),
    }


def rivals(rows: list[dict[str, Any]]) -> pd.DataFrame:
    """Frame of `rivals`, in the order of the file."""
    return conform(TABLES["rivals"], pd.DataFrame(rows).assign(position=range(1, len(rows) + 1)))
