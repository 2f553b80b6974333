"""The age of a source: fresh, stale, failing, or never asked."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from etl.errors import EtlError
from etl.schema import conform, write
from etl.state import Age, ages
from etl.tables import TABLES

TODAY = date(2026, 11, 22)


def one(tmp_path: Path, tried: str | None, succeeded: str | None, cadence: int = 30) -> Age:
    row: dict[str, Any] = {
        "id": "s", "title": "T", "publisher": "P", "mode": "live", "licence": "L", "redistribute": "yes",
        "citation": "C", "cadence_days": cadence, "last_tried": tried, "last_succeeded": succeeded, "rows": 3,
    }  # fmt: skip
    table = TABLES["sources"]
    (tmp_path / "sources.csv").write_bytes(write(table, conform(table, pd.DataFrame([row]))))
    (found,) = ages(tmp_path, TODAY)
    return found


@pytest.mark.parametrize(
    ("tried", "succeeded", "state", "days", "bad"),
    [
        (None, None, "unasked", None, False),
        ("2026-11-20", "2026-11-20", "fresh", 2, False),
        ("2026-10-23", "2026-10-23", "fresh", 30, False),
        ("2026-10-22", "2026-10-22", "stale", 31, True),
        ("2026-11-22", "2026-11-20", "failing", 2, True),
        ("2026-11-22", None, "failing", None, True),
    ],
)
def test_states(
    tmp_path: Path, tried: str | None, succeeded: str | None, state: str, days: int | None, bad: bool
) -> None:
    found = one(tmp_path, tried, succeeded)
    assert (found.state, found.days, found.bad) == (state, days, bad)


def test_missing_cells_are_none_and_numbers_are_plain(tmp_path: Path) -> None:
    row = one(tmp_path, None, None).row
    assert row["homepage"] is None
    assert row["rows"] == 3
    assert type(row["rows"]) is int


def test_without_a_package_there_are_no_ages(tmp_path: Path) -> None:
    with pytest.raises(EtlError, match="holds no package"):
        ages(tmp_path, TODAY)
