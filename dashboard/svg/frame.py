"""What is around the marks of a small picture: grid and ticks, straight lines over it, and words at its places."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from dashboard.svg.axes import Axis
from dashboard.svg.marks import label, stroke
from dashboard.svg.symbols import segment


def grid(layout: Mapping[str, Any], x: Axis, y: Axis) -> Iterable[str]:
    """The ticks of both axes with their words, the lines through those of `y`, and its title."""
    for value, text in y.ticks:
        at = y.at(value)
        if at is not None and min(y.start, y.end) - 1 <= at <= max(y.start, y.end) + 1:
            yield segment(x.start, at, x.end, at, 'class="grid"')
            yield label(x.start - 8, at + 4, text, "end")
    free = 0.0  # from where there is room for another word below the axis
    for value, text in x.ticks:
        at = x.at(value)
        if at is not None and x.start - 1 <= at <= x.end + 1:
            yield segment(at, y.start, at, y.start + 4, 'class="line"')
            half = 3.4 * len(str(text))
            if at - half >= free:
                yield label(at, y.start + 18, text, "middle")
                free = at + half + 4
    if x.ticks:
        yield segment(x.start, y.start, x.end, y.start, 'class="line"')
    title = layout["yaxis"].get("title", {}).get("text", "")
    if title:
        middle = (y.start + y.end) / 2
        yield label(14, middle, title, "middle", f'class="soft" font-size="12" transform="rotate(-90 14 {middle:.1f})"')


def _place(along: Axis, shape: Mapping[str, Any], name: str) -> float | None:
    """Pixel of the end `name` of a shape: a share of the picture ("paper"), or a value of the axis."""
    value = shape[name]
    if str(shape.get(f"{name[0]}ref", "")).startswith("paper"):
        return along.start + float(value) * (along.end - along.start)
    return along.at(value)


def shapes(layout: Mapping[str, Any], x: Axis, y: Axis) -> Iterable[str]:
    """Straight lines over the picture; ValueError for any other shape."""
    for shape in layout.get("shapes", ()):
        x0, x1 = _place(x, shape, "x0"), _place(x, shape, "x1")
        y0, y1 = _place(y, shape, "y0"), _place(y, shape, "y1")
        if x0 is None or x1 is None or y0 is None or y1 is None:
            continue
        if shape["type"] != "line":
            raise ValueError(f"no drawing for a shape {shape['type']}")
        yield segment(x0, y0, x1, y1, stroke(shape["line"]))


def notes(layout: Mapping[str, Any], x: Axis, y: Axis) -> Iterable[str]:
    """Words at places of the picture, in as many lines as they have."""
    for note in layout.get("annotations", ()):
        at = [
            _place(a, note, n) if note.get(f"{n}ref") == "paper" else a.at(note[n], raw=True)
            for a, n in ((x, "x"), (y, "y"))
        ]
        if at[0] is None or at[1] is None:
            continue
        anchor = {"left": "start", "right": "end"}.get(note.get("xanchor", ""), "middle")
        colour = note.get("font", {}).get("color")
        look = f'fill="{colour}"' if colour else 'class="soft"'
        lines = str(note["text"]).split("<br>")
        lift = {"bottom": -5 - 15 * (len(lines) - 1), "top": 14}.get(note.get("yanchor", ""), 4)
        across = at[0] + {"start": 4, "end": -4}.get(anchor, 0)
        for i, line in enumerate(lines):
            yield label(across, at[1] + lift - note.get("yshift", 0) + 15 * i, line, anchor, f'{look} font-size="12"')
