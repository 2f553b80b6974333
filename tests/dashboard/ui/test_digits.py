"""Rounded for the eye, exact for the clipboard."""

from __future__ import annotations

import re

import pytest

from dashboard.texts import formats
from dashboard.ui.digits import exact, grouped
from dashboard.ui.html import render


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
    assert letters(exact(formats.grouped(12345), "12345", groups=True)) == "12345"


def test_a_table_in_the_first_html_pays_for_no_groups() -> None:
    assert render(exact(formats.grouped(12345), "12345")) == "12345"
    assert "group" not in render(exact("$2.41 bn", "2411000000"))
    assert "group" in render(exact("$2.41 bn", "2411000000", groups=True))
