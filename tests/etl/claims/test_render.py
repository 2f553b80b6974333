"""How values are written in a sentence: places, changes, shares, money, periods and days."""

from __future__ import annotations

from typing import Any

import pytest

from etl.claims import settings
from etl.claims.render import FORMATS, filled, names, render

WORDS = settings("words")["format"]


@pytest.mark.parametrize(
    ("form", "value", "text"),
    [
        ("ordinal", 7, "seventh"),
        ("ordinal", 11, "11th"),
        ("ordinal", 21, "21st"),
        ("ordinal", 42, "42nd"),
        ("ordinal", 41, "41st"),
        ("ordinal", 113, "113th"),
        ("ordinal", 53, "53rd"),
        ("place", 5, "fifth"),
        ("place", [6, 6], "sixth"),
        ("place", [6, 7], "sixth or seventh"),
        ("place", [4, 6], "fourth to sixth"),
        ("place", [6, None], "sixth or lower"),
        ("percent", 4.97, "4.9 %"),
        ("percent", 100.0, "100 %"),
        ("percent", [77.2, None], "77.2 % or more"),
        ("percent", [31.8, 66.0], "31.8 to 66 %"),
        ("change", 3.64, "up 4 %"),
        ("change", -17.81, "down 18 %"),
        ("change", [18.75, 20.0], "up 19 to 20 %"),
        ("change", [-9.4, None], "down 9 % at most"),
        ("change", [9.4, None], "up 9 % or more"),
        ("part", [2, 3], "two of three"),
        ("part", [0, 3], "none of three"),
        ("part", [15, 15], "all 15"),
        ("part", [2, 2], "both"),
        ("part", [1, 1], "the one"),
        ("change", [None, 4.0], "between more and 4 %"),
        ("change", [-3.2, 4.1], "between -3 % and 4 %"),
        ("change", 0.0, "unchanged"),
        ("change", 0.96, "up 0.9 %"),
        ("range", [0.402, 2.357], "0.4 to 2.3"),
        ("range", 1.5, "1.5"),
        ("range", [1.5, None], "1.5 to more"),
        ("billion", 2_760_000_000, "$2.76 bn"),
        ("billion", [1_425_000_000, 1_500_000_000], "$1.43 to 1.5 bn"),
        ("mt", 4_040_000, "4.04 million tonnes"),
        ("period", "solar_hijri 1402-11m", "March 2023 to February 2024"),
        ("period", "gregorian 2024", "2024"),
        ("period", "gregorian to-2025-02-24", "the time up to 24 February 2025"),
        ("period", "gregorian sooner-or-later", "sooner-or-later"),
        ("date", "2026-02-18", "18 February 2026"),
        ("date", "2026-02", "February 2026"),
        ("count", 0, "none"),
        ("count", 5, "five"),
        ("count", 40, "40"),
        ("country", ["IRQ", "PAK"], "Iraq and Pakistan"),
        ("country", "ARE", "United Arab Emirates"),
        ("text", ["a", "b", "c"], "a, b and c"),
        ("text", 1.84, "1.84"),
        ("family", "iran_customs", "Iran's customs"),
        ("stage", "C", "a signed contract"),
        ("dimension", ["root_family", "basis"], "who counts and whether estimates count"),
    ],
)
def test_a_value_is_written_by_its_format(form: str, value: Any, text: str) -> None:
    assert FORMATS[form](value, WORDS) == text


def test_a_share_is_cut_and_never_rounded_up_to_a_threshold() -> None:
    assert [FORMATS["percent"](v, WORDS) for v in (4.99, 24.999, 79.96)] == ["4.9 %", "24.9 %", "79.9 %"]


@pytest.mark.parametrize(
    ("who", "when", "value", "rank", "text"),
    [
        ("Russia", "2024", 5, 3, "Russia, 2024: 5, rank 3"),
        ("Russia", "2024", None, 3, "Russia, 2024: rank 3"),
        ("Russia", "2024", 5, None, "Russia, 2024: 5"),
        ("Russia", "2024", None, None, "Russia, 2024"),
        ("Russia", None, 5, None, "Russia: 5"),
        (None, None, 5, 3, "5, rank 3"),
        (None, None, None, None, ""),
    ],
)
def test_a_part_in_brackets_goes_with_its_value(who: Any, when: Any, value: Any, rank: Any, text: str) -> None:
    template = "[{who}, ][{when}]:[ {value}][, rank {rank}]"
    values = {"who": who, "when": when, "value": value, "rank": rank}
    assert filled(template, values, WORDS) == text


def test_brackets_around_words_alone_are_words() -> None:
    assert filled("continue[d] {n}", {"n": None}, WORDS) == "continue[d] no value"


def test_a_sentence_begins_with_a_capital_and_asks_for_its_values() -> None:
    assert render("{who:family} put it {place:ordinal}.", {"who": "sipri", "place": 1}, WORDS) == "SIPRI put it first."
    assert render("fifth.", {}, WORDS) == "Fifth."
    assert names("{a:ordinal} {b}") == {"a", "b"}
    with pytest.raises(KeyError, match="place"):
        render("{place:ordinal}", {}, WORDS)
