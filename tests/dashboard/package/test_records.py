"""Records of a CSV are found and picked whole, whatever stands in their quotes."""

from __future__ import annotations

import csv
import io

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.package.records import ends, picked

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
