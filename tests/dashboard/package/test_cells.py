"""Cells as a CSV writes them and as a reader meets them."""

from __future__ import annotations

import csv
import io

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.package.cells import ends, picked, plain, shown, to_csv
from dashboard.package.store import Package


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (None, ""),
        (pd.NA, ""),
        (float("nan"), ""),
        (True, "true"),
        (False, "false"),
        (0, "0"),
        (2_411_000_000, "2411000000"),
        (0.000001, "0.000001"),
        (6.0, "6"),
        ("NA", "NA"),
    ],
)
def test_plain_cells(value: object, text: str) -> None:
    assert plain(value) == text


@pytest.mark.parametrize("table", ["partner_ranks", "specifications", "countries", "sources", "verdicts"])
def test_a_table_of_the_package_is_written_as_it_was_published(package: Package, table: str) -> None:
    assert to_csv(package.tables[table]) == package.files[f"{table}.csv"]


def test_texts_with_commas_and_quotes_come_back() -> None:
    frame = pd.DataFrame({"a": ['x, "y"', None], "b": pd.array([1, None], dtype="Int64")})
    assert list(csv.reader(io.StringIO(to_csv(frame).decode("utf-8")))) == [["a", "b"], ['x, "y"', "1"], ["", ""]]


def test_shown_cells(package: Package) -> None:
    fields = package.fields("partner_ranks")
    assert shown("value_usd", 2_411_000_000, fields["value_usd"]) == "$2.41\u00a0bn"
    assert shown("root_family", "imf_estimate") == "IMF estimates"
    assert shown("obs_status", "E") == "estimated"
    assert shown("holds_strong", True) == "yes"
    assert shown("rank", pd.NA, fields["rank"]) == ""
    assert shown("year", 2025, {"type": "integer"}) == "2025"
    assert shown("partners", 12345, fields["partners"]) == "12\u202f345"
    assert shown("flip_pct", 24.1234, fields["flip_pct"]) == "24.1"


CELL = st.text(alphabet='ab,"\n \u2013', max_size=6)
ROWS = st.lists(st.tuples(CELL, CELL), max_size=8)


def written(rows: list[tuple[str, str]]) -> bytes:
    text = io.StringIO()
    csv.writer(text, lineterminator="\n").writerows([("a", "b"), *rows])
    return text.getvalue().encode()


@given(ROWS, st.data())
def test_the_rows_picked_are_written_as_alone(rows: list[tuple[str, str]], data: st.DataObject) -> None:
    content = written(rows)
    assert len(ends(content)) == len(rows) + 1
    some = data.draw(st.lists(st.integers(0, len(rows) - 1), unique=True)) if rows else []
    assert picked(content, np.array(some, dtype=int)) == written([rows[i] for i in some])


@pytest.mark.parametrize("some", [[], [0], [2, 0, 1], [0, 1, 2], [2]])
def test_runs_and_single_rows(some: list[int]) -> None:
    rows = [("1", "x"), ("2", 'y "quoted"\nin two lines'), ("3", "z")]
    assert picked(written(rows), np.array(some, dtype=int)) == written([rows[i] for i in some])
