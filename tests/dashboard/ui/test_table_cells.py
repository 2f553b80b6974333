"""Cells of a table: numbers rounded for the eye and exact for the clipboard, codes with their names."""

from __future__ import annotations

import re

import pytest

from dashboard.texts import formats
from dashboard.ui.html import render
from dashboard.ui.table_cells import beside, exact, grouped, td


def letters(node: object) -> str:
    return re.sub("<[^>]+>", "", render(node))


@pytest.mark.parametrize("text", ["7", "1234", "12345", "-769123456", "2411000000", "123456.75", "0.0205"])
def test_groups_are_drawn_and_no_characters(text: str) -> None:
    assert letters(grouped(text)) == text


def test_groups_have_three_digits_from_the_right() -> None:
    assert re.findall(r"\d+", render(grouped("2411000000")).replace('class="group"', "")) == ["2", "411", "000", "000"]
    assert "group" not in render(grouped("1234"))


def test_the_digits_stand_beside_what_is_rounded() -> None:
    text = render(exact("$2.41 bn", "2411000000"))
    assert 'class="rounded">$2.41' in text
    assert letters(exact("$2.41 bn", "2411000000")) == "$2.41 bn 2411000000"


def test_nothing_is_said_twice() -> None:
    assert letters(exact(formats.dollars(849481), "849481")) == "$849481"
    assert render(exact(formats.dollars(-1421), "-1421")) == '-<span class="rounded">$</span>1421'
    assert render(exact("7", "7")) == "7"
    assert render(exact(formats.grouped(-7), "-7")) == "-7"
    assert letters(exact(formats.grouped(12345), "12345")) == "12345"


def test_codes_have_their_names_beside_them_and_long_numbers_their_groups() -> None:
    row = {"exporter": "RUS", "above": "CHN TUR", "contact_kind": "phone_call", "title": "A B", "tonnes": 14_500_000}
    assert [beside(name, row) for name in row] == ["Russia", "China, Turkey", "phone call", "", ""]
    fields = {"tonnes": {"type": "integer"}}
    assert "RUS <small>Russia</small>" in render(td("exporter", row, fields, "Russia"))
    text = render(td("tonnes", row, fields))
    assert '<span class="group">14</span><span class="group">500</span>000' in text


def test_a_day_does_not_break() -> None:
    row = {"date": "2026-01-18", "name": "2026"}
    assert 'class="day"' in render(td("date", row, {}))
    assert "class=" not in render(td("name", row, {}))
