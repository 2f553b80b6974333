"""A figure as a small SVG, drawn by the server: for readers without scripts, on a slow line, or in another document.

It knows what our charts use and no more: scatter (lines, markers) and bar traces, linear, log and category axes with
ends and words for their ticks, straight shapes, annotations, a legend. Anything else in a figure raises ValueError, and
what is missing KeyError, so that a test finds it.
"""

from __future__ import annotations

from collections.abc import Mapping
from html import escape
from typing import Any

from dashboard.charts import event_lines, theme
from dashboard.charts.style import HEIGHT
from dashboard.svg import frame, legend, table
from dashboard.svg.axes import axis
from dashboard.svg.letters import Caption as Caption
from dashboard.svg.letters import foot, head
from dashboard.svg.marks import trace_marks

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
    x = axis(layout["xaxis"], _left(layout["yaxis"]), right)
    y = axis(layout["yaxis"], height - _FOOT, above + 12 + event_lines.room(layout))
    parts = [*frame.grid(layout, x, y), *frame.shapes(layout, x, y)]
    for trace in traces:
        parts += trace_marks(trace, x, y, wide=width >= WIDE)
    parts += [*frame.notes(layout, x, y), *names]
    return "".join(parts), height


def _margin(layout: Mapping[str, Any]) -> float:
    """Room at the right for words at the ends of lines, which a wide picture has."""
    return float(layout.get("margin", {}).get("r", 16)) - 16


def _left(axis: Mapping[str, Any]) -> float:
    """Room for the words of the y axis; little where it is not drawn."""
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
