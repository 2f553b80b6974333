"""The different values of a column are found once, and in the order in which they come."""

from __future__ import annotations

from unittest.mock import patch

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from etl.contract import distinct as module
from etl.contract.distinct import assigned, distinct, joined, selected, taken, where


@given(st.lists(st.one_of(st.none(), st.sampled_from(["a", "b", "c"]))))
def test_codes_lead_back_to_the_cells(cells: list[str | None]) -> None:
    codes, values = distinct(pd.Series(cells, dtype="str"))
    assert [None if code < 0 else values[code] for code in codes] == cells
    assert len(set(values)) == len(values)


@pytest.mark.parametrize("dtype", ["Int64", "Float64", "boolean", "float64"])
def test_numbers_are_plain_values(dtype: str) -> None:
    codes, values = distinct(pd.Series([1, 0, None, 1], dtype=dtype))
    assert codes.tolist() == [0, 1, -1, 0]
    assert [type(value) for value in values] == [{"Int64": int, "boolean": bool}.get(dtype, float)] * 2


CELLS = st.lists(st.none() | st.integers(-2, 2))


@pytest.mark.parametrize("dtype", ["str", "Int64", "Float64", "boolean", "float64", "object"])
@given(cells=CELLS)
def test_short_columns_have_the_values_that_pandas_finds(dtype: str, cells: list[int | None]) -> None:
    plain = {"str": str, "boolean": bool}.get(dtype, int)
    column = pd.Series([None if cell is None else plain(cell) for cell in cells], dtype=dtype)
    short = module.distinct_of(column.array)
    with patch.object(module, "_FEW", 0):
        long = module.distinct_of(column.array)
    assert (short.codes.tolist(), short.values) == (long.codes.tolist(), long.values)
    assert (short.codes.dtype, [*map(type, short.values)]) == (np.int32, [*map(type, long.values)])


def test_a_column_is_looked_through_once(monkeypatch: pytest.MonkeyPatch) -> None:
    frame = pd.DataFrame({"a": pd.Series(["x", "y"], dtype="str")})
    first = distinct(frame["a"])
    monkeypatch.setattr(module, "distinct_of", None)  # asked again, it would fail
    assert distinct(frame["a"]) is first


ROWS = st.lists(st.tuples(*[st.one_of(st.none(), st.sampled_from(["b", "a", "c"]))] * 2, st.integers(-2, 2)))


def rows_of(rows: list[tuple[str | None, str | None, int]]) -> pd.DataFrame:
    frame = pd.DataFrame(rows, columns=["a", "b", "n"])
    return frame.astype({"a": "str", "b": "str", "n": "Int64"})


@given(ROWS, st.data())
def test_rows_taken_have_what_was_found_in_them_as_if_looked_for(
    rows: list[tuple[str | None, str | None, int]], data: st.DataObject
) -> None:
    frame = rows_of(rows)
    for name in frame:
        distinct(frame[name])
    places = data.draw(st.lists(st.integers(0, len(rows) - 1))) if rows else []
    some = taken(frame, np.array(places, dtype=np.intp), renumber=True)
    assert some.equals(frame.iloc[places].reset_index(drop=True))
    for name in some:
        known, anew = module._known(some[name].array), module.distinct_of(some[name].array)
        assert known is not None
        assert (known.codes.tolist(), known.values) == (anew.codes.tolist(), anew.values)


@given(ROWS, ROWS)
def test_rows_joined_have_what_was_found_in_all_of_them_as_if_looked_for(
    first: list[tuple[str | None, str | None, int]], second: list[tuple[str | None, str | None, int]]
) -> None:
    frames = [rows_of(first), rows_of(second)]
    for frame in frames:
        distinct(frame["a"])
    distinct(frames[0]["b"])
    whole = assigned(joined(frames), c="x")
    pd.testing.assert_frame_equal(whole, pd.concat(frames, ignore_index=True).assign(c="x"))
    known, anew = module._known(whole["a"].array), module.distinct_of(whole["a"].array)
    assert known is not None
    assert (known.codes.tolist(), known.values) == (anew.codes.tolist(), anew.values)
    assert module._known(whole["b"].array) is None
    some = selected(whole, ["c", "a"])
    pd.testing.assert_frame_equal(some, whole[["c", "a"]])
    assert module._known(some["a"].array) is known


def test_where_a_missing_cell_does_not_hold() -> None:
    assert where(pd.Series(["a", None, "b"], dtype="str"), lambda value: value != "a").tolist() == [False, False, True]
