"""How old each source is against its cadence, from the package's table `sources` and a given day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import pandas as pd

from etl.collect.store import DOUBTFUL, GOOD
from etl.contract.errors import EtlError
from etl.contract.reading import read
from etl.contract.tables import TABLES

GRACE = 14  # days after a cadence: a monthly schedule asks a source of 28 days every 30 or 31


@dataclass(frozen=True, kw_only=True)
class Age:
    """One source: its row, days since it last gave a usable answer (None = never), and its state.

    Doubtful: an answer lost so much that it waits for a person (`python -m etl accept ID`); the one before it is used.
    Failing: the newest answer to one of its questions was no usable one, or it is dated in days to come. Stale: older
    than its cadence and some grace.
    """

    row: dict[str, Any]
    days: int | None
    state: str

    @property
    def bad(self) -> bool:
        """Stale, failing or doubtful; a live source that was never asked is neither."""
        return self.state in ("stale", "failing", "doubtful")


def ages(package: Path, today: date) -> list[Age]:
    """Every source of the package in `package`, as of `today`; EtlError when there is no package."""
    path = package / "sources.csv"
    if not path.is_file():
        raise EtlError(f"{package} holds no package; make one with: python -m etl build")
    try:
        frame = read(TABLES["sources"], path.read_text(encoding="utf-8"), path.name)
    except UnicodeDecodeError:
        raise EtlError(f"{path} is damaged (not UTF-8 text); make it anew with: python -m etl build") from None
    return [_age({k: _plain(v) for k, v in r.items()}, today) for r in frame.to_dict("records")]


def _plain(value: Any) -> Any:
    if value is None or value is pd.NA or (isinstance(value, float) and value != value):
        return None
    return int(value) if not isinstance(value, str | bool) else value


def _age(row: dict[str, Any], today: date) -> Age:
    if row["last_tried"] is None:
        return Age(row=row, days=None, state="unasked")
    last = row["last_succeeded"]
    days = None if last is None else (today - date.fromisoformat(last)).days
    outcome = str(row["last_outcome"] or "").partition(":")[0]
    if outcome == DOUBTFUL and last is not None:
        return Age(row=row, days=days, state=DOUBTFUL)
    if last is None or row["last_tried"] > last or outcome not in GOOD or (days is not None and days < -1):
        return Age(row=row, days=days, state="failing")
    return Age(
        row=row, days=days, state="stale" if days is not None and days > row["cadence_days"] + GRACE else "fresh"
    )
