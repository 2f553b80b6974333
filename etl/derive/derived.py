"""What a derived table is, and how much of it an earlier build has made already.

A table of which all inputs are the same is that of the build before. Of other tables, those that say so (`ByPeriod`)
are made anew for the periods of `trade` that changed, as a month changes few: all other rows are those of the build
before. Rows of periods that `trade` does not have are always made anew.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from etl.contract import hashes
from etl.contract.distinct import distinct, joined, taken, where
from etl.contract.frames import Tables, as_conformed, conform
from etl.contract.packing import Entry
from etl.contract.tables import TABLES
from etl.derive.inputs import Inputs
from etl.sources.cache import Cache

SLICED = {"trade", "anomalies", "mirror_gaps"}


@dataclass(frozen=True, kw_only=True)
class ByPeriod:
    """That rows of a table are made of the rows of their own period in `trade` and `anomalies`.

    `others` gives all else that is read of `SLICED` tables: what rows of every period read, and what those of one do.
    `completed` adds to the rows of all periods what is made of them together.
    """

    others: Callable[[Inputs], tuple[Any, Mapping[str, Any]]]
    completed: Callable[[pd.DataFrame, Inputs], pd.DataFrame] = lambda frame, _: frame


@dataclass(frozen=True, kw_only=True)
class Derived:
    """A derived table: its name, the tables it needs, whether it reads the ledger, and what makes its frame."""

    table: str
    needs: tuple[str, ...]
    ledger: bool = False
    periods: ByPeriod | None = None
    make: Callable[[Inputs], pd.DataFrame]


def made(derived: Derived, inputs: Inputs) -> pd.DataFrame:
    """The frame of the table: as an earlier build made it of the same inputs, else made now."""
    cache, table = inputs.cache, derived.table
    if cache is None:
        return derived.make(inputs)
    needed = {name: inputs.tables[name] for name in derived.needs}
    if derived.ledger:
        needed["ledger"] = inputs.ledger
    entry = cache.get(table, hashes.hash_of(needed, *inputs.beside), lambda: _made(derived, inputs, cache))
    return as_conformed(TABLES[table], entry.frames[table])


def _made(derived: Derived, inputs: Inputs, cache: Cache) -> Entry:
    """The table; beside it the hash of each period, where it can be made by periods."""
    if derived.periods is None:
        return Entry({derived.table: derived.make(inputs)})
    of_all, own = derived.periods.others(inputs)
    whole = {name: inputs.tables[name] for name in derived.needs if name not in SLICED}
    beside = hashes.hash_of(whole, *inputs.beside, repr(of_all))
    read = [name for name in ("trade", "anomalies") if name in derived.needs]
    now = hashes_of_periods(inputs.read_by_period, read, beside, own)
    frame = _of_all_periods(derived, inputs, cache, now)
    return Entry({derived.table: derived.periods.completed(frame, inputs)}, now)


def _of_all_periods(derived: Derived, inputs: Inputs, cache: Cache, now: Mapping[str, str]) -> pd.DataFrame:
    """Rows of the build before of each period whose hash is the same `now`, rows made now of all others."""
    before = cache.read(derived.table) or Entry()
    same = {period for period in now if before.note.get(period) == now[period]}
    frame = derived.make(inputs.of(now.keys() - same))
    if not same:
        return frame
    parts = [_rows(before.frames[derived.table], same, inside=True), _rows(frame, same, inside=False)]
    return conform(TABLES[derived.table], joined(parts))


def hashes_of_periods(tables: Tables, read: Collection[str], beside: bytes, own: Mapping[str, Any]) -> dict[str, str]:
    """For each period of `trade` the hash of its rows in the tables `read`, of `beside`, and of what is its `own`."""
    rows = [hashes.by_period(tables[name]) for name in sorted(read)]
    return {
        period: hashlib.sha256(
            repr((beside, [(of.get(period), of.get(None)) for of in rows], own.get(period))).encode()
        ).hexdigest()
        for period in distinct(tables["trade"]["period"]).values
    }


def _rows(frame: pd.DataFrame, periods: Collection[str], *, inside: bool) -> pd.DataFrame:
    """The rows of a frame that are, or are not, of these periods."""
    return taken(frame, np.flatnonzero(where(frame["period"], periods.__contains__) == inside))
