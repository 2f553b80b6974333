"""Markers of the small pictures, by plotly's names."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import Any

from dashboard.charts import theme


def segment(x1: float, y1: float, x2: float, y2: float, more: str) -> str:
    return f'<line x1="{x1:.1f}" y1="{y1:.1f}" x2="{x2:.1f}" y2="{y2:.1f}" {more}/>'


def pick(value: Any, i: int) -> Any:
    return value[i] if isinstance(value, (list, tuple)) else value


def symbol(marker: Mapping[str, Any], i: int, x: float, y: float) -> str:
    """The marker of point `i` at a pixel, by plotly's names: "-open" is hollow, "-open-dot" hollow with a dot."""
    name = str(pick(marker.get("symbol", "circle"), i))
    size, colour = float(pick(marker.get("size", 8), i)) / 2, str(pick(marker.get("color", theme.MUTED), i))
    if name.endswith("-dot"):
        whole = symbol({**marker, "symbol": name.removesuffix("-dot")}, i, x, y)
        return whole + f'<circle cx="{x:.1f}" cy="{y:.1f}" r="1.4" fill="{colour}"/>'
    shape, hollow = name.removesuffix("-open"), name.endswith("-open")
    look = f'class="hole" stroke="{colour}" stroke-width="2"' if hollow else f'fill="{colour}"'
    if shape == "circle":
        return f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{size:.1f}" {look}/>'
    if shape == "line-ew":
        return segment(x - size, y, x + size, y, f'stroke="{colour}" stroke-width="2"')
    if shape == "x-thin":
        look = f'stroke="{colour}" stroke-width="2"'
        return segment(x - size, y - size, x + size, y + size, look) + segment(
            x - size, y + size, x + size, y - size, look
        )
    corners = _CORNERS.get(shape)
    if corners is None:
        raise ValueError(f"no drawing for a marker {shape}")
    points = " ".join(f"{x + size * a:.1f},{y + size * b:.1f}" for a, b in corners)
    return f'<polygon points="{points}" {look}/>'


def _ring(corners: int, inner: float = 0.0) -> list[tuple[float, float]]:
    """A polygon, or with an `inner` radius a star, of so many corners."""
    radii = [1.1, inner] if inner else [1.1]
    turns = [2 * math.pi * k / (corners * len(radii)) for k in range(corners * len(radii))]
    return [(r * math.sin(turn), -r * math.cos(turn)) for r, turn in zip(radii * corners, turns, strict=True)]


#: corners of marks in halves of their size, as SVG writes them
_POINTS = {
    "square": "-0.9,-0.9 0.9,-0.9 0.9,0.9 -0.9,0.9",
    "diamond": "0,-1.25 1.25,0 0,1.25 -1.25,0",
    "triangle-up": "0,-1.1 1.05,0.8 -1.05,0.8",
    "triangle-down": "0,1.1 1.05,-0.8 -1.05,-0.8",
    "triangle-left": "-1.1,0 0.8,1.05 0.8,-1.05",
    "triangle-right": "1.1,0 -0.8,1.05 -0.8,-1.05",
    "hourglass": "-0.9,-1 0.9,-1 -0.9,1 0.9,1",
    "bowtie": "-1,-0.9 -1,0.9 1,-0.9 1,0.9",
    "diamond-tall": "0,-1.4 0.75,0 0,1.4 -0.75,0",
    "diamond-wide": "0,-0.75 1.4,0 0,0.75 -1.4,0",
    "cross": "-0.35,-1 0.35,-1 0.35,-0.35 1,-0.35 1,0.35 0.35,0.35 "
    "0.35,1 -0.35,1 -0.35,0.35 -1,0.35 -1,-0.35 -0.35,-0.35",
    "x": "-0.5,-0.95 0,-0.45 0.5,-0.95 0.95,-0.5 0.45,0 0.95,0.5 "
    "0.5,0.95 0,0.45 -0.5,0.95 -0.95,0.5 -0.45,0 -0.95,-0.5",
}
_CORNERS: Mapping[str, Sequence[tuple[float, ...]]] = {
    **{name: [tuple(map(float, point.split(","))) for point in points.split()] for name, points in _POINTS.items()},
    "pentagon": _ring(5),
    "hexagon": _ring(6),
    "star": _ring(5, 0.5),
    "octagon": _ring(8),
    "star-square": _ring(4, 0.55),
    "star-diamond": _ring(4, 0.4),
    "hexagram": _ring(6, 0.62),
    "star-triangle-up": _ring(3, 0.3),
    "star-triangle-down": [(x, -y) for x, y in _ring(3, 0.3)],
}
