"""Hashes of frames: equal where names, types and cells of their columns are, in the order in which they come."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from etl.contract.distinct import distinct
from etl.contract.memo import Memo

_WHOLE: Memo[bytes] = Memo()
_PERIODS: Memo[dict[str | None, bytes]] = Memo()
# type of a column -> that of its numbers, and one that no cell of it is
_MISSING: dict[str, tuple[str, Any]] = {
    "Int64": ("int64", -(2**63)),
    "Float64": ("float64", np.nan),
    "boolean": ("int64", -1),
}


def hash_of(frames: Mapping[str, pd.DataFrame], *others: Any) -> bytes:
    """The hash of `frames` and their names, and of what else counts (as JSON)."""
    digest = hashlib.sha256(json.dumps(others, sort_keys=True, default=str).encode())
    for name, frame in frames.items():
        digest.update(name.encode() + _WHOLE.of(frame, make=lambda frame=frame: _whole(frame)))  # type: ignore[misc]
    return digest.digest()


def by_period(frame: pd.DataFrame) -> dict[str | None, bytes]:
    """The hash of the rows of each `period` of a frame (None: of no period)."""
    return _PERIODS.of(frame, make=lambda: _by_period(frame))


def _whole(frame: pd.DataFrame) -> bytes:
    digest = hashlib.sha256(_head(frame))
    for _, column in frame.items():
        if str(column.dtype) in _MISSING:
            digest.update(_numbers(column).tobytes())
        else:  # few values are hashed sooner than the numbers of all cells
            codes, values = distinct(column)
            digest.update(repr(values).encode() + codes.tobytes())
    return digest.digest()


def _by_period(frame: pd.DataFrame) -> dict[str | None, bytes]:
    codes, periods = distinct(frame["period"])
    order = np.argsort(codes, kind="stable")
    ends = np.searchsorted(codes[order], np.arange(-1, len(periods) + 1)).tolist()
    rows = np.column_stack([_numbers(column)[order] for _, column in frame.items()])
    return {
        period: hashlib.sha256(_head(frame) + rows[start:end].tobytes()).digest()
        for period, start, end in zip([None, *periods], ends[:-1], ends[1:], strict=True)
    }


def _head(frame: pd.DataFrame) -> bytes:
    return repr([(name, str(frame[name].dtype)) for name in frame]).encode()


def _numbers(column: pd.Series[Any]) -> npt.NDArray[np.int64]:
    """A typed column as 64-bit numbers that are the same where the cells are; a text is its hash."""
    if str(column.dtype) in _MISSING:
        kind, missing = _MISSING[str(column.dtype)]
        return column.to_numpy(dtype=kind, na_value=missing).view(np.int64)
    codes, values = distinct(column)
    hashes = [hashlib.sha256(repr(value).encode()).digest()[:8] for value in values]
    return np.frombuffer(b"".join([*hashes, bytes(8)]), dtype=np.int64)[codes]  # the last one is for missing cells
