"""Frames of a table, and bytes that depend on their rows alone."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from etl.contract.frames import conform, empty, of_rows, write
from etl.contract.reading import read
from tests.etl.contract.towns import GOOD, HEADER, TOWNS, column, small


def test_written_and_read_again_it_is_the_same() -> None:
    frame = read(TOWNS, GOOD, "towns.csv")
    pd.testing.assert_frame_equal(read(TOWNS, write(TOWNS, frame).decode(), "towns.csv"), frame)


def test_rows_are_sorted_by_key_and_cells_are_one_line() -> None:
    frame = read(TOWNS, f'{HEADER}\nZRH,1,,,new,,,,\nNAM,2,0.10,,old,,,," a\n  b "\n', "towns.csv")
    assert write(TOWNS, frame).decode().splitlines()[1:] == ["NAM,2,0.1,,old,,,,a b", "ZRH,1,,,new,,,,"]


@given(st.permutations(list(range(6))), st.sampled_from(["str", "object", "category"]))
def test_bytes_depend_on_neither_order_nor_string_backend(order: list[int], backend: str) -> None:
    rows = pd.DataFrame(
        {
            "id": ["AAA", "BBB", "CCC", "DDD", "EEE", "FFF"],
            "kind": ["old", "new"] * 3,
            "people": [1, 2, None, 4, 5, 10**15],
            "share": [0.1, 0.2, 0.3, None, 1 / 3, 0.0],
            "walled": [True, False, None, True, False, None],
        }
    )
    expected = write(TOWNS, conform(TOWNS, rows))
    shuffled = rows.iloc[order].astype({"id": backend, "kind": backend})
    assert write(TOWNS, conform(TOWNS, shuffled)) == expected


@given(st.integers(min_value=2**53, max_value=10**18 - 1))
def test_large_money_is_exact(value: int) -> None:
    frame = read(TOWNS, f"{HEADER}\nNAM,{value},,,old,,,,\n", "towns.csv")
    assert frame["people"][0] == value
    assert f"NAM,{value}," in write(TOWNS, frame).decode()


@pytest.mark.parametrize(
    ("value", "shown"),
    [(0.1 + 0.2, "0.3"), (1e-9, "0"), (-1e-9, "0"), (5.0, "5"), (100.0, "100"), (np.float64(2 / 3), "0.666667")],
)
def test_numbers_are_written_short_and_never_as_minus_zero(value: Any, shown: str) -> None:
    table = small(column("a", "number", "A", "A."))
    assert write(table, pd.DataFrame({"a": [value]})).decode() == f"a\n{shown}\n"


def test_conform_adds_what_is_lacking_and_drops_what_is_not_described() -> None:
    frame = conform(TOWNS, pd.DataFrame({"id": ["B", "A"], "odd": [1, 2]}))
    assert list(frame.columns) == TOWNS.names
    assert frame["id"].tolist() == ["A", "B"]
    assert frame["people"].isna().all()


def test_an_empty_table_has_its_columns_and_types() -> None:
    frame = empty(TOWNS)
    assert list(frame.columns) == TOWNS.names
    assert str(frame["people"].dtype) == "Int64"
    assert write(TOWNS, frame).decode() == HEADER + "\n"


def test_rows_make_the_frame_that_conform_makes_of_theirs() -> None:
    rows: list[dict[str, Any]] = [{"id": "ZRH", "kind": ""}, {"id": "NAM", "odd": 1}, {"id": "A", "kind": "old"}]
    made = of_rows(TOWNS, rows)
    pd.testing.assert_frame_equal(made, conform(TOWNS, pd.DataFrame(rows)))
    assert conform(TOWNS, made) is made
    assert of_rows(TOWNS, []).columns.tolist() == TOWNS.names


def test_a_frame_is_conformed_once_and_a_changed_one_again() -> None:
    result = conform(TOWNS, pd.DataFrame({"id": ["ZRH", "NAM"], "kind": ["new", "old"]}))
    assert conform(TOWNS, result) is result
    turned = result.iloc[::-1]
    assert conform(TOWNS, turned)["id"].tolist() == ["NAM", "ZRH"]
    assert conform(TOWNS.raw(), result) is not result, "another shape of the same table"
    assert write(TOWNS, turned) == write(TOWNS, result)
