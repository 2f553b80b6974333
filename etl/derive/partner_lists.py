"""`partner_lists`: what holds for all partners of a list: who is missing, and what was left out."""

from __future__ import annotations

import pandas as pd

from etl.contract.frames import conform
from etl.contract.tables import TABLES
from etl.measures.ranks import Ranked


def partner_lists(ranked: Ranked) -> pd.DataFrame:
    """Frame of `partner_lists`: a row for each list of partners and basis of `partner_ranks`."""
    return conform(TABLES["partner_lists"], ranked.lists)
