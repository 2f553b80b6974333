"""Filters of a table: what an address may ask, and that it is written in one way."""

from __future__ import annotations

import pytest

from dashboard.package import filters
from dashboard.package.filters import WrongFilter, parse
from dashboard.package.store import Package

COLUMNS = ["who", "period", "calendar", "n", "share", "sure"]


@pytest.mark.parametrize(
    ("pairs", "words"),
    [
        ([("colour", "red")], "who, period, calendar, n, share, sure"),
        ([("from", "yesterday")], "2024-05-31"),
        ([("excel", "yes")], "1, semicolon"),
    ],
)
def test_what_cannot_be_asked_is_refused_with_what_can(pairs: list[tuple[str, str]], words: str) -> None:
    with pytest.raises(WrongFilter, match=words):
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


def test_hidden_columns_are_the_pages_and_not_the_files() -> None:
    cut = parse("t", COLUMNS, [("hide", "share"), ("hide", "n"), ("hide", ""), ("q", " a  b "), ("sort", "-n")])
    assert cut.query == "q=a+b&sort=-n&hide=n&hide=share"
    assert cut.as_file("").query == "q=a+b&sort=-n"


@pytest.mark.parametrize("pair", [("sort", "-colour"), ("sort", "--n"), ("hide", "colour")])
def test_an_order_or_a_hidden_column_that_the_table_has_not_is_refused(pair: tuple[str, str]) -> None:
    with pytest.raises(WrongFilter, match="who, period"):
        parse("t", COLUMNS, [pair])
