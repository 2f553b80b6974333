"""The age of a source: fresh, stale, failing, or never asked."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from etl.contract.errors import EtlError
from etl.contract.frames import conform, write
from etl.contract.tables import TABLES
from etl.package.freshness import Age, ages
from etl.package.source_states import GRACE, stale_after, standing

TODAY = date(2026, 11, 22)


def one(tmp_path: Path, tried: str | None, succeeded: str | None, cadence: int = 30, outcome: str = "ok") -> Age:
    row: dict[str, Any] = {
        "id": "s",
        "title": "T",
        "publisher": "P",
        "mode": "live",
        "licence": "L",
        "redistribute": "yes",
        "citation": "C",
        "cadence_days": cadence,
        "last_tried": tried,
        "last_succeeded": succeeded,
        "rows": 3,
        "last_outcome": outcome,
    }
    row |= {"standing": standing(outcome.partition(":")[0], tried, succeeded), "stale_after": stale_after(row)}
    table = TABLES["sources"]
    (tmp_path / "sources.csv").write_bytes(write(table, conform(table, pd.DataFrame([row]))))
    (result,) = ages(tmp_path, TODAY)
    return result


@pytest.mark.parametrize(
    ("tried", "succeeded", "state", "days", "bad"),
    [
        (None, None, "unasked", None, False),
        ("2026-11-20", "2026-11-20", "fresh", 2, False),
        # a monthly schedule asks a source of 28 or 30 days a little later: no reason to call it stale
        ("2026-10-09", "2026-10-09", "fresh", 30 + GRACE.days, False),
        ("2026-10-08", "2026-10-08", "stale", 31 + GRACE.days, True),
        ("2099-01-01", "2099-01-01", "failing", -26338, True),
        ("2026-11-22", "2026-11-20", "failing", 2, True),
        ("2026-11-22", None, "failing", None, True),
    ],
)
def test_states(
    tmp_path: Path, *, tried: str | None, succeeded: str | None, state: str, days: int | None, bad: bool
) -> None:
    result = one(tmp_path, tried, succeeded)
    assert (result.state, result.days, result.bad) == (state, days, bad)


def test_a_source_of_which_one_question_fails_is_failing_though_others_were_answered_the_same_day(
    tmp_path: Path,
) -> None:
    assert one(tmp_path, "2026-11-22", "2026-11-22", outcome="failed: a page of HTML").state == "failing"
    assert one(tmp_path, "2026-11-22", "2026-11-22", outcome="unchanged: 3 rows").state == "fresh"


def test_a_source_whose_answer_lost_too_much_is_doubtful_until_somebody_accepts_it(tmp_path: Path) -> None:
    age = one(tmp_path, "2026-11-22", "2026-11-20", outcome="doubtful: 3 of 9 figures")
    assert (age.state, age.bad) == ("doubtful", True)
    assert one(tmp_path, "2026-11-22", None, outcome="doubtful: 0 figures").state == "failing"
    assert one(tmp_path, "2026-11-22", "2026-11-22", outcome="accepted").state == "fresh"


def test_missing_cells_are_none_and_numbers_are_plain(tmp_path: Path) -> None:
    row = one(tmp_path, None, None).row
    assert row["homepage"] is None
    assert row["rows"] == 3
    assert type(row["rows"]) is int


def test_without_a_package_there_are_no_ages(tmp_path: Path) -> None:
    with pytest.raises(EtlError, match="holds no package"):
        ages(tmp_path, TODAY)
