"""Numbers, sums, shares, days and periods as a reader meets them."""

from __future__ import annotations

import pytest

from dashboard.texts import formats


@pytest.mark.parametrize(
    ("period", "calendar", "told"),
    [
        ("2024", "gregorian", "2024"),
        ("1402", "solar_hijri", "1402 (Mar\u00a02023–Mar\u00a02024)"),
        ("1402-11m", "solar_hijri", "1402, first 11 months (Mar\u00a02023–Feb\u00a02024)"),
        ("1403-5m", "solar_hijri", "1403, first 5 months (Mar\u00a02024–Aug\u00a02024)"),
        ("2025-10m", "gregorian", "2025, first 10 months"),
        ("2007-2016", "gregorian", "2007-2016"),
    ],
)
def test_periods(period: str, calendar: str, told: str) -> None:
    assert formats.period(period, calendar) == told


@pytest.mark.parametrize(
    ("value", "told"),
    [
        (0, "$0"),
        (999_999, "$999\u202f999"),
        (2_411_000_000, "$2.41\u00a0bn"),
        (-760_000_000, "−$760\u00a0m"),
        (24_930_000_000_000, "$24.9\u00a0tn"),
    ],
)
def test_dollars(value: int, told: str) -> None:
    assert formats.dollars(value) == told


@pytest.mark.parametrize(
    ("value", "told"),
    [
        (6.0, "6"),
        (0.0567, "0.0567"),
        (77.22, "77.2"),
        (207.69, "208"),
        (24000.4, "24\u202f000"),
        (-0.0567, "−0.0567"),
        (-0.0, "0"),
    ],
)
def test_numbers_keep_the_digits_that_matter(value: float, told: str) -> None:
    assert formats.number(value) == told


def test_names_in_a_cell_end_at_semicolons_outside_brackets() -> None:
    cell = "Technotime (Bloomberg; Trade Data Monitor (WTO; OECD) via WTO): depends; Iran: not shown;"
    names = ["Technotime (Bloomberg; Trade Data Monitor (WTO; OECD) via WTO): depends", "Iran: not shown"]
    assert formats.names_in(cell) == names
    assert formats.names_in("RUS;CSTO;IRN") == ["RUS", "CSTO", "IRN"]
    assert formats.names_in("") == []


def test_shares() -> None:
    assert formats.percent(0.42) == "42\u00a0%"
    assert formats.percent(0.125) == "12.5\u00a0%"
    assert formats.percent(1.0) == "100\u00a0%"
    assert formats.percent(-0.125) == "−12.5\u00a0%"


@pytest.mark.parametrize("value", [0, 7, -7, 12_345, -12_345])
def test_digits_that_are_copied_are_those_of_a_file(value: int) -> None:
    assert formats.ungrouped(formats.grouped(value)) == str(value)
    assert "-" not in formats.grouped(value)


@pytest.mark.parametrize(
    ("iso", "told"), [("2026-11-22", "22 November 2026"), ("2022-07", "July 2022"), ("2022", "2022"), ("", "")]
)
def test_days(iso: str, told: str) -> None:
    assert formats.day(iso) == told
