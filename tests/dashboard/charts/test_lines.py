"""Lines: no false joins; names at their ends apart from each other, in the order of the values."""

from __future__ import annotations

from itertools import pairwise
from types import SimpleNamespace

import pandas as pd
from hypothesis import given
from hypothesis import strategies as st

from dashboard.charts import lines, theme

LOOK = theme.Look("#000000", "circle")


@given(st.lists(st.floats(0, 1), min_size=1, max_size=12))
def test_labels_never_overlap_and_keep_their_order(values: list[float]) -> None:
    placed = lines.spread(values, 0.05, 0.0, 1.0)
    for below, above in pairwise(sorted(placed)):
        assert above - below >= 0.05 - 1e-9
    for i, j in pairwise(sorted(range(len(values)), key=lambda k: values[k])):
        assert placed[i] < placed[j]


def test_values_far_apart_stay_where_they_are() -> None:
    assert lines.spread([0.2, 0.8], 0.05, 0.0, 1.0) == [0.2, 0.8]


def test_strong_ends_are_bold_and_tags_are_made_safe() -> None:
    ends = [lines.End(y=1, name="a<b", colour="x", strong=True), lines.End(y=2, name="c", colour="x")]
    assert lines.ends(ends, 2025, (0, 3), 400)["text"] == ["<b>a&lt;b</b>", "c"]
    assert lines.room(ends) > lines.room([]) > 0


def test_no_line_bridges_a_year_that_is_missing() -> None:
    places = [(2016, 2016.0, 1, True), (2017, 2017.0, 2, True), (2019, 2019.0, 4, True), (2020, 2020.0, 5, False)]
    solid, dotted = lines.stepped(places, LOOK, "series")
    assert solid["x"] == [2016.0, 2017.0, None]
    assert dotted["y"] == [4, 5, None]
    assert dotted["line"]["dash"] == "dot"
    assert solid["legendgroup"] == "series"


def test_marks_of_rows_take_place_and_firmness_from_each_row() -> None:
    rows = list(
        pd.DataFrame(
            {"year": [2020, 2021, 2023], "v": 1.0, "cell_basis": ["observed", "imputed", "observed"]}
        ).itertuples()
    )
    *pieces, marks = lines.by_year(rows, LOOK, "v", lambda r: str(r.year), name="series")
    assert (marks["x"], marks["hovertext"], marks["name"]) == ([2020, 2021, 2023], ["2020", "2021", "2023"], "series")
    assert marks["marker"]["symbol"] == ["circle", "circle-open", "circle"]
    drawn = [piece["line"]["dash"] for piece in pieces if piece["x"]]
    assert drawn == ["dot"], "2022 has no row, and one end is an estimate"


def test_a_span_runs_from_end_to_end_of_its_row() -> None:
    rows = [SimpleNamespace(x=1, low=2, high=5), SimpleNamespace(x=2, low=0, high=1)]
    trace = lines.spans(rows, LOOK, x="x", y=("low", lambda row: row.high + 1), name="a", group="b")
    assert (trace["x"], trace["y"]) == ([1, 1, None, 2, 2, None], [2, 6, None, 0, 2, None])
    assert (trace["name"], trace["legendgroup"], trace["showlegend"]) == ("a", "b", True)
    assert lines.spans(rows, LOOK, x=("low", "high"), y="x")["x"][:2] == [2, 5]
