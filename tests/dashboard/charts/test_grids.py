"""Small tables: every row as long as the head, and a picture of few marks becomes their words."""

from __future__ import annotations

import pytest

from dashboard.charts import grids
from tests.dashboard.charts import made


def _drawn(words: list[str]) -> dict[str, object]:
    trace = {"type": "scatter", "hoverinfo": "text", "hovertext": words, "x": words, "y": words}
    return {"data": [trace], "layout": {"height": 300}}


def test_a_picture_of_few_marks_is_said_instead() -> None:
    few = grids.of_few(_drawn(["<b>2024</b><br>$2 bn<br>a &lt; b", "<b>2025</b><br>$3 bn"]))
    assert made.table(few) == [["2024", "$2 bn; a < b"], ["2025", "$3 bn"]]


def test_a_picture_of_more_marks_stays() -> None:
    many = _drawn([f"<b>{n}</b>" for n in range(grids.FEW + 1)])
    assert grids.of_few(many) is many


def test_a_table_has_cells_under_every_head() -> None:
    with pytest.raises(ValueError, match="as many cells"):
        grids.figure(["a", "b"], [["1"]])
    with pytest.raises(ValueError, match="tone"):
        grids.cell("x", "loud")


def test_longer_words_take_more_height() -> None:
    short, long = (grids.figure(["a"], [[text]])["layout"]["height"] for text in ("x", "x" * 400))
    assert long > short > 40


def test_a_table_may_have_more_columns_than_a_page_has_letters() -> None:
    wide = [grids.figure([str(n) for n in range(count)], [["a word"] * count]) for count in (50, 500)]
    assert wide[0]["layout"]["height"] == wide[1]["layout"]["height"] > 0
