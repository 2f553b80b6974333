"""Rows with some values or periods, rows that hold words, rows in the order of a column; what may be filtered by."""

from __future__ import annotations

import pandas as pd
import pytest

from dashboard.package.arrange import code_names, matching, options, ordered, rows
from dashboard.package.filters import parse
from dashboard.package.store import Package

FRAME = pd.DataFrame(
    {
        "who": ["RUS", "IRN", "RUS", "NAM"],
        "note": ["wheat to Iran", "Oil", None, "apples"],
        "n": pd.array([20, 3, None, 100], dtype="Int64"),
    }
)
NAMES = {"who": {"RUS": "Russia", "IRN": "Iran", "NAM": "Namibia"}}


@pytest.mark.parametrize(
    ("words", "places"),
    [
        ("", [0, 1, 2, 3]),
        ("oil", [1]),
        ("IRAN", [0, 1]),  # in a note, and as the name of a code
        ("russia wheat", [0]),
        ("russia oil", []),
        ("100", [3]),
        ("<na>", []),
    ],
)
def test_every_word_is_in_some_cell_or_name(words: str, places: list[int]) -> None:
    assert list(matching(FRAME, words, NAMES).index) == places


@pytest.mark.parametrize(
    ("sort", "places"),
    [
        ("", [0, 1, 2, 3]),
        ("n", [1, 0, 3, 2]),
        ("-n", [3, 0, 1, 2]),
        ("note", [3, 1, 0, 2]),
        ("-who", [0, 2, 3, 1]),
    ],
)
def test_numbers_go_by_size_words_by_letter_and_nothing_comes_last(sort: str, places: list[int]) -> None:
    assert list(ordered(FRAME, sort).index) == places


PERIODS = pd.DataFrame(
    {
        "who": ["RUS", "RUS", "NA", "IRN"],
        "period": ["2022", "1402", "1402-11m", "2025"],
        "calendar": ["gregorian", "solar_hijri", "solar_hijri", "gregorian"],
        "n": pd.array([1, 2, None, 3], dtype="Int64"),
        "share": pd.array([0.5, None, 0.25, 2.0], dtype="Float64"),
        "sure": pd.array([True, False, None, True], dtype="boolean"),
    }
)


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
        ([("share", "nan")], []),
        ([("share", "2.00"), ("share", "many")], ["2025"]),
        ([("sure", "true")], ["2022", "2025"]),
        ([("from", "2023")], ["1402", "1402-11m", "2025"]),
        ([("to", "2023")], ["2022", "1402", "1402-11m"]),
        ([("from", "1402"), ("to", "1402")], ["1402", "1402-11m"]),
        ([("from", "2024"), ("to", "2023")], []),
    ],
)
def test_rows_of_a_filter(pairs: list[tuple[str, str]], periods: list[str]) -> None:
    assert list(rows(PERIODS, parse("t", list(PERIODS), pairs))["period"]) == periods


def test_a_bound_reaches_as_far_as_it_is_written() -> None:
    frame = pd.DataFrame({"date": ["2023-05-31", "2023-06", "2024-01-01", None]})
    cut = parse("t", ["date"], [("from", "2023-05"), ("to", "2023-06")])
    assert list(rows(frame, cut)["date"]) == ["2023-05-31", "2023-06"]
    assert list(rows(frame, parse("t", ["date"], [("to", "2024")]))["date"].dropna()) == list(frame["date"].dropna())


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
    assert list(rows(PERIODS, parse("t", list(PERIODS), pairs), names)["period"]) == periods


def test_places_have_their_names(package: Package) -> None:
    names = code_names(package, "partner_ranks")
    assert set(names) == {"reporter", "partner"}
    assert names["partner"]["NAM"] == "Namibia"
    assert code_names(package, "claims") == {}


def test_every_code_of_a_place_a_source_or_a_claim_has_a_name(now: Package) -> None:
    assert code_names(now, "trade")["source"]["oec"].startswith("Goods trade of Iran")
    assert code_names(now, "evidence")["claim"]["trade-rank"].endswith("fifth-largest trading partner")
    for table in now.resources:
        for column, names in code_names(now, table).items():
            codes = set(now.tables[table][column].dropna())
            assert all(names[code] for code in codes), (table, column)


def test_options_are_values_that_rows_share() -> None:
    frame = pd.DataFrame({"id": [f"r{i}" for i in range(40)], "kind": ["a", "b"] * 20, "one": ["x"] * 40})
    assert dict(options(frame, 300)) == {"kind": ["a", "b"]}
