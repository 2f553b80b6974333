"""Axes that charts share: whole years, round dollars, few labels, dates in their places."""

from __future__ import annotations

import pytest

from dashboard.charts import axes


@pytest.mark.parametrize(("first", "last"), [(2025, 2025), (2016, 2025), (1992, 2026), (2021.2, 2023.4), (1521, 2026)])
def test_years_are_whole_and_few(first: float, last: float) -> None:
    axis = axes.years(first, last)
    assert all(isinstance(year, int) for year in axis["tickvals"])
    assert len(axis["tickvals"]) <= 9
    assert axis["range"][0] < first
    assert axis["range"][1] > last


def test_an_axis_of_dollars_holds_its_values_and_speaks_in_dollars() -> None:
    axis = axes.money([4_045_635_000, None, 1_000_000_000])
    assert axis["range"][0] == 0
    assert axis["range"][1] > 4_045_635_000
    assert axis["ticktext"][1] == "$1\u00a0bn"
    assert axes.money([-5, 10])["range"][0] < -5


def test_decades_have_labels_between_them_only_where_there_are_few() -> None:
    narrow, wide = axes.decades(2e9, 6e10), axes.decades(1e7, 1e11)
    assert "$20\u00a0bn" in narrow["ticktext"]
    assert "$20\u00a0bn" not in wide["ticktext"]
    assert narrow["type"] == "log"


def test_a_dashed_line_lies_over_the_whole_picture() -> None:
    level, upright = axes.dashed(y=5), axes.dashed(x=0, colour="red")
    assert (level["xref"], level["y0"], level["y1"]) == ("paper", 5, 5)
    assert (upright["yref"], upright["x0"], upright["x1"], upright["line"]["color"]) == ("paper", 0, 0, "red")


def test_an_axis_has_words_for_what_it_marks() -> None:
    axis = axes.labelled((0, 5), [1.0, 2.5], showline=True)
    assert axis == {"range": [0, 5], "tickvals": [1.0, 2.5], "ticktext": ["1", "2.5"], "showline": True}
    assert axes.lanes(["a", "b"], (-0.6, 1.6)) == {"range": [-0.6, 1.6], "tickvals": [0, 1], "ticktext": ["a", "b"]}
