"""Frames of tables: made from rows or columns in the order and the types of their description, and written as CSV."""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from itertools import islice
from typing import Any

import numpy as np
import pandas as pd

from etl.contract.distinct import holds, taken
from etl.contract.memo import Memo
from etl.contract.rows import numbered
from etl.contract.schema import Field, Table
from etl.contract.types import DTYPES, TEXT, rounded, shown

Tables = Mapping[str, pd.DataFrame]  # frames by the name of their table
Row = dict[str, Any]  # one row of a table, by column
Words = Mapping[str, Any]  # a table of a TOML file of words or limits


def empty(table: Table) -> pd.DataFrame:
    """A typed frame with the columns of `table` and no rows."""
    return conform(table, pd.DataFrame())


def conform(table: Table, frame: pd.DataFrame) -> pd.DataFrame:
    """A computed `frame` with the columns, order and types of `table`; a column it lacks is all missing.

    A frame that came from here is not changed in place: asked again, it is given as it is.
    """
    return frame if _is_conformed(table, frame) else _in_order(table, with_types(table, frame))


def of_rows(table: Table, rows: Sequence[Row]) -> pd.DataFrame:
    """A frame of `rows` like one that `conform` gives; a cell that a row lacks is missing."""
    out = {f.name: _cells(f, [row.get(f.name) for row in rows]) for f in table.fields}
    return _in_order(table, pd.DataFrame(out, copy=False))


def _in_order(table: Table, typed: pd.DataFrame) -> pd.DataFrame:
    numbers = numbered(typed, table.key)
    if (numbers[1:] < numbers[:-1]).any():
        typed = taken(typed, np.argsort(numbers, kind="stable"), renumber=True)
    else:
        typed.index = pd.RangeIndex(len(typed))  # in place: a frame with another index has other arrays
    return as_conformed(table, typed)


def as_conformed(table: Table, frame: pd.DataFrame) -> pd.DataFrame:
    """`frame`, of which the caller knows that `conform` made it, as one that came from there."""
    _CONFORMED.put(frame, (table.name, *table.names))
    return frame


_CONFORMED: Memo[tuple[str, ...]] = Memo()  # name and columns of the table


def _is_conformed(table: Table, frame: pd.DataFrame) -> bool:
    return _CONFORMED.get(frame) == (table.name, *table.names)


def with_types(table: Table, frame: pd.DataFrame) -> pd.DataFrame:
    """As `conform`, with the rows in the order in which they come."""
    given = dict(frame.items())

    def array(field: Field) -> Any:
        if field.name in given:
            return _typed(field, given[field.name])
        return pd.Series(index=frame.index, dtype=DTYPES.get(field.type, TEXT)).array

    return pd.DataFrame({f.name: array(f) for f in table.fields}, index=frame.index, copy=False)


def _typed(field: Field, column: pd.Series[Any]) -> Any:
    """The array of `column` as the type of `field`; an empty text is missing."""
    if column.dtype != DTYPES.get(field.type, TEXT):
        return _cells(field, column.array if field.type in DTYPES else column.tolist())
    if field.type == "number":
        return rounded(column, field.decimals, field.digits).array
    return column.mask(column == "").array if column.dtype == TEXT and holds(column, "") else column.array


def _cells(field: Field, cells: Sequence[Any]) -> Any:
    """The array of `cells` as the type of `field`; an empty text is missing."""
    if field.type in DTYPES:
        array = pd.array(cells, dtype=DTYPES[field.type])  # astype takes twice as long
        return _typed(field, pd.Series(array, copy=False))
    return pd.array([None if v is None or v is pd.NA or v == "" or v != v else str(v) for v in cells], dtype=TEXT)


def write(table: Table, frame: pd.DataFrame) -> bytes:
    """The bytes of `table`: equal rows give equal bytes, whatever order or string backend they come in."""
    if not _is_conformed(table, frame):
        frame = frame.sort_values(list(table.key), kind="stable")
    cells = dict(frame.items())
    columns = [shown(f.type, f.decimals, cells[f.name]) for f in table.fields]
    content = io.BytesIO()
    content.write(",".join(table.names).encode() + b"\n")
    rows = map(",".join, zip(*columns, strict=True))  # every table has several columns: no line is empty
    # a text of the whole in memory takes four times as much
    for lines in iter(lambda: [*islice(rows, _LINES)], []):
        content.write("\n".join(lines).encode() + b"\n")
    return content.getvalue()


_LINES = 10_000  # encoded at a time
