"""Tables in memory: coded, and yet a reader gets the same frame, and nobody else's."""

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


def test_values_that_repeat_take_less() -> None:
    columns = CodedTable(frame(2000))._columns
    for name in ("reporter", "value"):
        repeated = columns[name]
        assert isinstance(repeated, tables.Coded)
        assert repeated.places.nbytes == 3 * 2000
    assert not isinstance(columns["own"], tables.Coded)


def test_frames_of_a_table_share_no_memory() -> None:
    table = CodedTable(frame(10))
    first = table.frame()
    first.loc[0, ["reporter", "own", "value"]] = ["changed", "changed", 99]
    assert_frame_equal(table.frame(), frame(10))


def test_a_frame_is_made_anew_before_pandas_has_noted_too_many_that_shared_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tables, "LOOKS", 3)
    made = Tables({"one": frame(10)})
    looks = [made["one"]["own"].to_numpy() for _ in range(7)]
    assert np.shares_memory(looks[0], looks[1])
    assert not np.shares_memory(looks[0], looks[6])


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


def test_different_texts_of_a_column_need_no_frame() -> None:
    frame = pd.DataFrame({"often": ["b", "a", None, "b", "b"], "once": ["x", "y", None, "z", "w"]}, dtype="str")
    tables = Tables({"t": frame})
    assert [sorted(tables.different("t", name)) for name in ("often", "once", "none")] == [["a", "b"], [*"wxyz"], []]
    assert len(tables._open) == 0
