"""Rows of the tables as plain records: made once for a table, however often its rows are asked for."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from etl.contract.identity import ByIdentity
from etl.contract.tables import TABLES

Record = Mapping[str, Any]  # a row; it is shared, so it is not changed
LARGE = 5000  # rows from which only those that are asked for are made
_ROWS: ByIdentity[list[Record]] = ByIdentity()
_KEYS: ByIdentity[dict[str, Record]] = ByIdentity()


def records(frame: pd.DataFrame, chosen: npt.NDArray[np.bool_] | None = None) -> list[Record]:
    """The rows of `frame`, or those that are `chosen`; missing cells as in `DataFrame.to_dict`."""
    if chosen is None:
        return _ROWS.of(frame, _made)
    at = np.flatnonzero(chosen)
    if len(frame) > LARGE:
        return _made(frame.take(at))
    rows = records(frame)
    return [rows[i] for i in at]


def _made(frame: pd.DataFrame) -> list[Record]:
    names = [*map(str, frame.columns)]
    columns = [frame[name].tolist() for name in names]
    return [dict(zip(names, row, strict=True)) for row in zip(*columns, strict=True)]


def by_key(tables: Mapping[str, pd.DataFrame], table: str, key: str) -> Record | None:
    """The row of `table` whose key is `key`, its parts separated by spaces; None when there is none."""
    frame = tables.get(table)
    if frame is None or frame.empty:
        return None
    return _KEYS.of(frame, partial(_by_key, table)).get(key)


def _by_key(table: str, frame: pd.DataFrame) -> dict[str, Record]:
    return {TABLES[table].row_key(row): row for row in reversed(records(frame))}
