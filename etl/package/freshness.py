"""What day a package is of, and how old each of its sources is against its cadence on a given day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import pandas as pd

from etl.collect import ledger
from etl.collect.accept import BUNDLED
from etl.contract.errors import EtlError
from etl.contract.reading import read
from etl.contract.tables import TABLES


@dataclass(frozen=True, kw_only=True)
class Age:
    """One source: its row, days since it last gave a usable answer (None = never), and its state.

    The state is the `standing` of the row; of an answered source it is fresh, stale when `stale_after` is over, or
    failing when the answer is dated in days to come. A doubtful one waits for a person (`python -m etl accept ID`).
    """

    row: dict[str, Any]
    days: int | None
    state: str

    @property
    def bad(self) -> bool:
        """Stale, failing or doubtful; a live source that was never asked is neither."""
        return self.state in ("stale", "failing", "doubtful")


def newest_day(lines: pd.DataFrame) -> str:
    """The package date: the newest day (YYYY-MM-DD) in `retrieved` of ledger lines; EtlError when no line has a day."""
    created = max((d[:10] for d in lines["retrieved"]), default="")
    if not created:
        raise EtlError(
            "no ledger line says when anything was retrieved: data/raw/bundled/ledger.csv is missing or empty, or all "
            "of it came after the day asked for"
        )
    return created


def not_rewound(raw: Path, created: str) -> list[str]:
    """A warning when our own tables in `raw` are newer than the package date: the past has them as they are now."""
    newest = max((e.retrieved[:10] for e in ledger.read(raw / BUNDLED)), default="")
    if newest <= created:
        return []
    return [
        f"the bundled tables are those of {newest}, not of {created}: answers and vintages go back to that day, our "
        "own tables do not (their history is the project's)"
    ]


def ages(package: Path, today: date) -> list[Age]:
    """Every source of the package in `package`, as of `today`; EtlError when there is no package."""
    path = package / "sources.csv"
    if not path.is_file():
        raise EtlError(f"{package} holds no package; make one with: python -m etl build")
    try:
        frame = read(TABLES["sources"], path.read_text(encoding="utf-8"), path.name)
    except UnicodeDecodeError:
        raise EtlError(f"{path} is damaged (not UTF-8 text); make it anew with: python -m etl build") from None
    return [_age(row, today) for row in frame.astype(object).where(frame.notna(), None).to_dict("records")]


def _age(row: dict[str, Any], today: date) -> Age:
    last = row["last_succeeded"]
    days = None if last is None else (today - date.fromisoformat(last)).days
    state = row["standing"]
    if state == "answered":
        state = "stale" if today.isoformat() > row["stale_after"] else "fresh"
        state = "failing" if days is not None and days < -1 else state
    return Age(row=row, days=days, state=state)
