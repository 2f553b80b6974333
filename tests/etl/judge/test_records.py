"""Rows as records: the same as pandas gives, made once, and found by their key."""

from __future__ import annotations

from typing import Any

import pandas as pd
import pytest

from etl.contract.errors import ClaimError
from etl.judge import records as module
from etl.judge.records import by, by_key, records, select
from tests.etl.judge.test_evidence import TABLES

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
    monkeypatch.setattr(module.rows, "records", None)  # asked again, it would fail
    assert records(frame)[0] is first[0]
    assert records(frame, frame["id"] == "H2")[0] is first[1]


def test_of_rows_with_one_key_the_first_is_found() -> None:
    twice = pd.concat([FRAME, FRAME.assign(topic="csto")], ignore_index=True)
    result = by_key({"history": twice}, "history", "H1")
    assert result is not None
    assert result["topic"] == "wars"


def chosen(table: str, **where: Any) -> list[str]:
    return [row["id"] for row in select(TABLES, table, where, "c, part p")]


@pytest.mark.parametrize(
    ("where", "ids"),
    [
        ({}, ["H1", "H2", "H3"]),
        ({"topic": "wars"}, ["H1", "H2"]),
        ({"id": ["H3", "H1"]}, ["H1", "H3"]),
        ({"topic": "wars", "stance": "for"}, ["H1"]),
        ({"stance_not": "for"}, ["H2"]),
        ({"id_from": "H2"}, ["H2", "H3"]),
        ({"id_to": "H2"}, ["H1", "H2"]),
        ({"topic": "peace"}, []),
    ],
)
def test_rows_are_chosen_by_their_columns(where: dict[str, Any], ids: list[str]) -> None:
    assert chosen("history", **where) == ids


def test_a_row_of_several_topics_is_chosen_by_each() -> None:
    topics = pd.array(["nato; ceasefire", "the war (nato; talks)", None, "nato"], dtype="str")
    tables = {"acts": pd.DataFrame({"id": ["S1", "S2", "S3", "S4"], "topic": topics})}
    for sought, ids in (("nato", ["S1", "S4"]), ("talks", []), (["ceasefire", "the war (nato; talks)"], ["S1", "S2"])):
        assert [row["id"] for row in select(tables, "acts", {"topic_has": sought}, "c, part p")] == ids


def test_missing_matches_no_comparison() -> None:
    assert chosen("investment", origin_id_not="CHN") == ["F1"]
    assert chosen("investment", value_usd_from=0) == ["F1"]
    assert chosen("investment", rank_printed=1) == ["F1"]


def test_a_table_or_column_that_does_not_exist_is_a_faulty_claim() -> None:
    with pytest.raises(ClaimError, match="c, part p: unknown table 'hearsay'"):
        chosen("hearsay")
    with pytest.raises(ClaimError, match="table history has no column 'subject'"):
        chosen("history", subject="wars")


def test_rows_are_found_again_by_their_whole_key() -> None:
    arms = pd.DataFrame(
        {
            "supplier": ["RUS", "CHN"],
            "recipient": ["IRN", "IRN"],
            "period": ["2016", "2016"],
            "source": ["sipri", "sipri"],
            "vintage_date": ["2025-01-03", "2025-01-03"],
            "tiv_million": [413.0, 5.0],
        }
    )
    row = by_key({"arms": arms}, "arms", "CHN IRN 2016 sipri 2025-01-03")
    assert row is not None
    assert row["tiv_million"] == 5
    assert by_key({"arms": arms}, "arms", "CHN IRN 2016") is None
    assert by_key(TABLES, "history", "H9") is None
    assert by_key({}, "history", "H1") is None


def test_a_key_with_a_space_in_it_is_found_as_well() -> None:
    frame = pd.DataFrame(
        {"supplier": ["RUS"], "recipient": ["IRN"], "period": ["2016 (part)"], "source": ["s"], "vintage_date": ["d"]}
    )
    assert by_key({"arms": frame}, "arms", "RUS IRN 2016 (part) s d") is not None


def test_rows_are_found_by_their_cells() -> None:
    assert [row["id"] for row in by(FRAME, "topic")["wars",]] == ["H1", "H3"]
    assert by(FRAME, "topic", "id").get(("wars", "H2")) is None
    assert by(None, "topic") == {}
