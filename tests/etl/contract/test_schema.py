"""`Field` and `Table`: what is read, what is refused and how."""

from __future__ import annotations

import pandas as pd
import pytest

from etl.contract.checks import violations
from etl.contract.errors import SchemaError
from etl.contract.frames import conform
from etl.contract.reading import read, typed
from etl.contract.references import reference_violations
from etl.contract.schema import Field, Table
from etl.contract.types import is_day
from tests.etl.contract.towns import GOOD, HEADER, TOWNS, column, small


def faults(text: str) -> list[tuple[int, str, str, str]]:
    with pytest.raises(SchemaError) as caught:
        read(TOWNS, text, "towns.csv")
    assert all(v.file == "towns.csv" for v in caught.value.violations)
    return [(v.line, v.column, v.expected, v.found) for v in caught.value.violations]


def test_reads_types_and_keeps_missing_missing() -> None:
    frame = read(TOWNS, GOOD, "towns.csv")
    assert [str(frame[c].dtype) for c in ("id", "people", "share", "walled")] == ["str", "Int64", "Float64", "boolean"]
    assert frame["people"].tolist() == [12, pd.NA]
    assert frame.loc[1, ["share", "walled", "founded", "link"]].isna().all()


def test_na_is_namibia_not_a_missing_cell() -> None:
    assert read(TOWNS, GOOD.replace("NAM,12", "NAN,12").replace(",NAM\n", ",NAN\n"), "towns.csv")["id"][0] == "NAN"


@pytest.mark.parametrize(
    ("good", "bad", "column", "expected"),
    [
        ("NAM,12", "NAM,twelve", "people", "a whole number of at most 18 digits"),
        ("NAM,12", "NAM,12.5", "people", "a whole number of at most 18 digits"),
        ("NAM,12", "NAM,99999999999999999999", "people", "a whole number of at most 18 digits"),
        ("NAM,12", "NAM,１２", "people", "a whole number of at most 18 digits"),
        ("NAM,12", "NAM,-1", "people", "0 or more"),
        ("0.25", "0,25", "", "9 cells"),
        ("0.25", "much", "share", "a number"),
        ("0.25", "1e999", "share", "a number"),
        ("0.25", "1.5", "share", "1 or less"),
        ("true", "yes", "walled", "true or false"),
        ("old", "middling", "kind", "one of old, new"),
        ("old", "", "kind", "a value"),
        ("NAM,12", "Nam,12", "id", "text like ^[A-Z]{3}$"),
        ("NAM,12", ",12", "id", "a value"),
        ("1992-05", "May 1992", "founded", "a date: YYYY, YYYY-MM or YYYY-MM-DD"),
        ("2000-01-02", "2000-01", "seen", "a date: YYYY-MM-DD"),
        ("2000-01-02", "2000-02-30", "seen", "a day that exists"),
        ("2000-01-02", "1992-04-30", "seen", "a date not before founded 1992-05"),
        ("https://a.example/b", "a.example", "link", "a link that starts with http:// or https://"),
        ("https://a.example/b", "https://nodot", "link", "a link that starts with http:// or https://"),
    ],
)
def test_each_fault_names_line_column_and_what_was_expected(good: str, bad: str, column: str, expected: str) -> None:
    result = faults(GOOD.replace(good, bad, 1))
    assert [(f[0], f[1], f[2]) for f in result] == [(2, column, expected)]


def test_every_fault_is_reported_at_once_and_each_once() -> None:
    text = f"{HEADER},odd\nNAM,x,7,,old,,,,,\nNAM,1,,,old,,,,,\n,1,,,wrong,,,,,\n"
    assert [(line, column) for line, column, _, _ in faults(text)] == [
        (1, "odd"),
        (2, "people"),
        (2, "share"),
        (3, "id"),
        (4, "id"),
        (4, "kind"),
    ]


def test_a_missing_column_does_not_hide_the_other_faults() -> None:
    text = f"{HEADER.replace(',kind', '')}\nNAM,x,,,,,,\n"
    assert [(line, column) for line, column, _, _ in faults(text)] == [(1, "kind"), (2, "people")]


def test_a_column_that_is_given_twice_and_an_empty_file_are_reported() -> None:
    assert (1, "id", "this column once", "") in faults(f"{HEADER},id\n")
    assert {c for _, c, _, _ in faults("")} == set(TOWNS.names)


def test_lines_are_those_of_the_file_when_a_cell_spans_several() -> None:
    text = f'{HEADER}\nNAM,1,,,old,,,,"a\nb"\nZRH,x,,,new,,,,\n'
    assert faults(text) == [(4, "people", "a whole number of at most 18 digits", "x")]


def test_a_short_row_is_a_fault_of_its_line() -> None:
    assert faults(f"{HEADER}\nNAM,1\n\nZRH,1,,,new,,,,\n") == [(2, "", "9 cells", "2"), (3, "", "9 cells", "0")]


