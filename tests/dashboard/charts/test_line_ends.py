"""Names at the ends of lines: apart from each other, in the order of the values, within the picture."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from dashboard.charts import line_ends


@given(st.lists(st.floats(0, 1), min_size=1, max_size=12))
def test_labels_never_overlap_and_keep_their_order(values: list[float]) -> None:
    placed = line_ends.spread(values, 0.05, 0.0, 1.0)
    for below, above in pairwise(sorted(placed)):
        assert above - below >= 0.05 - 1e-9
    for i, j in pairwise(sorted(range(len(values)), key=lambda k: values[k])):
        assert placed[i] < placed[j]


def test_values_far_apart_stay_where_they_are() -> None:
    assert line_ends.spread([0.2, 0.8], 0.05, 0.0, 1.0) == [0.2, 0.8]


def test_strong_ends_are_bold_and_tags_are_made_safe() -> None:
    ends = [line_ends.End(y=1, name="a<b", colour="x", strong=True), line_ends.End(y=2, name="c", colour="x")]
    assert line_ends.ends(ends, 2025, 0, 3, 400)["text"] == ["<b>a&lt;b</b>", "c"]
    assert line_ends.room(ends) > line_ends.room([]) > 0
