"""Words at lines and marks instead of a legend, apart from each other.

At the ends of lines close ones are moved apart, the order stays that of the values. Beside single marks they go above
or below, as far as they must; a phone has a legend in their place.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import count

from dashboard.charts import style, theme
from dashboard.charts.style import Trace, safe

GAP, FRAME = 13, 90  # pixels between two labels, and of a chart's height that axis and legend take

MOST = 7  # names beyond which a legend is easier to read
NARROWEST, PHONE, LETTER, CLEAR = 520, 215, 6.0, 8  # pixels: across pictures with names, of a letter, around a mark


@dataclass(frozen=True, kw_only=True)
class End:
    """The end of one line: its value, its name and colour; `strong` ones are bold."""

    y: float
    name: str
    colour: str
    strong: bool = False


def spread(values: Sequence[float], gap: float, low: float, high: float) -> list[float]:
    """`values` moved apart until neighbours are `gap` from each other, within `low` and `high` as far as they fit."""
    order = sorted(range(len(values)), key=lambda i: values[i])
    placed: list[float] = []
    for i in order:
        placed.append(max(values[i], placed[-1] + gap) if placed else max(values[i], low))
    ceiling = high
    for k in range(len(placed) - 1, -1, -1):
        placed[k] = min(placed[k], ceiling)
        ceiling = placed[k] - gap
    heights = dict(zip(order, placed, strict=True))
    return [heights[i] for i in range(len(values))]


def ends(entries: Sequence[End], x: float, low: float, high: float, height: int) -> Trace:
    """The names of lines at `x`, on a wide screen; the axis runs from `low` to `high` in `height` pixels."""
    gap = GAP * (high - low) / max(height - FRAME, 1)
    return {
        "type": "scatter",
        "mode": "text",
        "meta": {"only": "wide"},
        "x": [x] * len(entries),
        "hoverinfo": "skip",
        "showlegend": False,
        "y": [round(y, 4) for y in spread([e.y for e in entries], gap, low, high)],
        "cliponaxis": False,
        "text": [f"<b>{safe(e.name)}</b>" if e.strong else safe(e.name) for e in entries],
        "textposition": "middle right",
        "textfont": {"size": 11, "color": [e.colour for e in entries]},
    }


@dataclass(frozen=True, kw_only=True)
class Mark:
    """A mark with a name: its place and its look, and the group of its series."""

    x: float
    y: float
    name: str
    look: theme.Look
    group: str = ""


@dataclass(frozen=True, kw_only=True)
class Sheet:
    """The ranges of two linear axes, the height of their chart, and the marks on which no word may lie."""

    x: Sequence[float]
    y: Sequence[float]
    height: int
    marks: Sequence[tuple[float, float]] = ()

    def at(self, x: float, y: float) -> tuple[float, float]:
        """Pixels from the lower left corner, in the narrowest picture that has names in place of a legend."""
        across, up = NARROWEST / (self.x[1] - self.x[0]), (self.height - FRAME) / (self.y[1] - self.y[0])
        return (x - self.x[0]) * across, (y - self.y[0]) * up

    def back(self, level: float) -> float:
        return round(self.y[0] + level * (self.y[1] - self.y[0]) / (self.height - FRAME), 4)


def named(entries: Sequence[Mark], sheet: Sheet) -> list[Trace]:
    """Names beside marks, and entries of a legend for a phone; a legend alone for more than MOST of them."""
    keys = [style.key(e.name, e.look, e.group) for e in entries]
    if len(entries) > MOST:
        return keys
    return [_beside(entries, sheet) | {"meta": {"only": "wide"}}, *[k | {"meta": {"only": "narrow"}} for k in keys]]


def _beside(entries: Sequence[Mark], sheet: Sheet) -> Trace:
    """Each name above or below its mark, with the mark again at its end, clear of other names and of all marks.

    A name in the right half ends at its mark, one in the left half begins there.
    """
    boxes = [(x - CLEAR, x + CLEAR, y) for x, y in (sheet.at(*mark) for mark in sheet.marks)]
    sides, levels = [], []
    for entry in entries:
        (x, y), long = sheet.at(entry.x, entry.y), LETTER * len(entry.name) + CLEAR
        late = x > NARROWEST / 2
        left, right = (x - long, x + CLEAR) if late else (x - CLEAR, x + long)
        level = next(v for v in _levels(y, sheet.height - FRAME) if _free(boxes, left, right, v))
        boxes.append((left, right, level))
        sides.append("middle left" if late else "middle right")
        levels.append(sheet.back(level))
    return {
        "type": "scatter",
        "mode": "markers+text",
        "x": [e.x for e in entries],
        "y": levels,
        "text": [safe(e.name) for e in entries],
        "textposition": sides,
        "textfont": {"size": 11, "color": [e.look.colour for e in entries]},
        "marker": {"size": 6, "color": [e.look.colour for e in entries], "symbol": [e.look.symbol for e in entries]},
        "hoverinfo": "skip",
        "showlegend": False,
        "cliponaxis": False,
    }


def some(entries: Sequence[Mark], sheet: Sheet) -> list[Trace]:
    """Names beside as many marks as have room for theirs, the first of `entries` first; fewer on a phone."""
    sizes = (("wide", NARROWEST), ("narrow", PHONE))
    return [trace for size, across in sizes for trace in _some(entries, sheet, size, across)]


def _some(entries: Sequence[Mark], sheet: Sheet, size: str, across: int) -> Iterator[Trace]:
    scale = across / NARROWEST
    marks = [(x * scale, y) for x, y in (sheet.at(*mark) for mark in sheet.marks)]
    boxes = [(x - CLEAR, x + CLEAR, y) for x, y in marks]
    named: list[tuple[Mark, str]] = []
    for entry in entries:
        x, y = sheet.at(entry.x, entry.y)
        x, long = x * scale, LETTER * len(entry.name)
        ways = (("middle right", x + CLEAR + 1, x + CLEAR + long), ("middle left", x - CLEAR - long, x - CLEAR - 1))
        side = next((way for way in ways if way[1] >= 0 and way[2] <= across and _free(boxes, way[1], way[2], y)), None)
        if side:
            boxes.append((side[1], side[2], y))
            named.append((entry, side[0]))
    if named:
        yield {
            "type": "scatter",
            "mode": "text",
            "meta": {"only": size},
            "x": [e.x for e, _ in named],
            "y": [e.y for e, _ in named],
            "text": [_apart(e.name, side) for e, side in named],
            "textposition": [side for _, side in named],
            "textfont": {"size": 11, "color": [e.look.colour for e, _ in named]},
            "hoverinfo": "skip",
            "showlegend": False,
            "cliponaxis": False,
        }


def _apart(name: str, side: str) -> str:
    """A name and the room of a mark, which a text without one does not leave."""
    room = "\u00a0" * 3
    return room + safe(name) if side == "middle right" else safe(name) + room


def _free(boxes: Sequence[tuple[float, float, float]], left: float, right: float, level: float) -> bool:
    return not any(left < end and start < right and abs(level - height) < GAP for start, end, height in boxes)


def _levels(y: float, top: float) -> Iterator[float]:
    """Heights in pixels for words at a mark, the nearest first: above and below it, farther and farther."""
    for step in count():
        for level in (y + GAP + 4 * step, y - GAP - 4 * step):
            if GAP / 2 <= level <= top or step > top:
                yield level


def room(entries: Sequence[End]) -> int:
    """Pixels at the right that the longest of the names needs."""
    return 14 + round(6.4 * max((len(e.name) for e in entries), default=0))
