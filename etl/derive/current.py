"""The rows of `trade` that count today, and the pair's printed figures."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import NamedTuple

import numpy as np
import pandas as pd

from etl.contract.distinct import taken, where
from etl.contract.memo import Memo
from etl.contract.pair import pair_of
from etl.contract.rows import numbered, tuples
from etl.measures.cells import CELL

_CURRENT: Memo[pd.DataFrame] = Memo(large=True)
_RECORDED: Memo[pd.DataFrame] = Memo(large=True)
_COMPARED: Memo[pd.DataFrame] = Memo(large=True)
_PAIR: Memo[pd.DataFrame] = Memo(large=True)
_WHOLE: Memo[pd.DataFrame] = Memo()


def of_periods(tables: Mapping[str, pd.DataFrame], periods: Collection[str]) -> dict[str, pd.DataFrame]:
    """`tables` with the rows of `trade` that are of these `periods` alone; `of_all_periods` gives the whole again."""
    trade = tables["trade"]
    part = taken(trade, np.flatnonzero(where(trade["period"], periods.__contains__)), renumber=True)
    _WHOLE.put(part, trade)
    return {**tables, "trade": part}


def of_all_periods(tables: Mapping[str, pd.DataFrame]) -> Mapping[str, pd.DataFrame]:
    """`tables` with every row of `trade`, for what is asked of a source or of the years around."""
    whole = _WHOLE.get(tables["trade"])
    return tables if whole is None else {**tables, "trade": whole}


class Scope(NamedTuple):
    """What rows of `trade` a source has: the scope of their list, who recorded them, and whether they are current."""

    source: str
    list_scope: str
    recorded_by: str
    current: bool


def scopes(tables: Mapping[str, pd.DataFrame]) -> list[Scope]:
    """The scopes of every source, in whatever period of `trade`."""
    whole = of_all_periods(tables)["trade"]
    return _SCOPES.of(whole, make=lambda: _scopes(whole))


def _scopes(trade: pd.DataFrame) -> list[Scope]:
    _, first = np.unique(numbered(trade, Scope._fields), return_index=True)
    return [Scope(*row) for row in tuples(trade[[*Scope._fields]].take(first))]


_SCOPES: Memo[list[Scope]] = Memo()


def current_trade(tables: Mapping[str, pd.DataFrame]) -> pd.DataFrame:
    """Rows of `trade` in their newest vintage."""
    trade = tables["trade"]
    return _CURRENT.of(trade, make=lambda: taken(trade, np.flatnonzero(where(trade["current"], bool))))


def recorded_trade(tables: Mapping[str, pd.DataFrame]) -> pd.DataFrame:
    """`current_trade` without what a compiler chose: rows that one side of the flow is known to have recorded."""
    trade = current_trade(tables)
    return _RECORDED.of(trade, make=lambda: taken(trade, np.flatnonzero(trade["recorded_by"] != "compiled")))


def pair_trade(tables: Mapping[str, pd.DataFrame]) -> pd.DataFrame:
    """Rows of `recorded_trade` between the two of the pair, all commodities."""
    rows, pair = recorded_trade(tables), pair_of(tables)
    return _PAIR.of(rows, choice=pair, make=lambda: rows[rows["exporter"].isin(pair) & rows["importer"].isin(pair)])


def compared_trade(tables: Mapping[str, pd.DataFrame]) -> pd.DataFrame:
    """Rows of `recorded_trade` that can be held against the other side's: all goods, of an import with its freight."""
    trade = recorded_trade(tables)
    return _COMPARED.of(trade, make=lambda: _compared(trade))


def _compared(trade: pd.DataFrame) -> pd.DataFrame:
    whole = where(trade["commodity"], "TOTAL".__eq__) & ~where(trade["list_scope"], "remainder".__eq__)
    whole &= where(trade["recorded_by"], "exporter".__eq__) | ~where(trade["valuation"], "FOB".__eq__)
    return taken(trade, np.flatnonzero(whole), [*CELL, "value_usd", "obs_status", "publisher"])


def pair_figures(tables: Mapping[str, pd.DataFrame]) -> pd.DataFrame:
    """Rows of `official_figures` that one of the pair printed, of series whose partners can be ranked."""
    figures, families = tables["official_figures"], tables["families"]
    rankable = families.loc[families["rankable"].astype(bool), "series"]
    return figures[figures["reporter"].isin(pair_of(tables)) & figures["series"].isin(rankable)]
