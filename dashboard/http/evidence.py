"""The evidence of one claim to take home: its rows of `evidence` as CSV, or a zip with all rows behind its verdicts."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import parse_qsl

import numpy as np
import pandas as pd

from dashboard.package import filters
from dashboard.package.archive import citation, zipped
from dashboard.package.cells import to_csv
from dashboard.package.store import Package
from dashboard.ui import urls

OF_CLAIM = ("parts", "verdicts", "specifications", "evidence", "flips", "stability", "possible_verdicts", "conditions")
LOGS = ("verdict_log", "changes")


def csv(now: Package, claim: str) -> bytes:
    """Rows of `evidence` of the claim, as CSV."""
    return to_csv(_of(now, "evidence", claim))


def archive(now: Package, claim: str) -> bytes:
    """One zip, the same bytes for the same package: tables of the claim, `rows/` behind them, and how to cite."""
    files = {f"{name}.csv": to_csv(_of(now, name, claim)) for name in (*OF_CLAIM, *LOGS)}
    files |= {f"rows/{name}.csv": to_csv(rows) for name, rows in _behind(now, claim)}
    files["CITATION.txt"] = (citation(now) + "\n").encode()
    return zipped(files, now.created, claim)


def _of(now: Package, table: str, claim: str) -> pd.DataFrame:
    frame = now.tables[table]
    return frame[frame["claim"] == claim]


def _behind(now: Package, claim: str) -> Iterator[tuple[str, pd.DataFrame]]:
    """Names of tables, and their rows that evidence, specifications and conditions of the claim name."""
    named = [_of(now, t, claim)[["row_table", "row_key"]] for t in ("evidence", "specifications", "conditions")]
    pairs = pd.concat(named).dropna().drop_duplicates()
    for table, some in pairs.groupby("row_table", sort=True):
        if table in now.resources:
            keep = np.logical_or.reduce([_keep(now, str(table), str(key)) for key in some["row_key"]])
            yield str(table), now.tables[str(table)][keep]


def _keep(now: Package, table: str, key: str) -> np.ndarray:
    """Which rows of `table` a key names."""
    query = urls.rows(now, table, key).partition("?")[2]
    frame = now.tables[table]
    cut = filters.parse(table, list(now.fields(table)), parse_qsl(query))
    return np.asarray(frame.index.isin(filters.rows(frame, cut).index))
