"""`pledges`: agreements from announced to delivered, each counted once."""

from __future__ import annotations

import pandas as pd

from etl.contract.frames import Tables, conform
from etl.contract.tables import TABLES
from etl.measures import pledges as measure


def pledges(tables: Tables) -> pd.DataFrame:
    """Frame of `pledges`: agreements by year of signing and furthest stage."""
    return conform(TABLES["pledges"], measure.by_stage(tables["agreements"]))
