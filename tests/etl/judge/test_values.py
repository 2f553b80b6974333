"""Named values of sentences: looked up in the tables as the claim's file says, never invented."""

from __future__ import annotations

from typing import Any

import pandas as pd
import pytest

from etl.contract.errors import ClaimError
from etl.judge.values import look_up, values
from tests.etl.judge.making import part

TABLES = {
    "corridor": pd.DataFrame(
        {
            "id": ["C1", "C2", "C3"],
            "period_label": ["2023", "2022", "2024"],
            "branch": ["sea", "sea", "rail"],
            "tonnes": [5.0, 3.0, None],
            "publisher": ["P", "Q", "P"],
        }
    )
}


@pytest.mark.parametrize(
    ("wanted", "value"),
    [
        ({"where": {"id": "C1"}, "column": "tonnes"}, 5),
        ({"where": {"branch": "sea"}, "column": "tonnes"}, [3, 5]),
        ({"where": {"branch": "sea"}, "column": "publisher"}, None),
        ({"where": {"branch": "sea"}, "column": "tonnes", "pick": "sum"}, 8),
        ({"where": {}, "column": "tonnes", "pick": "sum"}, None),  # one term is missing
        ({"where": {"branch": "sea"}, "column": "tonnes", "pick": "min"}, 3),
        ({"where": {"branch": "sea"}, "column": "tonnes tonnes", "pick": "interval"}, [3, 5]),
        ({"where": {"id": "C3"}, "column": "period_label tonnes"}, None),
        ({"where": {}, "column": "tonnes", "pick": "last", "by": "period_label"}, 5),
        ({"where": {}, "column": "tonnes", "pick": "first", "by": "period_label"}, 3),
        ({"where": {}, "column": "publisher", "pick": "list"}, ["P", "Q"]),
        ({"where": {}, "pick": "count"}, 3),
        ({"where": {"id": "C3"}, "column": "tonnes"}, None),
        ({"where": {"id": "C9"}, "column": "tonnes"}, None),
        ({"where": {"id": "C1"}, "column": "branch period_label"}, "sea 2023"),
    ],
)
def test_a_value_is_picked_from_the_rows_that_match(wanted: dict[str, Any], value: Any) -> None:
    assert look_up(TABLES, {"table": "corridor", **wanted}, "c") == value


def test_a_look_up_reads_the_period_and_family_that_the_rule_has_read() -> None:
    where = {"period_label": "{period}", "publisher": "{family}"}
    query = part("dated_fact", values={"now": {"table": "corridor", "where": where, "column": "tonnes"}})
    assert values(query, TABLES, {"period": "gregorian 2022", "family": "Q"}) == {"now": 3}
    assert values(query, TABLES, {"period": "gregorian 2023", "family": "P"}) == {"now": 5}
    assert values(query, TABLES, {}) == {}


@pytest.mark.parametrize(
    "wanted",
    [
        {"column": "tonnes"},
        {"table": "corridor", "column": "tons"},
        {"table": "corridor", "column": "tonnes", "pick": "best"},
        {"table": "corridor"},
        {"table": "corridor", "column": "tonnes", "oder": "id"},
        {"table": "ferries", "column": "tonnes"},
    ],
)
def test_what_is_no_look_up_is_a_fault_of_the_claim_that_names_the_part(wanted: dict[str, Any]) -> None:
    with pytest.raises(ClaimError, match=r"c\.toml, part p, value best"):
        values(part(values={"best": wanted}), TABLES, {})


def test_a_value_without_a_row_is_missing_and_never_zero() -> None:
    asked = {"a": {"table": "corridor", "where": {"id": "C9"}, "column": "tonnes"}}
    assert values(part(values=asked), TABLES, {}) == {}
