"""Rows of a frame one by one: as tuples, by name and by column."""

from __future__ import annotations

import pandas as pd

from etl.contract.rows import each, records, tuples

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
