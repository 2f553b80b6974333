"""Cells of `trade`: what names one, and which are those of two countries in a whole year."""

from __future__ import annotations

import re
from collections.abc import Collection

import numpy as np
import pandas as pd

from etl.contract.distinct import assigned, distinct, taken, where
from etl.contract.rows import tuples
from etl.measures.arrays import Flags

CELL = ("source", "exporter", "importer", "period", "recorded_by")
CellKey = tuple[str, str, str, str, str]  # the values of `CELL`
SIDES = ("exporter", "importer")
SERIES = ["source", "recorded_by", *SIDES]
CELL_AND_VALUE = [*SIDES, "period", "recorded_by", "source", "value_usd"]
YEAR = re.compile(r"\d{4}")
_ID, _NOT_COUNTRIES = re.compile("[A-Z]{3}"), ("WLD", "OTH")


def cell_keys(rows: pd.DataFrame) -> list[CellKey]:
    """For each of `rows` of `trade` the key of its cell, whatever its vintage."""
    return [*tuples(rows, CELL)]


def among(rows: pd.DataFrame, cells: Collection[CellKey]) -> Flags:
    """Which of `rows` of `trade` are records of these `cells`, whatever their vintage."""
    known, found = set(cells), np.ones(len(rows), dtype=bool)
    for at, name in enumerate(CELL):
        found &= where(rows[name], {cell[at] for cell in known}.__contains__)
    found[found] = [cell in known for cell in cell_keys(rows.loc[found, [*CELL]])]
    return found


def country_cells(trade: pd.DataFrame) -> pd.DataFrame:
    """Cells with a positive value between two countries in a whole year, that year added as the number `year`.

    Remainders, the world, and partners whose id is not three letters go, and so do parts of years.
    """
    keep = (trade["value_usd"].to_numpy(dtype=float, na_value=0) > 0) & ~where(trade["list_scope"], "remainder".__eq__)
    for side in SIDES:
        keep &= where(trade[side], lambda code: _ID.fullmatch(code) and code not in _NOT_COUNTRIES)
    cells = taken(trade, np.flatnonzero(keep & where(trade["period"], YEAR.fullmatch)), CELL_AND_VALUE, renumber=True)
    codes, periods = distinct(cells["period"])
    return assigned(cells, year=np.array([*map(int, periods)], dtype=np.int64)[codes])
