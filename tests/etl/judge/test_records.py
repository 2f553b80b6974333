"""Rows as records: the same as pandas gives, made once, and found by their key."""

from __future__ import annotations

import pandas as pd
import pytest

from etl.judge import records as module
from etl.judge.records import by_key, records

FRAME = pd.DataFrame(
    {
        "id": pd.array(["H1", "H2", "H3"], dtype="str"),
        "topic": pd.array(["wars", None, "wars"], dtype="str"),
        "value": pd.array([1, None, 3], dtype="Int64"),
    }
)


@pytest.mark.parametrize("large", [5000, 1])
def test_rows_are_those_of_pandas(large: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "LARGE", large)
    frame = FRAME.copy()
    chosen = frame["topic"] == "wars"
    assert records(frame, chosen) == frame[chosen].to_dict("records")
    assert [list(row) for row in records(frame)] == [["id", "topic", "value"]] * 3
    assert records(frame)[1]["value"] is pd.NA
    assert records(frame[:0]) == []


def test_rows_are_made_once(monkeypatch: pytest.MonkeyPatch) -> None:
    frame = FRAME.copy()
    first = records(frame)
    monkeypatch.setattr(module, "_made", None)  # asked again, it would fail
    assert records(frame)[0] is first[0]
    assert records(frame, frame["id"] == "H2")[0] is first[1]


def test_of_rows_with_one_key_the_first_is_found() -> None:
    twice = pd.concat([FRAME, FRAME.assign(topic="csto")], ignore_index=True)
    result = by_key({"history": twice}, "history", "H1")
    assert result is not None
    assert result["topic"] == "wars"
