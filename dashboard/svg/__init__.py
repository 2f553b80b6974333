"""A figure as a small SVG, drawn by the server: for readers without scripts, on a slow line, or in another document.

It knows what our charts use and no more: scatter (lines, markers) and bar traces, linear, log and category axes,
straight shapes, annotations, a legend. Anything else in a figure raises ValueError, so that a test finds it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from html import escape
from typing import Any

from dashboard.charts import event_lines, theme
from dashboard.charts.style import HEIGHT
from dashboard.svg import legend, table
from dashboard.svg.axes import Axis, axis
from dashboard.svg.letters import Caption as Caption
from dashboard.svg.letters import foot, head
from dashboard.svg.marks import label, stroke, trace_marks
from dashboard.svg.symbols import segment

WIDTH, NARROW, WIDE = 860, 400, 700  # pixels of a usual and of a phone's picture, and from where titles are not folded
_LEFT, _RIGHT, _FOOT = 52, 16, 40


def draw(
    figure: Mapping[str, Any],
    title: str,
    about: str,
    *,
    width: int = WIDTH,
    scheme: str = "",
    caption: Caption | None = None,
    named: bool = True,
) -> str:
    """`figure` as an SVG document; `title` and `about` are read out, `scheme` forces light or dark.

    `caption` writes its words around the picture, for whoever takes it away. One that is not `named` has no legend: the
    page around it has one.
    """
    above, top = head(caption, width) if caption else ("", 0.0)
    inner, height = _inner(figure, width, named=named)
    below, foot_height = foot(caption, width, top + height) if caption else ("", 0.0)
    whole = round(top + height + foot_height)
    picture = f'<g transform="translate(0 {top:g})">{inner}</g>' if caption else inner
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {whole}" width="{width}" height="{whole}" '
        f'role="img" aria-label="{escape(title)}" font-family="{escape(theme.FONT)}" font-size="13">'
        f"<title>{escape(title)}</title><desc>{escape(about)}</desc>{style(scheme)}"
        f'<rect class="paper" width="{width}" height="{whole}"/>{above}{picture}{below}</svg>'
    )


def _inner(figure: Mapping[str, Any], width: int, *, named: bool) -> tuple[str, float]:
    """The drawing or the table itself, and its height."""
    other = "narrow" if width >= WIDE else "wide"
    layout = event_lines.of_size(figure["layout"], other)
    traces = [t for t in figure["data"] if t.get("meta", {}).get("only", "") != other]
    if "table" in layout:
        words, height = table.draw(layout["table"], width)
        return words, max(height, float(layout.get("least", 0)))
    names, above = legend.above(traces, width) if named else ([], 0.0)
    height = int(layout.get("height", HEIGHT))
    right = width - _RIGHT - (_margin(layout) if width >= WIDE else 0)
    x = axis(layout, traces, "x", _left(layout), right)
    y = axis(layout, traces, "y", height - _FOOT, above + 12 + event_lines.room(layout))
    parts = [*_grid(layout, x, y), *_shapes(layout, x, y)]
    for trace in traces:
        parts += trace_marks(trace, x, y, wide=width >= WIDE)
    parts += [*_annotations(layout, x, y), *names]
    return "".join(parts), height


def _margin(layout: Mapping[str, Any]) -> float:
    """Room at the right for words at the ends of lines, which a wide picture has."""
    return float(layout.get("margin", {}).get("r", 16)) - 16


def _left(layout: Mapping[str, Any]) -> float:
    """Room for the words of the y axis, where they are given; little where the axis is not drawn."""
    axis = layout.get("yaxis", {})
    if axis.get("visible") is False:
        return 12
    return max([_LEFT, *[18 + 7.4 * len(str(text)) for text in axis.get("ticktext", ())]])


def style(scheme: str) -> str:
    """The colours as an element: of `scheme`, or without one those that the reader's system asks for."""

    def rules(name: str) -> str:
        look = theme.TEMPLATES[name]["layout"]
        ink, soft, line = look["font"]["color"], look["xaxis"]["linecolor"], look["xaxis"]["gridcolor"]
        paper = look["paper_bgcolor"]
        fills = f".paper,.hole{{fill:{paper}}}.ink{{fill:{ink}}}.soft{{fill:{soft}}}"
        own = theme.DARK if name == "dark" else {}
        data = "".join(f'[fill="{a}"]{{fill:{b}}}[stroke="{a}"]{{stroke:{b}}}' for a, b in own.items())
        plain = f"@media (prefers-contrast:more){{.soft{{fill:{ink}}}.grid{{stroke:{soft}}}}}"
        return data + fills + f".grid{{stroke:{line}}}.line{{stroke:{soft}}}" + plain

    if scheme in theme.TEMPLATES:
        return f"<style>{rules(scheme)}</style>"
    return f"<style>{rules('light')}@media (prefers-color-scheme:dark){{{rules('dark')}}}</style>"


def _grid(layout: Mapping[str, Any], x: Axis, y: Axis) -> Iterable[str]:
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
    title = layout.get("yaxis", {}).get("title", {}).get("text", "")
    if title:
        middle = (y.start + y.end) / 2
        yield label(14, middle, title, "middle", f'class="soft" font-size="12" transform="rotate(-90 14 {middle:.1f})"')


def _place(along: Axis, shape: Mapping[str, Any], name: str) -> float | None:
    value = shape[name]
    if str(shape.get(f"{name[0]}ref", "")).startswith("paper"):
        return along.start + float(value) * (along.end - along.start)
    return along.at(value)


def _shapes(layout: Mapping[str, Any], x: Axis, y: Axis) -> Iterable[str]:
    for shape in layout.get("shapes", ()):
        x0, x1 = _place(x, shape, "x0"), _place(x, shape, "x1")
        y0, y1 = _place(y, shape, "y0"), _place(y, shape, "y1")
        if x0 is None or x1 is None or y0 is None or y1 is None:
            continue
        if shape["type"] != "line":
            raise ValueError(f"no drawing for a shape {shape['type']}")
        yield segment(x0, y0, x1, y1, stroke(shape["line"]))


def _annotations(layout: Mapping[str, Any], x: Axis, y: Axis) -> Iterable[str]:
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
