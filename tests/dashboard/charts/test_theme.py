"""Colours that both schemes can carry, each family its own."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from dashboard.charts import theme
from dashboard.svg import symbols


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
    looks = [*theme.COUNTRIES.values(), *(look for table in theme.LOOKS.values() for look in table.values())]
    used = [*theme.COLOURS, theme.MARK, theme.MUTED, *(look.colour for look in looks)]
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


@pytest.mark.parametrize("table", theme.LOOKS)
def test_no_two_values_of_a_legend_look_alike(table: str) -> None:
    looks = [(look.colour, look.symbol) for look in theme.LOOKS[table].values()]
    assert len(looks) == len(set(looks))
    assert all(symbols.symbol({"symbol": mark}, 0, 0.0, 0.0) for _, mark in looks)


def test_no_two_families_share_a_colour_or_a_marker() -> None:
    looks = theme.FAMILIES.values()
    assert len({look.colour for look in looks}) == len({look.symbol for look in looks}) == len(looks)


def test_an_unknown_family_always_looks_the_same() -> None:
    assert theme.family("somebody") == theme.family("somebody")
    assert theme.country("XXX").colour.startswith("#")
