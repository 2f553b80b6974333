"""Traces of the small pictures: scatter and bars, with their texts, strokes and hatching."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from html import escape, unescape
from typing import Any

from dashboard.charts import theme
from dashboard.svg.axes import Axis
from dashboard.svg.symbols import pick, symbol

_DASHES = {"dash": "8 5", "dot": "2 4", "dashdot": "8 4 2 4", "longdash": "12 5", "longdashdot": "12 4 2 4"}


def label(x: float, y: float, text: str, anchor: str = "start", more: str = 'class="soft" font-size="12"') -> str:
    bold = ' font-weight="600"' if text.startswith("<b>") else ""
    clean = text.replace("<br>", " ").replace("<b>", "").replace("</b>", "")
    return f'<text x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}" {more}{bold}>{escape(clean, quote=False)}</text>'


def stroke(line: Mapping[str, Any]) -> str:
    dash = line.get("dash", "solid")
    dashes = "" if dash == "solid" else f' stroke-dasharray="{_DASHES[dash]}"'
    return f'stroke="{line.get("color", theme.MUTED)}" stroke-width="{line.get("width", 2)}"{dashes}'


def box(x0: float, y0: float, x1: float, y1: float, more: str) -> str:
    left, top, width, height = min(x0, x1), min(y0, y1), abs(x1 - x0), abs(y1 - y0)
    return f'<rect x="{left:.1f}" y="{top:.1f}" width="{width:.1f}" height="{height:.1f}" {more}/>'


def trace_marks(trace: Mapping[str, Any], x: Axis, y: Axis, wide: bool = True) -> list[str]:
    if trace.get("type") == "bar":
        inner = _bars(trace, x, y)
    elif trace.get("type", "scatter") == "scatter":
        inner = _scatter(trace, x, y, wide)
    else:
        raise ValueError(f"no drawing for a trace {trace['type']}")
    faint = trace.get("opacity", 1)  # of each mark: to draw a faint group costs as much as all else
    more = f' fill-opacity="{faint}" stroke-opacity="{faint}"' if faint != 1 else ""
    return [f'<g data-series="{escape(series(trace))}"{more}>', *inner, "</g>"]


def series(trace: Mapping[str, Any]) -> str:
    """What the marks of one series share: their group, else the name of the trace."""
    return str(trace.get("legendgroup") or trace.get("name") or "")


def _scatter(trace: Mapping[str, Any], x: Axis, y: Axis, wide: bool) -> Iterable[str]:
    points = [(x.at(a), y.at(b)) for a, b in zip(trace["x"], trace["y"], strict=True)]
    mode = str(trace.get("mode", "lines"))
    if "lines" in mode:
        run: list[str] = []
        for a, b in [*points, (None, None)]:
            if a is not None and b is not None:
                run.append(f"{a:.1f},{b:.1f}")
                continue
            if len(run) > 1:
                yield f'<polyline points="{" ".join(run)}" fill="none" {stroke(trace.get("line", {}))}/>'
            run = []
    places = [(i, a, b) for i, (a, b) in enumerate(points) if a is not None and b is not None]
    if "markers" in mode:
        yield from (symbol(trace.get("marker", {}), i, a, b) for i, a, b in places)
    if "text" in mode:
        for i, a, b in places:
            yield from _words(trace, i, a, b, wide)


def _words(trace: Mapping[str, Any], i: int, x: float, y: float, wide: bool) -> Iterable[str]:
    """The text of point `i` around its pixel, in as many lines as it has."""
    texts = (wide and trace.get("meta", {}).get("wide")) or trace["text"]  # titles are folded for a phone
    lines = str(pick(texts, i)).split("<br>")
    down, _, side = str(pick(trace.get("textposition", "middle center"), i)).partition(" ")
    font = trace.get("textfont", {})
    size = float(font.get("size", 12))
    first = {"top": -6 - (len(lines) - 1) * size * 1.25, "bottom": 6 + size}.get(down, size * 0.35)
    anchor = {"left": "end", "right": "start"}.get(side, "middle")
    if "markers" in str(trace["mode"]):  # beside a marker, not on it
        half = float(pick(trace["marker"].get("size", 8), i)) / 2
        x += {"left": -1, "right": 1}.get(side, 0) * (half + 3)
        y += {"top": 3 - half, "bottom": half - 3}.get(down, 0)
    colour = pick(font.get("color", ""), i)
    look = f'fill="{colour}"' if colour else 'class="ink"'
    for k, text in enumerate(lines):
        yield label(x, y + first + k * size * 1.25, unescape(text), anchor, f'{look} font-size="{size:g}"')


def _bars(trace: Mapping[str, Any], x: Axis, y: Axis) -> Iterable[str]:
    flat = trace.get("orientation") == "h"
    along, across = (x, y) if flat else (y, x)
    lengths, places = (trace["x"], trace["y"]) if flat else (trace["y"], trace["x"])
    half = abs((across.at(1) or 0) - (across.at(0) or 0)) * float(trace.get("width", 0.7)) / 2
    for i, (length, at) in enumerate(zip(lengths, places, strict=True)):
        base = pick(trace.get("base", 0), i) or 0
        middle, a = across.at(at), along.at(base)
        b = None if length is None else along.at(base + length)
        if middle is None or a is None or b is None:
            continue
        ends = (a, middle - half, b, middle + half) if flat else (middle - half, a, middle + half, b)
        yield from bar_box(trace, i, ends)


def bar_box(trace: Mapping[str, Any], i: int, ends: tuple[float, float, float, float]) -> Iterable[str]:
    """Bar `i` of a trace between the corners `ends` (x0, y0, x1, y1), with its hatching before it."""
    marker = trace.get("marker", {})
    line = marker.get("line", {})
    hatch, fill = _fill(marker, i)
    look = f'fill="{fill}"'
    if line:
        look += f' stroke="{pick(line.get("color", theme.MUTED), i)}" stroke-width="{line.get("width", 1)}"'
    yield hatch
    yield box(*ends, look)


def _fill(marker: Mapping[str, Any], i: int) -> tuple[str, str]:
    """What a bar is filled with, and before it the hatching that plotly calls pattern, where it has one."""
    colour = str(pick(marker.get("color", theme.MUTED), i))
    shape = pick(marker.get("pattern", {}).get("shape", ""), i)
    if not shape:
        return "", colour
    name = "hatch-" + "".join(c for c in colour if c.isalnum())
    lines = f'<path d="M-1,1 l2,-2 M0,7 l7,-7 M6,8 l2,-2" stroke="{colour}" stroke-width="1.6"/>'
    size = 'width="7" height="7" patternUnits="userSpaceOnUse"'
    return f'<pattern id="{name}" {size}>{lines}</pattern>', f"url(#{name})"
