"""Rows as named tuples are those of `itertuples`, value for value."""

from __future__ import annotations

import pytest

from dashboard.charts.named_rows import named_rows
from dashboard.package.store import Package


@pytest.mark.parametrize("table", ["trade", "official_figures", "specifications", "sanctions_and_events"])
def test_rows_are_those_of_itertuples(now: Package, table: str) -> None:
    frame = now.tables[table].iloc[::7]
    rows, expected = list(named_rows(frame)), list(frame.itertuples(index=False))
    assert [row._fields for row in rows] == [row._fields for row in expected]
    assert [[(type(v), str(v)) for v in row] for row in rows] == [[(type(v), str(v)) for v in r] for r in expected]


def test_no_rows_are_none(now: Package) -> None:
    assert list(named_rows(now.tables["trade"].head(0))) == []
