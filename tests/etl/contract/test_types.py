"""Cells as text: what a CSV holds is what the csv module would write."""

from __future__ import annotations

import csv
import io

import pandas as pd
from hypothesis import given
from hypothesis import strategies as st

from etl.contract.types import shown


@given(st.lists(st.text(alphabet="a,\"; \n'é", max_size=5), min_size=1, max_size=6))
def test_cells_are_quoted_as_the_csv_module_does(texts: list[str]) -> None:
    column = pd.Series([" ".join(text.split()) or None for text in texts], dtype="str")
    content = io.StringIO()
    csv.writer(content, lineterminator="\n").writerows([cell, "x"] for cell in column.fillna(""))
    assert "".join(f"{cell},x\n" for cell in shown("string", 0, column)) == content.getvalue()
