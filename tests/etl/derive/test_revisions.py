"""Cells that a later vintage changed."""

from __future__ import annotations

import pandas as pd
import pytest

from etl.collect.entry import Entry
from etl.contract.frames import empty
from etl.contract.tables import TABLES
from etl.derive.revisions import revisions
from etl.sources.bundled import Tables


def ledger(*lines: tuple[str, str, str]) -> pd.DataFrame:
    """Lines of (source, retrieved, outcome)."""
    rows = [dict.fromkeys(Entry._fields, "") | {"source": s, "retrieved": r, "outcome": o} for s, r, o in lines]
    return pd.DataFrame(rows, columns=Entry._fields, dtype="str")


def vintages(observed: Tables, *values: tuple[str, int | None]) -> Tables:
    """One cell of `trade` in several vintages."""
    one = observed["trade"].head(1)
    rows = [one.assign(vintage_date=day, value_usd=pd.array([value], dtype="Int64")) for day, value in values]
    return {**{n: empty(TABLES[n]) for n in ("arms", "indicators")}, "trade": pd.concat(rows, ignore_index=True)}


def test_a_changed_cell_is_a_revision_seen_on_the_first_day_it_could_be(observed: Tables) -> None:
    tables = vintages(observed, ("2026-01-01", 100), ("2026-03-01", 110), ("2026-05-01", 110))
    name = tables["trade"]["source"].iloc[0]
    days = [(name, f"2026-{m:02}-05T00:00:00Z", "ok") for m in (1, 3, 4, 6)]
    (row,) = revisions(tables, ledger(*days)).to_dict("records")
    assert (row["old_value"], row["new_value"], row["change_pct"]) == (100, 110, pytest.approx(10))
    assert (row["old_vintage"], row["new_vintage"], row["seen"]) == ("2026-01-01", "2026-03-01", "2026-03-05")


def test_a_withdrawn_cell_is_a_revision_without_a_change_in_per_cent(observed: Tables) -> None:
    tables = vintages(observed, ("2026-01-01", 100), ("2026-03-01", None), ("2026-04-01", 0), ("2026-05-01", 5))
    rows = revisions(tables, ledger())
    assert rows["new_value"].tolist() == [pd.NA, 0, 5]
    assert rows["change_pct"].isna().all()
    assert rows["seen"].tolist() == ["2026-03-01", "2026-04-01", "2026-05-01"]


def test_equal_vintages_are_no_revisions(observed: Tables) -> None:
    assert revisions(vintages(observed, ("2026-01-01", 100), ("2026-03-01", 100)), ledger()).empty
