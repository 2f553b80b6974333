"""The rules of a description: each is asked once for a value, and of a cell one fault is named."""

from __future__ import annotations

from unittest.mock import patch

import pandas as pd
import pytest

from etl.contract import checks
from etl.contract.checks import failing, violations
from etl.contract.schema import Field, Table
from tests.etl.contract.towns import column


def table(*fields: Field, spans: tuple[tuple[str, str], ...] = (), required: tuple[str, ...] = ()) -> Table:
    return Table(
        name="t",
        title="T",
        description="T.",
        kind="observed",
        key=(fields[0].name,),
        fields=fields,
        spans=spans,
        required=required,
    )


def test_a_rule_is_asked_once_for_each_value_and_never_for_a_missing_one() -> None:
    asked: list[str] = []

    def short(value: str) -> bool:
        asked.append(value)
        return len(value) < 3

    cells = pd.Series(["ab", "long", None, "ab", "long", "ab"] * 1000, dtype="str")
    assert failing(cells, short)[:6].tolist() == [False, True, False, False, True, False]
    assert asked == ["ab", "long"]


@pytest.mark.parametrize("values", [[], [None, None]])
def test_a_column_without_values_breaks_no_rule(values: list[None]) -> None:
    assert not failing(pd.Series(values, dtype="str"), lambda _: False).any()


def test_a_cell_that_breaks_two_rules_is_named_once() -> None:
    given = table(column("a", "string", "A", "A.", enum=("x", "y"), pattern=r"^[a-z]$"))
    (fault,) = violations(given, pd.DataFrame({"a": ["Z"]}), "t.csv")
    assert (fault.line, fault.expected, fault.found) == (2, "text like ^[a-z]$", "Z")


@pytest.mark.parametrize(
    ("number", "expected"), [(-0.5, "0 or more"), (1.5, "1 or less"), (0.0, ""), (1.0, ""), (None, "")]
)
def test_bounds_include_their_ends(number: float | None, expected: str) -> None:
    given = table(column("a", "string", "A", "A."), column("n", "number", "N", "N.", minimum=0, maximum=1))
    frame = pd.DataFrame({"a": ["x"], "n": pd.array([number], dtype="Float64")})
    assert [v.expected for v in violations(given, frame, "t.csv")] == ([expected] if expected else [])


def test_an_empty_cell_is_a_fault_in_a_key_and_where_it_must_be_filled() -> None:
    fields = (column("a", "string", "A", "A."), column("b", "string", "B", "B."), column("c", "string", "C", "C."))
    frame = pd.DataFrame({"a": ["x", None], "b": [None, "y"], "c": [None, None]}, dtype="str")
    faults = violations(table(*fields, required=("b",)), frame, "t.csv", [7, 9])
    assert [(v.line, v.column, v.expected, v.found) for v in faults] == [
        (9, "a", "a value", ""),
        (7, "b", "a value", ""),
    ]


def test_a_pattern_is_of_the_whole_cell() -> None:
    given = table(column("a", "string", "A", "A.", pattern=r"^[A-Z]{3}$"))
    (fault,) = violations(given, pd.DataFrame({"a": ["IRN", "IRN\n"]}), "t.csv")
    assert (fault.line, fault.expected) == (3, "text like ^[A-Z]{3}$")


def test_spans_are_compared_pair_by_pair() -> None:
    given = table(column("a", "date", "A", "A."), column("b", "date", "B", "B."), spans=(("a", "b"),))
    frame = pd.DataFrame({"a": ["2022", "2023-05", "2023-06"], "b": ["2022-01", "2023-04", None]}, dtype="str")
    (fault,) = violations(given, frame, "t.csv")
    assert (fault.line, fault.column, fault.expected, fault.found) == (3, "b", "a date not before a 2023-05", "2023-04")


def test_a_column_that_obeys_its_rules_is_not_asked_again_by_the_same_description_alone() -> None:
    words, letters = column("a", "string", "A", "A.", enum=("x", "yy")), column("a", "string", "A", "A.", pattern="^.$")
    frame = pd.DataFrame({"a": ["x", "yy"]}, dtype="str")
    with patch.object(checks, "_rules", wraps=checks._rules) as asked:
        assert violations(table(words), frame, "t.csv") == violations(table(words), frame, "t.csv") == []
        assert asked.call_count == 1
        for _ in range(2):
            (fault,) = violations(table(letters), frame, "t.csv")
            assert (fault.line, fault.found) == (3, "yy")
        frame["a"] = pd.array(["x", "z"], dtype="str")
        (fault,) = violations(table(words), frame, "t.csv")
        assert fault.found == "z"
