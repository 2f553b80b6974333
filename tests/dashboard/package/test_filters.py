"""Slices of a table: what an address may ask, which rows it gets, and that it is written in one way."""

from __future__ import annotations

import pandas as pd
import pytest

from dashboard.package import arrange, filters
from dashboard.package.arrange import rows
from dashboard.package.filters import WrongFilter, parse
from dashboard.package.store import Package

COLUMNS = ["who", "period", "calendar", "n", "share", "sure"]
FRAME = pd.DataFrame(
    {
        "who": ["RUS", "RUS", "NA", "IRN"],
        "period": ["2022", "1402", "1402-11m", "2025"],
        "calendar": ["gregorian", "solar_hijri", "solar_hijri", "gregorian"],
        "n": pd.array([1, 2, None, 3], dtype="Int64"),
        "share": pd.array([0.5, None, 0.25, 2.0], dtype="Float64"),
        "sure": pd.array([True, False, None, True], dtype="boolean"),
    }
)


def taken(*pairs: tuple[str, str]) -> list[str]:
    return list(rows(FRAME, parse("t", COLUMNS, pairs))["period"])


@pytest.mark.parametrize(
    ("pairs", "periods"),
    [
        ([], ["2022", "1402", "1402-11m", "2025"]),
        ([("who", "RUS")], ["2022", "1402"]),
        ([("who", "RUS"), ("who", "IRN")], ["2022", "1402", "2025"]),
        ([("who", "RUS"), ("n", "2")], ["1402"]),
        ([("who", "NA")], ["1402-11m"]),
        ([("who", "")], ["2022", "1402", "1402-11m", "2025"]),
        ([("who", "nobody")], []),
        ([("share", "0.50")], ["2022"]),
        ([("share", "2")], ["2025"]),
        ([("share", "many")], []),
        ([("sure", "true")], ["2022", "2025"]),
        ([("from", "2023")], ["1402", "1402-11m", "2025"]),
        ([("to", "2023")], ["2022", "1402", "1402-11m"]),
        ([("from", "1402"), ("to", "1402")], ["1402", "1402-11m"]),
        ([("from", "2024"), ("to", "2023")], []),
    ],
)
def test_rows_of_a_filter(pairs: list[tuple[str, str]], periods: list[str]) -> None:
    assert taken(*pairs) == periods


def test_a_bound_reaches_as_far_as_it_is_written() -> None:
    frame = pd.DataFrame({"date": ["2023-05-31", "2023-06", "2024-01-01", None]})
    cut = parse("t", ["date"], [("from", "2023-05"), ("to", "2023-06")])
    assert list(rows(frame, cut)["date"]) == ["2023-05-31", "2023-06"]
    assert list(rows(frame, parse("t", ["date"], [("to", "2024")]))["date"].dropna()) == list(frame["date"].dropna())


@pytest.mark.parametrize(
    ("pairs", "told"),
    [
        ([("colour", "red")], "who, period, calendar, n, share, sure"),
        ([("from", "yesterday")], "2024-05-31"),
        ([("excel", "yes")], "1, semicolon"),
    ],
)
def test_what_cannot_be_asked_is_refused_with_what_can(pairs: list[tuple[str, str]], told: str) -> None:
    with pytest.raises(WrongFilter, match=told):
        parse("t", COLUMNS, pairs)


def test_a_table_without_periods_says_so() -> None:
    with pytest.raises(WrongFilter, match="no column of periods"):
        parse("t", ["id", "title"], [("from", "2020")])


def test_a_filter_is_written_in_one_way_and_read_back() -> None:
    one = parse(
        "t", COLUMNS, [("who", "RUS"), ("n", "2"), ("who", "IRN"), ("from", "2020"), ("v", "abc"), ("page", "3")]
    )
    two = parse("t", COLUMNS, [("from", "2020"), ("n", "2"), ("who", "IRN"), ("who", "RUS")])
    assert one == two
    assert one.query == "n=2&who=IRN&who=RUS&from=2020"
    assert not one.whole
    assert parse("t", COLUMNS, [("v", "abc"), ("who", "")]).whole


def test_no_column_has_a_name_that_addresses_keep_for_themselves(package: Package) -> None:
    for name in package.resources:
        assert not {*filters.BESIDE, "table"} & set(package.fields(name)), name


def test_options_are_values_that_rows_share() -> None:
    frame = pd.DataFrame({"id": [f"r{i}" for i in range(40)], "kind": ["a", "b"] * 20, "one": ["x"] * 40})
    assert dict(arrange.options(frame, 300)) == {"kind": ["a", "b"]}


@pytest.mark.parametrize(
    ("pairs", "periods"),
    [
        ([("q", "rus 1402")], ["1402"]),
        ([("q", "namibia")], ["1402-11m"]),
        ([("sort", "-n")], ["2025", "1402", "2022", "1402-11m"]),
        ([("who", "RUS"), ("sort", "-period")], ["2022", "1402"]),
    ],
)
def test_words_and_order(pairs: list[tuple[str, str]], periods: list[str]) -> None:
    names = {"who": {"NA": "Namibia"}}
    assert list(rows(FRAME, parse("t", COLUMNS, pairs), names)["period"]) == periods


def test_hidden_columns_are_the_pages_and_not_the_files() -> None:
    cut = parse("t", COLUMNS, [("hide", "share"), ("hide", "n"), ("hide", ""), ("q", " a  b "), ("sort", "-n")])
    assert cut.query == "q=a+b&sort=-n&hide=n&hide=share"
    assert cut.as_file("").query == "q=a+b&sort=-n"


@pytest.mark.parametrize("pair", [("sort", "-colour"), ("sort", "--n"), ("hide", "colour")])
def test_an_order_or_a_hidden_column_that_the_table_has_not_is_refused(pair: tuple[str, str]) -> None:
    with pytest.raises(WrongFilter, match="who, period"):
        parse("t", COLUMNS, [pair])
