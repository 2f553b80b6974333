"""The rows of `trade` that count today."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import pandas as pd

from etl.contract.distinct import taken, where
from etl.contract.pair import pair_of
from etl.derive.memo import Memo

_CURRENT: Memo[pd.DataFrame] = Memo()
_RECORDED: Memo[pd.DataFrame] = Memo()
_PAIR: Memo[pd.DataFrame] = Memo()


def current_trade(tables: Mapping[str, pd.DataFrame]) -> pd.DataFrame:
    """Rows of `trade` in their newest vintage."""
    trade = tables["trade"]
    return _CURRENT.get((trade,), None, lambda: taken(trade, np.flatnonzero(where(trade["current"], bool))))


def recorded_trade(tables: Mapping[str, pd.DataFrame]) -> pd.DataFrame:
    """`current_trade` without what a compiler chose: rows that one side of the flow is known to have recorded."""
    trade = current_trade(tables)
    return _RECORDED.get((trade,), None, lambda: taken(trade, np.flatnonzero(trade["recorded_by"] != "compiled")))


def pair_trade(tables: Mapping[str, pd.DataFrame]) -> pd.DataFrame:
    """Rows of `recorded_trade` between the two of the pair, all commodities."""
    rows, pair = recorded_trade(tables), pair_of(tables)
    return _PAIR.get((rows,), pair, lambda: rows[rows["exporter"].isin(pair) & rows["importer"].isin(pair)])
