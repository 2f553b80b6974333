"""Rows of a frame one by one: as tuples, by name and by column; and numbers for them."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from hypothesis import given

from etl.contract import rows as module
from etl.contract.rows import each, numbered, records, tuples, unlike_before
from tests.etl.contract.test_distinct import ROWS, rows_of

FRAME = pd.DataFrame(
    {
        "id": pd.array(["a", "b", None], dtype="str"),
        "usd": pd.array([1, None, 3], dtype="Int64"),
        "share": pd.array([0.5, 0.25, None], dtype="Float64"),
        "whole": pd.array([True, None, False], dtype="boolean"),
    },
    index=[7, 7, 2],
)


def test_cells_are_plain_numbers_and_texts_and_what_is_missing_is_among_them() -> None:
    rows = "[('a', 1, 0.5, True), ('b', <NA>, 0.25, <NA>), (nan, 3, <NA>, False)]"
    assert str([*tuples(FRAME)]) == str([tuple(row) for row in each(FRAME)]) == rows
    assert str([tuple(row.values()) for row in records(FRAME)]) == rows
    assert {tuple(row) for row in records(FRAME)} == {("id", "usd", "share", "whole")}


def test_columns_can_be_chosen_and_no_row_is_no_row() -> None:
    assert next(tuples(FRAME, ["usd", "id"])) == (1, "a")
    assert [row.id for row in each(FRAME)][:2] == ["a", "b"]
    assert records(FRAME.iloc[:0]) == [*each(FRAME.iloc[:0])] == []


@given(ROWS)
def test_numbers_are_in_the_order_of_the_cells_missing_ones_last(
    rows: list[tuple[str | None, str | None, int]],
) -> None:
    frame, names = rows_of(rows), ["a", "n", "b"]
    numbers = numbered(frame, names)
    assert frame.iloc[np.argsort(numbers, kind="stable")].equals(frame.sort_values(names, kind="stable"))
    assert pd.Series(numbers).duplicated().tolist() == frame.duplicated().tolist()


def test_more_columns_than_a_number_holds_are_told_apart(monkeypatch: pytest.MonkeyPatch) -> None:
    frame = rows_of([(a, b, n) for a in "abc" for b in ("a", None) for n in (1, 2)])
    whole = numbered(frame, ["a", "b", "n"])
    monkeypatch.setattr(module, "_MOST", 4)
    assert np.argsort(numbered(frame, ["a", "b", "n"])).tolist() == np.argsort(whole).tolist()
    assert len(set(numbered(frame, ["a", "b", "n"]))) == len(frame)


def test_numbers_that_differ_from_the_one_before() -> None:
    assert unlike_before(np.array([3, 3, 1, 3])).tolist() == [True, False, True, True]
    assert unlike_before(np.array([], dtype=np.int64)).tolist() == []
