"""Cards: no word of a title is lost, a picture fits or shows its top, and nothing that costs more than it shows."""

from __future__ import annotations

import re
from typing import Any

import pytest

from dashboard.charts import axes, grids, style, theme
from dashboard.charts.style import Figure
from dashboard.svg import card

PLACE = re.compile(r'<g transform="translate\(([\d.]+) ([\d.]+)\) scale\(([\d.]+)\)"')


def figure(height: int, **more: Any) -> Figure:
    """A picture with one faint mark."""
    look = theme.Look(theme.BLUE, "circle")
    trace = style.marks([1], look, str, x=int, y=int) | {"opacity": 0.5}
    axis = axes.labelled((0, 2), (0, 1, 2))
    return style.figure([trace], axis, axis, height=height, **more)


@pytest.mark.parametrize("words", [4, 20, 60])
def test_no_word_of_a_title_is_cut(words: int) -> None:
    title = " ".join(f"word{i}" for i in range(words))
    assert re.findall(r"word\d+", card.chart(figure(440), title, "", "").split("</desc>")[1]) == title.split()


@pytest.mark.parametrize(("height", "whole"), [(440, True), (card.TALL, True), (card.TALL + 1, True), (2000, False)])
def test_a_picture_fits_unless_it_is_long_which_shows_its_top_in_full_width(height: int, whole: bool) -> None:
    place = PLACE.search(card.chart(figure(height), "T", "", ""))
    assert place
    left, top, scale = map(float, place.groups())
    own = card.FLAT if height <= card.TALL else height
    assert (top + own * scale <= card.BOTTOM + 1) is whole
    assert (left + 860 * scale) == pytest.approx(card.WIDTH - left, abs=1)
    assert (left == 64) is (not whole or height <= card.TALL)


def test_of_a_long_table_only_rows_that_can_be_seen_are_drawn() -> None:
    rows = [[f"row{i}", "text"] for i in range(60)]
    drawing = card.chart(grids.figure(["a", "b"], rows), "T", "", "")
    assert len(re.findall(r"row\d+", drawing)) == 12
    place = PLACE.search(drawing)
    assert place
    lowest = max(float(y) for y in re.findall(r'<text x="[\d.]+" y="([\d.]+)"[^>]*>row', drawing))
    assert float(place[2]) + float(place[3]) * lowest > card.BOTTOM


def test_a_card_has_no_part_that_is_clipped_or_laid_over_as_a_whole() -> None:
    """Each costs a renderer as much as the rest of the card."""
    drawing = card.chart(figure(440), "T", "", "")
    assert drawing.count("<svg") == 1
    assert not re.search(r"<(g|svg)[^>]* opacity=", drawing)
    assert 'fill-opacity="0.5" stroke-opacity="0.5"' in drawing
