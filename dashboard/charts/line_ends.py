"""Names at the ends of lines: close ones are moved apart, the order stays that of the values."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from dashboard.charts import style
from dashboard.charts.labels import FRAME, GAP
from dashboard.charts.style import Trace
from dashboard.charts.wording import safe


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
    heights = [round(y, 4) for y in spread([e.y for e in entries], gap, low, high)]
    names = [f"<b>{safe(e.name)}</b>" if e.strong else safe(e.name) for e in entries]
    colours, only = [e.colour for e in entries], {"only": "wide"}
    return style.texts([x] * len(entries), heights, names, "middle right", size=11, color=colours, meta=only)


def room(entries: Sequence[End]) -> int:
    """Pixels at the right that the longest of the names needs."""
    return 14 + round(6.4 * max((len(e.name) for e in entries), default=0))
