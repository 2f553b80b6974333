from __future__ import annotations

import pandas as pd

from etl.sources.vintages import vintages

CELL, VALUES = ["who", "period"], ["value"]


def _rows(**values: int) -> pd.DataFrame:
    frame = pd.DataFrame({"who": list(values), "period": "2022", "value": list(values.values())})
    return frame.astype({"who": "str", "period": "str", "value": "Int64"})


def _told(*answers: tuple[str, str, pd.DataFrame]) -> list[tuple[str, str, int | None, bool]]:
    frame = vintages(answers, CELL, VALUES)
    values = [None if pd.isna(v) else int(v) for v in frame["value"]]
    return list(zip(frame["who"], frame["vintage_date"], values, map(bool, frame["withdrawn"]), strict=True))


def test_one_answer_is_one_vintage() -> None:
    assert _told(("a", "2026-01-01", _rows(x=1))) == [("x", "2026-01-01", 1, False)]


def test_an_unchanged_figure_keeps_its_first_vintage() -> None:
    result = _told(("a", "2026-01-01", _rows(x=1, y=5)), ("a", "2026-02-01", _rows(x=1, y=6)))
    assert result == [("x", "2026-01-01", 1, False), ("y", "2026-01-01", 5, False), ("y", "2026-02-01", 6, False)]


def test_a_figure_taken_back_becomes_missing_and_may_return() -> None:
    result = _told(
        ("a", "2026-01-01", _rows(x=1, y=5)),
        ("a", "2026-02-01", _rows(y=5)),
        ("a", "2026-03-01", _rows(y=5)),
        ("a", "2026-04-01", _rows(x=1, y=5)),
    )
    assert [t for t in result if t[0] == "x"] == [
        ("x", "2026-01-01", 1, False),
        ("x", "2026-02-01", None, True),
        ("x", "2026-04-01", 1, False),
    ]


def test_an_answer_to_another_question_takes_nothing_back() -> None:
    assert len(_told(("a", "2026-01-01", _rows(x=1)), ("b", "2026-02-01", _rows(y=2)))) == 2


def test_of_one_day_the_later_answer_counts() -> None:
    result = _told(("a", "2026-01-01", _rows(x=1)), ("a", "2026-01-01", _rows(x=2)))
    assert result == [("x", "2026-01-01", 2, False)]


def test_everything_taken_back() -> None:
    result = _told(("a", "2026-01-01", _rows(x=1)), ("a", "2026-02-01", _rows()))
    assert result == [("x", "2026-01-01", 1, False), ("x", "2026-02-01", None, True)]


def test_no_answer_gives_no_row() -> None:
    assert vintages([], CELL, VALUES).empty
