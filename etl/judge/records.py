"""Rows of the tables as plain records, made once for a table however often they are asked for; and the choice of some.

A selector of a claim's file names a table and, by column, what its rows must be: equal to a value, one of a list, or
with `_not`, `_from` and `_to` behind the column other than it, no less and no more (text order for dates), and with
`_has` a list in a cell that holds it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from datetime import date
from functools import cache
from itertools import accumulate
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from etl.contract import rows
from etl.contract.distinct import where
from etl.contract.errors import ClaimError
from etl.contract.frames import Tables
from etl.contract.memo import Memo
from etl.contract.tables import TABLES

Record = Mapping[str, Any]  # a row; it is shared, so it is not changed
LARGE = 3000  # rows from which only those that are asked for are made
_SUFFIXES = ("not", "from", "to", "has")
_ROWS: Memo[list[Record]] = Memo()
_INDEXES: Memo[dict[tuple[str, ...], dict[tuple[Any, ...], list[Record]]]] = Memo()
_KEYS: Memo[dict[str, Record]] = Memo()


def records(frame: pd.DataFrame | None, chosen: npt.NDArray[np.bool_] | None = None) -> list[Record]:
    """The rows of `frame`, or those that are `chosen`; missing cells as in `DataFrame.to_dict`. None has no rows."""
    if frame is None:
        return []
    if chosen is None:
        return _ROWS.of(frame, make=lambda: [*rows.records(frame)])
    at = np.flatnonzero(chosen)
    if len(frame) > LARGE:
        return [*rows.records(frame.take(at))]
    own = records(frame)
    return [own[i] for i in at]


def is_missing(cell: Any) -> bool:
    """Whether a record has nothing in a cell."""
    return cell is None or cell is pd.NA or (isinstance(cell, float) and cell != cell)


def by_key(tables: Tables, table: str, key: str) -> Record | None:
    """The row of `table` whose key is `key`, its parts separated by spaces; None when there is none."""
    frame = tables.get(table)
    if frame is None:
        return None
    keys = _KEYS.of(frame, make=lambda: {TABLES[table].row_key(row): row for row in reversed(records(frame))})
    return keys.get(key)


def found_at(table: str, row: Record) -> dict[str, Any]:
    """`row_table` and `row_key` of a row of `table`, as specifications and conditions name what they rest on."""
    return {"row_table": table, "row_key": TABLES[table].row_key(row)}


def by(frame: pd.DataFrame | None, *columns: str) -> Mapping[tuple[Any, ...], list[Record]]:
    """The rows of a frame that is not large by their cells in `columns`, looked through once."""
    if frame is None:
        return {}
    indexes = _INDEXES.of(frame, make=dict)
    if columns not in indexes:
        indexes[columns] = defaultdict(list)
        for row in records(frame):
            indexes[columns][tuple(row[name] for name in columns)].append(row)
    return indexes[columns]


@cache  # the same rows are asked again without each witness
def names_in(cell: str) -> frozenset[str]:
    """The names in a cell of several, separated by semicolons; a semicolon in brackets belongs to a name."""
    depths = accumulate((char == "(") - (char == ")") for char in cell)
    names = "".join("\n" if char == ";" and not depth else char for char, depth in zip(cell, depths, strict=True))
    return frozenset(name.strip() for name in names.split("\n") if name.strip())


def basis(row: Record) -> str:
    """`imputed` for a rank or share of figures that somebody estimated, else `observed`."""
    return "imputed" if row["obs_status"] == "E" or row["root_family"] == "imf_estimate" else "observed"


def in_time(day: str, until: date | None) -> bool:
    """Whether a day or year as text is no later than `until`."""
    return until is None or day <= until.isoformat()


def select(tables: Tables, table: str, sought: Mapping[str, Any], place: str) -> list[Record]:
    """Rows of `table` that are as `sought`; ClaimError with the `place` for an unknown table or column."""
    if table not in tables:
        raise ClaimError(f"{place}: unknown table {table!r}")
    frame = tables[table]
    chosen = np.ones(len(frame), dtype=bool)
    for name, value in sought.items():
        column, _, suffix = name.rpartition("_")
        column, suffix = (column, suffix) if suffix in _SUFFIXES else (name, "")
        if column not in frame:
            raise ClaimError(f"{place}: table {table} has no column {column!r}")
        chosen &= _matches(frame[column], suffix, value)
    return records(frame, chosen)


def _matches(column: pd.Series[Any], suffix: str, sought: Any) -> npt.NDArray[np.bool_]:
    if suffix == "from":
        return where(column, lambda value: value >= sought)
    if suffix == "to":
        return where(column, lambda value: value <= sought)
    allowed = sought if isinstance(sought, list) else [sought]
    if suffix == "has":
        return where(column, lambda cell: isinstance(cell, str) and not names_in(cell).isdisjoint(allowed))
    if suffix == "not":
        return where(column, lambda value: value not in allowed)
    return ~where(column, lambda value: value != "") if sought == "" else where(column, lambda value: value in allowed)
