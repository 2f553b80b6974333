"""The rows of `trade` that count today."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd


def current_trade(tables: Mapping[str, pd.DataFrame]) -> pd.DataFrame:
    """Rows of `trade` in their newest vintage."""
    trade = tables["trade"]
    return trade[trade["current"].astype(bool)]


def recorded_trade(tables: Mapping[str, pd.DataFrame]) -> pd.DataFrame:
    """`current_trade` without what a compiler chose: rows that one side of the flow is known to have recorded."""
    trade = current_trade(tables)
    return trade[trade["recorded_by"] != "compiled"]
