"""`pledges`: agreements from announced to delivered, each counted once."""

from __future__ import annotations

import pandas as pd

from etl.contract.frames import Tables, conform
from etl.contract.tables import TABLES
from etl.measures import pledges as measure

MONEY = {"lower_usd": "value_low_usd", "upper_usd": "value_high_usd"}


def pledges(tables: Tables) -> pd.DataFrame:
    """Frame of `pledges`: agreements by year of signing and furthest stage."""
    staged = measure.by_stage(tables["agreements"]).rename(columns=MONEY)
    return conform(TABLES["pledges"], staged)