def test_the_message_is_one_line_per_fault() -> None:
    with pytest.raises(SchemaError) as caught:
        read(TOWNS, GOOD.replace("12", "x").replace("new", "newish"), "towns.csv")
    assert str(caught.value).splitlines() == [
        "towns.csv, line 2, column people: expected a whole number of at most 18 digits, found 'x'",
        "towns.csv, line 3, column kind: expected one of old, new, found 'newish'",
    ]


def test_a_doubled_key_names_the_second_row() -> None:
    assert faults(GOOD + "NAM,3,,,old,,,,\n") == [(4, "id", "a key that stands only once", "NAM")]


@pytest.mark.parametrize(
    ("first", "last", "fine"),
    [("2022", "2022-06", True), ("2022-06", "2022", True), ("2022-06", "2021", False), ("2022-06-02", "2022-06", True)],
)
def test_partial_dates_are_compared_as_far_as_both_go(first: str, last: str, fine: bool) -> None:
    table = small(column("a", "date", "A", "A."), column("b", "date", "B", "B."), spans=(("a", "b"),))
    assert (violations(table, pd.DataFrame({"a": [first], "b": [last]}), "t.csv") == []) is fine


def test_a_reference_to_nothing_names_the_row_and_the_table() -> None:
    frame = read(TOWNS, GOOD.replace(",NAM\n", ",ATL\n"), "towns.csv")
    (fault,) = reference_violations(TOWNS, frame, {}, "towns.csv")
    assert (fault.line, fault.column, fault.expected, fault.found) == (
        3,
        "near",
        "an existing id of table towns",
        "ATL",
    )


def test_a_reference_to_another_table_asks_that_table() -> None:
    table = small(column("a", "string", "A", "A."), refers={"a": ("towns", "id")})
    frame = pd.DataFrame({"a": ["NAM", "ATL", None]})
    assert [f.line for f in reference_violations(table, frame, {("towns", "id"): {"NAM"}}, "t.csv")] == [3]


def test_the_raw_shape_lacks_what_build_computes() -> None:
    assert "share" not in TOWNS.raw().names
    assert TOWNS.filled == {"id", "kind"}


def test_typed_frames_need_no_file_to_name_a_line() -> None:
    cells = pd.DataFrame({n: ["", ""] for n in TOWNS.names}).assign(id=["AAA", "BBB"], kind=["old", "odd"])
    with pytest.raises(SchemaError, match=r"live/x, line 3, column kind"):
        typed(TOWNS, cells, "live/x")


def test_a_field_describes_itself_for_other_readers() -> None:
    described = {f.name: f.describe(f.name in TOWNS.filled) for f in TOWNS.fields}
    assert described["people"]["constraints"] == {"minimum": 0, "maximum": 1e18}
    assert described["people"]["unit"] == "people"
    assert described["kind"]["constraints"] == {"required": True, "enum": ["old", "new"]}
    assert described["walled"]["trueValues"] == ["true"]
    assert (described["seen"]["type"], described["founded"]["type"]) == ("date", "string")
    assert described["founded"]["constraints"]["pattern"]


@pytest.mark.parametrize(("text", "exists"), [("2024-02-29", True), ("2023-02-29", False), ("2023-02", True)])
def test_days_are_those_of_the_calendar(text: str, exists: bool) -> None:
    assert is_day(text) is exists


@pytest.mark.parametrize(("cell", "expected"), [("1e30", "1e+18 or less"), ("9e17", ""), ("-5", "0 or more")])
def test_no_number_is_beyond_its_bounds(cell: str, expected: str) -> None:
    field = Field(name="area", type="number", title="Area", description="Its area.", minimum=0)
    table = Table(name="t", title="T", description="T.", kind="observed", key=("area",), fields=(field,))
    try:
        read(table, f"area\n{cell}\n", "t.csv")
        text = ""
    except SchemaError as err:
        text = err.violations[0].expected
    assert text == expected


def test_money_is_bounded_by_its_unit_and_text_holds_no_control_characters() -> None:
    money = Field(name="value_usd", type="integer", title="Value", description="Value.", unit="USD")
    assert (money.minimum, money.maximum) == (-1e15, 1e15)
    name = Field(name="name", type="string", title="Name", description="Name.")
    table = Table(name="t", title="T", description="T.", kind="observed", key=("name",), fields=(name,))
    with pytest.raises(SchemaError, match="control characters"):
        read(table, "name\na\x00b\n", "t.csv")


def test_a_whole_number_is_compared_with_a_bound_that_is_no_integer() -> None:
    given = small(column("a", "number", "A", "A.", minimum=1, maximum=2))
    frame = conform(given, pd.DataFrame({"a": [0.5, 1.0, 2.5]}))
    assert [v.line for v in violations(given, frame, "t.csv")] == [2, 4]
