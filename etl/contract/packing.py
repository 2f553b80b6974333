"""Frames as bytes and back: the length of a head, the head as JSON, then the columns as numbers; no code is in them."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

import numpy as np
import pandas as pd

from etl.contract.distinct import Distinct, distinct, is_distinct

_LENGTH = 8  # bytes
_NUMBERS: dict[str, tuple[str, Any]] = {  # how values are written, and the array that they are read into
    "Int64": ("int64", pd.arrays.IntegerArray),
    "Float64": ("float64", pd.arrays.FloatingArray),
    "boolean": ("bool", pd.arrays.BooleanArray),
}


class Entry(NamedTuple):
    """Frames by name, of columns of the types str, Int64, Float64 and boolean, and beside them a note of plain JSON."""

    frames: Mapping[str, pd.DataFrame] = {}
    note: Mapping[str, Any] = {}


def packed(entry: Entry) -> Iterator[Any]:
    """The bytes of `entry`, in pieces; KeyError for a column of another type."""
    frames: dict[str, Any] = {}
    arrays: list[Any] = []
    for frame_name, frame in entry.frames.items():
        columns = []
        for name, column in frame.items():
            kind, values = str(column.dtype), None
            if kind == "str":
                codes, values = distinct(column)
                arrays.append(codes)
            else:
                arrays += [column.to_numpy(dtype=_NUMBERS[kind][0], na_value=0), column.isna().to_numpy()]
            columns.append((name, kind, values))
        frames[frame_name] = (len(frame), columns)
    head = json.dumps({"note": entry.note, "frames": frames}, ensure_ascii=False).encode()
    yield len(head).to_bytes(_LENGTH, "big")
    yield head
    yield from map(np.ascontiguousarray, arrays)


def unpacked(content: memoryview) -> Entry:
    """The entry of these bytes; rows are numbered from 0."""
    start = _LENGTH + int.from_bytes(content[:_LENGTH], "big")
    head, frames = json.loads(bytes(content[_LENGTH:start])), {}
    for name, (rows, columns) in head["frames"].items():
        frames[name], start = _frame(content, start, rows, columns)
    return Entry(frames, head["note"])


def _frame(content: memoryview, start: int, rows: int, columns: Any) -> tuple[pd.DataFrame, int]:
    """The frame whose columns begin at `start`, and where they end."""

    def array(kind: str) -> Any:
        nonlocal start
        values = np.frombuffer(content, dtype=kind, count=rows, offset=start).copy()
        start += values.nbytes
        return values

    arrays, known = {}, {}
    for name, kind, values in columns:
        if kind == "str":
            codes = array("int32")
            arrays[name] = pd.array([*values, None], dtype="str").take(codes)  # the last one is for missing cells
            known[name] = Distinct(codes, values)
        else:
            written, of_type = _NUMBERS[kind]
            arrays[name] = of_type(array(written), array("bool"))
    frame = pd.DataFrame(arrays, index=pd.RangeIndex(rows), copy=False)
    for name, found in known.items():
        is_distinct(frame[name], found)
    return frame, start
