"""Rows that hold words, and rows in the order of a column."""

from __future__ import annotations

import pandas as pd
import pytest

from dashboard.package.arrange import code_names, matching, ordered
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
    ("words", "rows"),
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
def test_every_word_is_in_some_cell_or_name(words: str, rows: list[int]) -> None:
    assert list(matching(FRAME, words, NAMES).index) == rows


@pytest.mark.parametrize(
    ("sort", "rows"),
    [
        ("", [0, 1, 2, 3]),
        ("n", [1, 0, 3, 2]),
        ("-n", [3, 0, 1, 2]),
        ("note", [3, 1, 0, 2]),
        ("-who", [0, 2, 3, 1]),
    ],
)
def test_numbers_go_by_size_words_by_letter_and_nothing_comes_last(sort: str, rows: list[int]) -> None:
    assert list(ordered(FRAME, sort).index) == rows


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
