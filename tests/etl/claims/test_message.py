"""Messages: text, id and values of one are columns of a table, and come out of them again."""

from __future__ import annotations

import json

from etl import claims
from etl.claims.message import as_json, columns, from_json, message, said

WORDS = claims.words()


def test_a_message_is_found_by_its_path_and_filled_in() -> None:
    note = message("cause.pool.no_fit_short", WORDS, reporter="IRN")
    assert note.text == "no mix of Iran's other partners moved like it before"
    title = WORDS["depth"]["account"][0]["title"]
    assert message("depth.account.0.title", WORDS).text == title


def test_texts_of_a_row_stand_beside_what_they_are_made_of() -> None:
    place = message("depth.timing.inside", WORDS)
    row = columns(rival=None, sentence=[message("depth.gaps.crude", WORDS), place])
    assert row["rival"] is None
    assert row["sentence"] == "an Iranian year, non-oil, against a calendar year nothing out of the ordinary"
    assert json.loads(row["messages"]) == {"sentence": [["depth.gaps.crude", {}], ["depth.timing.inside", {}]]}
    assert said(row, "sentence", WORDS)[1] == place


def test_a_message_in_a_message_comes_out_of_its_json() -> None:
    donor = message("depth.pools.donor", WORDS, country="TUR", percent="40")
    values = {"mix": [donor, donor], "who": ["A", "B", 2], "share": 1 / 3}
    again = from_json(json.loads(as_json(values)), WORDS)
    assert again == values | {"share": 0.333333333}
    assert as_json({}) == ""
