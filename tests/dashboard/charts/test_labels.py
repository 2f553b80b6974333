"""Names beside marks: on no other name, on no mark, and on no line where there is room beside it."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from dashboard.charts import labels, lines, theme

X, Y = {"range": [2015, 2025]}, {"range": [0, 10]}
MARKS = [(2024, 5), (2024, 5.2), (2016, 1)]
SHEET = labels.Sheet(x=X["range"], y=Y["range"], marks=MARKS)


def _series(*places: tuple[float, float], name: str, single: bool = True) -> labels.Series:
    return labels.Series(places=places, name=name, look=theme.Look(theme.BLUE, "square"), group=name, single=single)


@given(st.lists(st.tuples(st.floats(2015, 2025), st.floats(0, 10), st.integers(1, 40)), min_size=1, max_size=7))
def test_names_beside_marks_overlap_neither_each_other_nor_a_mark(places: list[tuple[float, float, int]]) -> None:
    series = [_series(*MARKS, (x, y), name="n" * long) for x, y, long in places]
    trace = labels.named(series, X, Y)[0]
    spans = [(*SHEET.at(*mark), 8.0, 8.0) for mark in [*MARKS, *((x, y) for x, y, _ in places)]]
    for x, y, text, side in zip(trace["x"], trace["y"], trace["text"], trace["textposition"], strict=True):
        (at, level), long = SHEET.at(x, y), labels.LETTER * len(text)
        left, right = (long, 0.0) if side.endswith("left") else (0.0, long)
        for other, height, before, after in spans:
            apart = at + right <= other - before or other + after <= at - left
            assert apart or abs(level - height) >= lines.GAP - 0.5
        spans.append((at, level, left, right))


def test_a_name_lies_on_no_line_where_there_is_room_beside_it() -> None:
    rising = _series((2015, 5), (2025, 6), name="x" * 40)
    joined = _series((2015, 5), (2025, 6), name="x" * 40, single=False)
    alone, clear = (labels.named([series], X, Y)[0]["y"][0] for series in (rising, joined))
    assert alone == clear > 6, "above its mark, and above the line that falls away from it"
    falling = _series((2015, 9), (2025, 6), name="x" * 40, single=False)
    assert labels.named([falling], X, Y)[0]["y"][0] < 6
    steep = _series((2023, 10), (2024, 0), (2024.5, 10), (2025, 5), name="x" * 40, single=False)
    level = labels.named([steep], X, Y)[0]["y"][0]
    assert abs(SHEET.at(2025, level)[1] - SHEET.at(2025, 5)[1]) < labels.NEAR, "with no room near, it lies on a line"


def test_a_wide_screen_has_names_and_a_phone_a_legend() -> None:
    beside, *keys = labels.named([_series((2024, 5), name="late"), _series((2016, 1), name="early")], X, Y)
    assert beside["meta"] == {"only": "wide"}
    assert beside["textposition"] == ["middle left", "middle right"]
    assert [(k["name"], k["meta"]) for k in keys] == [("late", {"only": "narrow"}), ("early", {"only": "narrow"})]


def test_many_names_are_a_legend_everywhere() -> None:
    traces = labels.named([_series((2020, i), name=f"n{i}") for i in range(labels.MOST + 1)], X, Y)
    assert [t.get("meta") for t in traces] == [None] * (labels.MOST + 1)


def test_some_marks_are_named_the_first_before_the_others_and_no_name_lies_on_a_mark_or_a_name() -> None:
    places = [(1.0 + 0.2 * i, 5.0) for i in range(9)] + [(9.0, 1.0)]
    entries = [
        labels.Mark(x=x, y=y, name=f"a name of some {i}", look=theme.Look(theme.BLUE, "star"))
        for i, (x, y) in enumerate(places)
    ]
    sheet = labels.Sheet(x=(0, 10), y=(0, 10), height=400, marks=places)
    wide, narrow = labels.some(entries, sheet)
    assert (wide["meta"]["only"], narrow["meta"]["only"]) == ("wide", "narrow")
    named = [text.strip("\u00a0") for text in wide["text"]]
    assert named == ["a name of some 8", "a name of some 9"]  # the row of marks leaves room at its end alone
    assert wide["textposition"][wide["x"].index(9.0)] == "middle left"  # no room at the right
