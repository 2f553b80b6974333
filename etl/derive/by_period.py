"""Derived tables of which each period is kept: a month changes few periods of `trade`, and those alone are made anew.

Rows of such a table are made of the rows of their own period in `trade` and `anomalies`, and of what a hash beside them
covers. A period of which either has changed is made again, from `trade` cut to such periods; all other rows are those
of the build before. Rows of periods that `trade` does not have are always made anew.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Collection, Mapping
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from etl.contract.distinct import distinct, joined, taken, where
from etl.contract.memo import Memo
from etl.contract.schema import Tables, conform
from etl.contract.tables import TABLES
from etl.derive.table_cache import before, cells

PERIOD = "period"
_DIGESTS: Memo[dict[str | None, bytes]] = Memo()


def keys(tables: Tables, read: Collection[str], beside: bytes, own: Mapping[str, Any]) -> dict[str, str]:
    """For each period of `trade` the hash of its rows in the tables `read`, of `beside`, and of what is its `own`."""
    rows = [_DIGESTS.of(tables[name], make=partial(_digests, tables[name])) for name in sorted(read)]
    return {
        period: hashlib.sha256(
            repr((beside, [(of.get(period), of.get(None)) for of in rows], own.get(period))).encode()
        ).hexdigest()
        for period in distinct(tables["trade"][PERIOD]).values
    }


def _digests(frame: pd.DataFrame) -> dict[str | None, bytes]:
    """The hash of the rows of each period of a frame (None: of no period), its columns and types among them."""
    codes, periods = distinct(frame[PERIOD])
    order = np.argsort(codes, kind="stable")
    ends = np.searchsorted(codes[order], np.arange(-1, len(periods) + 1)).tolist()
    rows = np.column_stack([column[order] for column in cells(frame)])
    head = repr([(name, str(frame[name].dtype)) for name in frame]).encode()
    return {
        period: hashlib.sha256(head + rows[start:end].tobytes()).digest()
        for period, start, end in zip([None, *periods], ends[:-1], ends[1:], strict=True)
    }


def by_period(
    folder: Path, name: str, now: Mapping[str, str], make: Callable[[Collection[str]], pd.DataFrame]
) -> pd.DataFrame:
    """The table `name`: rows of periods whose key in `now` is that of the build before, and those of `make` for others.

    `make` gives the rows of these periods at least; what it gives of others of `now` is not used.
    """
    frames, then = before(folder, name)
    same = {period for period, key in now.items() if then.get(period) == key}
    fresh = make(now.keys() - same)
    if not same:
        return fresh
    parts = [_rows(frames[name], same, True), _rows(fresh, same, False)]
    return conform(TABLES[name], joined(parts))


def _rows(frame: pd.DataFrame, periods: Collection[str], inside: bool) -> pd.DataFrame:
    """The rows of a frame that are, or are not, of these periods."""
    return taken(frame, np.flatnonzero(where(frame[PERIOD], periods.__contains__) == inside))
