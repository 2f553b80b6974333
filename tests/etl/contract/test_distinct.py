"""The different values of a column are found once, and in the order in which they come."""

from __future__ import annotations

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from etl.contract import distinct as module
from etl.contract.distinct import distinct


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


def test_a_column_is_looked_through_once(monkeypatch: pytest.MonkeyPatch) -> None:
    frame = pd.DataFrame({"a": pd.Series(["x", "y"], dtype="str")})
    first = distinct(frame["a"])
    monkeypatch.setattr(module, "_distinct", None)  # asked again, it would fail
    assert distinct(frame["a"]) is first
