from __future__ import annotations

import json

import pytest

from etl.contract.errors import PayloadError
from etl.sources import jsonstat
from etl.sources.left_out import LeftOut


def _cube(**changes: object) -> bytes:
    cube = {
        "id": ["flow", "time"],
        "size": [2, 2],
        "dimension": {
            "flow": {"category": {"index": {"2": 1, "1": 0}}},
            "time": {"category": {"index": ["2020", "2021"]}},
        },
        "value": {"0": 5, "3": 7},
        "updated": "2026-10-15T11:00:00+0200",
    }
    return json.dumps(cube | changes).encode()


def test_cells_in_the_order_asked_for() -> None:
    rows, updated = jsonstat.read(_cube(), ("time", "flow"), LeftOut())
    assert (rows, updated) == ([("2020", "1", 5), ("2021", "2", 7)], "2026-10-15")


def test_a_list_of_values_with_nulls() -> None:
    assert jsonstat.read(_cube(value=[None, 4, None, None]), ("flow", "time"), LeftOut())[0] == [("1", "2021", 4)]


def test_a_value_at_no_place_is_left_out() -> None:
    left = LeftOut()
    assert len(jsonstat.read(_cube(value={"0": 5, "4": 7, "x": 1}), ("flow", "time"), left)[0]) == 1
    assert left.rows == 2


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"id": ["flow"]}, "not the documented"),
        ({"dimension": {}}, "without its categories"),
        ({"size": [2, 3]}, "sizes and categories"),
        ({"value": None}, "no values"),
    ],
)
def test_what_is_no_cube(changes: dict[str, object], words: str) -> None:
    with pytest.raises(PayloadError, match=words):
        jsonstat.read(_cube(**changes), ("flow", "time"), LeftOut())
