"""Names beside marks instead of a legend, clear of each other, of marks and of lines.

They go above or below their mark, as far as they must; a phone has a legend in their place.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Any

from dashboard.charts import style, theme
from dashboard.charts.lines import FRAME, GAP
from dashboard.charts.style import Trace
from dashboard.charts.wording import safe

NEAR = 50  # pixels from a mark to its name
MOST = 7  # names beyond which a legend is easier to read
NARROWEST, PHONE, LETTER, CLEAR = 520, 215, 6.0, 8  # pixels: across pictures with names, of a letter, around a mark


@dataclass(frozen=True, kw_only=True)
class Mark:
    """A mark with a name: its place and its look."""

    x: float
    y: float
    name: str
    look: theme.Look


@dataclass(frozen=True, kw_only=True)
class Series:
    """Marks of one look, the last of which has the name of all; a line runs through them unless they are `single`."""

    places: Sequence[tuple[float, float]]
    name: str
    look: theme.Look
    group: str = ""
    single: bool = False

    @property
    def end(self) -> Mark:
        (x, y), look = self.places[-1], self.look
        return Mark(x=x, y=y, name=self.name, look=look)

    def between(self) -> list[tuple[float, float]]:
        """Places along the line from mark to mark."""
        pairs, steps = ([] if self.single else pairwise(self.places)), [k / 6 for k in range(1, 6)]
        return [(a + (c - a) * k, b + (d - b) * k) for (a, b), (c, d) in pairs for k in steps]


@dataclass(frozen=True, kw_only=True)
class Sheet:
    """The ranges of two linear axes, their picture in pixels, and the marks and lines on which no word may lie.

    The picture is the narrowest that has names in place of a legend, unless it says another width.
    """

    x: Sequence[float]
    y: Sequence[float]
    marks: Sequence[tuple[float, float]]
    lines: Sequence[tuple[float, float]] = ()
    height: int = style.HEIGHT
    width: int = NARROWEST

    def at(self, x: float, y: float) -> tuple[float, float]:
        """Pixels from the lower left corner."""
        across, up = self.width / (self.x[1] - self.x[0]), (self.height - FRAME) / (self.y[1] - self.y[0])
        return (x - self.x[0]) * across, (y - self.y[0]) * up

    def boxes(self, places: Sequence[tuple[float, float]]) -> list[tuple[float, float, float]]:
        """The room around `places`: left, right, height in pixels."""
        return [(x - CLEAR, x + CLEAR, y) for x, y in (self.at(*place) for place in places)]

    def back(self, level: float) -> float:
        return round(self.y[0] + level * (self.y[1] - self.y[0]) / (self.height - FRAME), 4)


def named(series: Sequence[Series], xaxis: Mapping[str, Any], yaxis: Mapping[str, Any]) -> list[Trace]:
    """Names beside the last mark of each, and entries of a legend for a phone; a legend alone for more than MOST."""
    keys = [style.key(s.name, s.look, s.group) for s in series]
    if len(series) > MOST:
        return keys
    marks, lines = [place for s in series for place in s.places], [place for s in series for place in s.between()]
    sheet = Sheet(x=xaxis["range"], y=yaxis["range"], marks=marks, lines=lines)
    names = _beside([s.end for s in series], sheet) | {"meta": {"only": "wide"}}
    return [names, *[k | {"meta": {"only": "narrow"}} for k in keys]]


def _beside(entries: Sequence[Mark], sheet: Sheet) -> Trace:
    """Each name above or below its mark, with the mark again at its end, clear of other names and of all marks.

    A name in the right half ends at its mark, one in the left half begins there. One that finds no room NEAR its mark
    lies over a line.
    """
    boxes, lines = sheet.boxes(sheet.marks), sheet.boxes(sheet.lines)
    sides, levels = [], []
    for entry in entries:
        (x, y), long = sheet.at(entry.x, entry.y), LETTER * len(entry.name) + CLEAR
        late = x > NARROWEST / 2
        left, right = (x - long, x + CLEAR) if late else (x - CLEAR, x + long)
        free = [v for v in _levels(y, sheet.height - FRAME) if _free(boxes, left, right, v)]
        level = next((v for v in free if abs(v - y) <= NEAR and _free(lines, left, right, v)), free[0])
        boxes.append((left, right, level))
        sides.append("middle left" if late else "middle right")
        levels.append(sheet.back(level))
    colours, symbols = [e.look.colour for e in entries], [e.look.symbol for e in entries]
    texts = style.texts([e.x for e in entries], levels, [safe(e.name) for e in entries], sides, size=11, color=colours)
    return texts | {"mode": "markers+text", "marker": {"size": 6, "color": colours, "symbol": symbols}}


def some(entries: Sequence[Mark], sheet: Sheet) -> list[Trace]:
    """Names beside as many marks as have room for theirs, the first of `entries` first; fewer on a phone."""
    return [_some(entries, sheet, "wide"), _some(entries, replace(sheet, width=PHONE), "narrow")]


def _some(entries: Sequence[Mark], sheet: Sheet, size: str) -> Trace:
    boxes, named = sheet.boxes(sheet.marks), list[tuple[Mark, str]]()
    for entry in entries:
        (x, y), long = sheet.at(entry.x, entry.y), LETTER * len(entry.name)
        ways = {"middle right": (x + CLEAR + 1, x + CLEAR + long), "middle left": (x - CLEAR - long, x - CLEAR - 1)}
        within = [side for side, (left, right) in ways.items() if left >= 0 and right <= sheet.width]
        side = next((side for side in within if _free(boxes, *ways[side], y)), "")
        if side:
            boxes.append((*ways[side], y))
            named.append((entry, side))
    names, colours = [_apart(e.name, side) for e, side in named], [e.look.colour for e, _ in named]
    places, sides = ([e.x for e, _ in named], [e.y for e, _ in named]), [side for _, side in named]
    return style.texts(*places, names, sides, size=11, color=colours, meta={"only": size})


def _apart(name: str, side: str) -> str:
    """A name and the room of a mark, which a text without one does not leave."""
    room = "\u00a0" * 3
    return room + safe(name) if side == "middle right" else safe(name) + room


def _free(boxes: Sequence[tuple[float, float, float]], left: float, right: float, level: float) -> bool:
    return not any(left < end and start < right and abs(level - height) < GAP for start, end, height in boxes)


def _levels(y: float, top: float) -> Iterator[float]:
    """Heights in pixels for words at a mark, the nearest first: above and below it, and at last any."""
    for step in range(int(top) + 2):
        for level in (y + GAP + 4 * step, y - GAP - 4 * step):
            if GAP / 2 <= level <= top or step > top:
                yield level
