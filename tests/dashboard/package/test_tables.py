"""Tables in memory: coded or not, a reader gets the same frame, and nobody else's."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from pandas.testing import assert_frame_equal

from dashboard.package import tables
from dashboard.package.store import Package
from dashboard.package.tables import CodedTable, Tables


def frame(rows: int) -> pd.DataFrame:
    """Texts that repeat, with a missing one; texts that do not; numbers with a missing one."""
    made = {
        "reporter": pd.Series(["RUS", None, "IRN"] * rows, dtype="str"),
        "own": pd.Series([f"row {i}" for i in range(3 * rows)], dtype="str"),
        "none": pd.Series([None] * 3 * rows, dtype="str"),
        "value": pd.Series([1, None, 3] * rows, dtype="Int64"),
    }
    return pd.DataFrame(made)


def test_a_coded_table_gives_the_frame_that_it_was_made_of() -> None:
    for rows in (0, 1, 200):
        assert_frame_equal(CodedTable(frame(rows)).frame(), frame(rows))


def test_every_table_of_a_package_is_the_same_coded(now: Package) -> None:
    for name, table in now.tables.items():
        assert_frame_equal(CodedTable(table).frame(), table, obj=name)


def test_texts_that_repeat_take_less() -> None:
    made = Tables({"large": frame(2000), "small": frame(10)})
    assert isinstance(made._frames["large"], CodedTable)
    assert isinstance(made._frames["small"], pd.DataFrame)
    repeated = made._frames["large"]._columns["reporter"]
    assert isinstance(repeated, tables.Coded)
    assert repeated.places.nbytes == 3 * 2000


def test_a_frame_is_made_once_while_it_is_held_and_no_reader_changes_anothers() -> None:
    made = Tables({"large": frame(2000)})
    first, second = made["large"], made["large"]
    assert np.shares_memory(first["reporter"].to_numpy(), second["reporter"].to_numpy())
    first["reporter"] = "changed"
    assert_frame_equal(made["large"], frame(2000))


def test_no_more_frames_are_held_than_their_bytes_allow(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tables, "OPEN", 1)
    made = Tables({"one": frame(2000), "two": frame(2000)})
    assert [len(made[name]) for name in ("one", "two", "one")] == [6000] * 3
    assert len(made._open) == 1
