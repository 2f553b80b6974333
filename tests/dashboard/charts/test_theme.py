"""Numbers and periods as a reader meets them, and colours that both schemes can carry."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from dashboard.charts import theme
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
        (-760_000_000, "-$760\u00a0m"),
        (24_930_000_000_000, "$24.9\u00a0tn"),
    ],
)
def test_dollars(value: int, told: str) -> None:
    assert formats.dollars(value) == told


@pytest.mark.parametrize(
    ("value", "told"), [(6.0, "6"), (0.0567, "0.0567"), (77.22, "77.2"), (207.69, "208"), (24000.4, "24\u202f000")]
)
def test_numbers_keep_the_digits_that_matter(value: float, told: str) -> None:
    assert formats.number(value) == told


def test_shares() -> None:
    assert formats.percent(0.42) == "42\u00a0%"
    assert formats.percent(0.125) == "12.5\u00a0%"
    assert formats.percent(1.0) == "100\u00a0%"


@pytest.mark.parametrize(
    ("iso", "told"), [("2026-11-22", "22 November 2026"), ("2022-07", "July 2022"), ("2022", "2022"), ("", "")]
)
def test_days(iso: str, told: str) -> None:
    assert formats.day(iso) == told


def _light(colour: str) -> float:
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def _contrast(a: str, b: str) -> float:
    high, low = sorted((_light(a), _light(b)), reverse=True)
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_colour_of_data_stands_out_on_its_ground(scheme: str) -> None:
    ground = theme.TEMPLATES[scheme]["layout"]["paper_bgcolor"]
    used = [*theme.COLOURS, theme.MARK, theme.MUTED, *(look.colour for look in theme.FAMILIES.values())]
    shown = {theme.DARK[c] if scheme == "dark" else c for c in used}
    assert {c: round(_contrast(c, ground), 2) for c in shown if _contrast(c, ground) < 4.5} == {}
    assert _contrast(theme.TEMPLATES[scheme]["layout"]["font"]["color"], ground) > 7
    assert _contrast(theme.TEMPLATES[scheme]["layout"]["xaxis"]["tickfont"]["color"], ground) > 4.5


def test_dark_colours_are_as_many_as_light_ones() -> None:
    assert len(set(theme.DARK.values())) == len(theme.DARK)


def test_only_the_theme_knows_a_colour() -> None:
    folder = Path(theme.__file__).parent
    written = [p.name for p in folder.rglob("*.py") if re.search(r"#[0-9a-f]{6}", p.read_text(encoding="utf-8"))]
    assert written == ["theme.py"]


def test_no_two_families_share_a_colour_or_a_marker() -> None:
    looks = theme.FAMILIES.values()
    assert len({look.colour for look in looks}) == len({look.symbol for look in looks}) == len(looks)


def test_an_unknown_family_always_looks_the_same() -> None:
    assert theme.family("somebody") == theme.family("somebody")
    assert theme.country("XXX").colour.startswith("#")
