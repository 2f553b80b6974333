"""Rows as named tuples are those of `itertuples`, value for value; orders, and what choices leave."""

from __future__ import annotations

import pandas as pd
import pytest

from dashboard.charts import frames
from dashboard.package.store import Package

FRAME = pd.DataFrame({"year": [2021, 2020, 2021], "name": ["b", "c", "a"]})


@pytest.mark.parametrize("table", ["trade", "official_figures", "specifications", "sanctions_and_events"])
def test_rows_are_those_of_itertuples(now: Package, table: str) -> None:
    frame = now.tables[table].iloc[::7]
    rows, expected = list(frames.each(frame)), list(frame.itertuples(index=False))
    assert [row._fields for row in rows] == [row._fields for row in expected]
    assert [[(type(v), str(v)) for v in row] for row in rows] == [[(type(v), str(v)) for v in r] for r in expected]


def test_the_ends_of_a_frame() -> None:
    assert (frames.first(FRAME).name, frames.last(FRAME).name) == ("b", "a")
    assert (list(frames.each(FRAME.head(0))), frames.first(FRAME.head(0)), frames.last(FRAME.head(0))) == (
        [],
        None,
        None,
    )


def test_an_order_may_begin_at_the_top() -> None:
    assert list(frames.ordered(FRAME, "-year name")["name"]) == ["a", "b", "c"]
    assert list(frames.ordered(FRAME, "year")["name"]) == ["c", "b", "a"]


def test_all_leaves_nothing_out() -> None:
    assert list(frames.chosen(FRAME, {"who": "a"}, name="who")["year"]) == [2021]
    assert len(frames.chosen(FRAME, {"who": "all"}, name="who")) == 3


def test_rows_are_found_by_their_cells() -> None:
    assert list(frames.of(FRAME, year=2021, name="a").index) == [2]
    assert list(frames.known(FRAME.assign(a=[1, None, 3], b=[None, 2, 3]), "a", "b").index) == [2]


def test_choices_choose_by_their_own_name_or_that_of_a_column() -> None:
    choices = {"name": "b", "when": "2021"}
    frame = FRAME.assign(year=FRAME["year"].astype(str))
    assert list(frames.chosen(frame, choices, "name", year="when").index) == [0]
