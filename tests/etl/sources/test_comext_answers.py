from __future__ import annotations

import json
from decimal import Decimal

import pytest

from etl.contract.errors import PayloadError
from etl.sources import comext_answers
from etl.sources.left_out import LeftOut
from tests.etl.publications import ecb_csv

CODES, BOUNDS = {"flow": ["1", "2"]}, (0.0, 100.0)
DIMENSION = {
    "flow": {"category": {"index": {"2": 1, "1": 0}}},
    "time": {"category": {"index": ["2020", "2021"]}},
}


def _cube(**changes: object) -> bytes:
    cube = {
        "id": ["flow", "time"],
        "size": [2, 2],
        "dimension": DIMENSION,
        "value": {"0": 5, "3": 7},
        "updated": "2026-10-15T11:00:00+0200",
    }
    return json.dumps(cube | changes).encode()


def _two_flows() -> bytes:
    partner = {"partner": {"category": {"index": ["IR"]}}}
    return _cube(id=["time", "flow", "partner"], size=[2, 2, 1], dimension=DIMENSION | partner)


def test_cells_in_the_order_asked_for() -> None:
    rows, updated = comext_answers.cube(_two_flows(), {"partner": ["IR"], "flow": ["1", "2"]}, BOUNDS, LeftOut())
    assert (rows, updated) == ([("IR", "1", "2020", 5), ("IR", "2", "2021", 7)], "2026-10-15")


def test_the_query_names_every_code() -> None:
    asked = (("format", "JSON"), ("flow", "1"), ("flow", "2"), ("sinceTimePeriod", "2020"))
    assert comext_answers.params(CODES, 2020) == asked


@pytest.mark.parametrize(
    ("changes", "why"),
    [
        ({"value": {"0": -5, "3": 7}}, "impossible value"),
        ({"dimension": {**DIMENSION, "flow": {"category": {"index": ["9", "2"]}}}}, "not asked for"),
        ({"dimension": {**DIMENSION, "time": {"category": {"index": ["2020-01", "2021"]}}}}, "no year"),
    ],
)
def test_a_cell_of_no_use_is_left_out(changes: dict[str, object], why: str) -> None:
    left = LeftOut()
    assert comext_answers.cube(_cube(**changes), CODES, BOUNDS, left)[0] == [("2", "2021", 7)]
    assert why in left.words()


def test_a_list_of_values_with_nulls() -> None:
    assert comext_answers.cube(_cube(value=[None, 4, None, None]), CODES, BOUNDS, LeftOut())[0] == [("1", "2021", 4)]


def test_a_value_at_no_place_is_left_out() -> None:
    left = LeftOut()
    assert len(comext_answers.cube(_cube(value={"0": 5, "4": 7, "x": 1}), CODES, BOUNDS, left)[0]) == 1
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
        comext_answers.cube(_cube(**changes), CODES, BOUNDS, LeftOut())


def test_a_rate_for_each_year_and_none_beyond_what_is_plausible() -> None:
    left = LeftOut()
    answer = comext_answers.rates(ecb_csv([("2021", "1.18"), ("2022", "1.05"), ("2023", "30")]), left)
    assert sorted(answer.rows) == [("2021", Decimal("1.18")), ("2022", Decimal("1.05"))]
    assert "not a rate of dollars for a euro" in left.words()
