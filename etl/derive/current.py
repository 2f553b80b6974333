"""The rows of `trade` that count today."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd


def current_trade(tables: Mapping[str, pd.DataFrame]) -> pd.DataFrame:
    """Rows of `trade` in their newest vintage."""
    trade = tables["trade"]
    return trade[trade["current"].astype(bool)]
