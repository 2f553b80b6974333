"""The legend of a chart: above a picture that is taken away as SVG, beside one on a page as buttons.

A button lets its series stand out, by pointer and by keyboard (assets/card.js): `data-series` of the button is that of
the marks. What is for a wide screen alone, or for a phone, says so in its class.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from html import escape
from typing import Any

from dashboard.charts import theme
from dashboard.svg.marks import bar_box, box, label, series, stroke
from dashboard.svg.symbols import pick, segment, symbol

_LEFT, _LINE = 52.0, 20.0
_WIDE, _HIGH = 16, 12  # pixels of the sign in a button
_OWN = "currentColor"
ENTRY = (
    '<li class="{size}"><button type="button" data-series="{series}" aria-pressed="false">'
    f'<svg width="{_WIDE}" height="{_HIGH}" aria-hidden="true" '
    'style="color:light-dark({light},{dark})">{sign}</svg>{name}</button></li>'
)
LIST = '<ul class="series">{entries}</ul>'


def named(traces: Iterable[Mapping[str, Any]]) -> list[Mapping[str, Any]]:
    """The traces that a legend names."""
    return [t for t in traces if t.get("showlegend", True) and t.get("name") and len(t["x"])]


def html(figure: Mapping[str, Any]) -> str:
    """The legend of `figure` as a list of buttons; empty where nothing is named."""
    entries = "".join(_entry(trace) for trace in named(figure["data"]))
    return LIST.format(entries=entries) if entries else ""


def _entry(trace: Mapping[str, Any]) -> str:
    colour = _colour(trace)
    return ENTRY.format(
        size=str(trace.get("meta", {}).get("only", "")),
        series=escape(series(trace)),
        light=colour,
        dark=theme.DARK.get(colour, colour),
        sign=sign(trace),
        name=escape(str(trace["name"]), quote=False),
    )


def _colour(trace: Mapping[str, Any]) -> str:
    marker, line = trace.get("marker", {}), trace.get("line", {})
    return str(pick(marker.get("color") or line.get("color") or theme.MUTED, 0))


def sign(trace: Mapping[str, Any]) -> str:
    """The mark of `trace` in the colour of the text around it."""
    x, y = _WIDE / 2, _HIGH / 2
    if trace.get("type") == "bar":
        return _bar(trace, x, y)
    if "markers" in str(trace.get("mode", "lines")):
        return symbol({**trace["marker"], "color": _OWN, "size": 9}, 0, x, y)
    return segment(0, y, _WIDE, y, stroke({**trace.get("line", {}), "color": _OWN, "width": 2}))


def _bar(trace: Mapping[str, Any], x: float, y: float) -> str:
    """A filled box, or a frame with a stroke in it for a hatched bar; faint where the bar is."""
    hatched = pick(trace.get("marker", {}).get("pattern", {}).get("shape", ""), 0)
    fill = "none" if hatched or pick(trace["marker"].get("color"), 0) == theme.CLEAR else _OWN
    frame = box(x - 5, y - 5, x + 5, y + 5, f'fill="{fill}" stroke="{_OWN}" opacity="{trace.get("opacity", 1)}"')
    return frame + (segment(x - 5, y + 5, x + 5, y - 5, f'stroke="{_OWN}"') if hatched else "")


def above(traces: Sequence[Mapping[str, Any]], width: int) -> tuple[list[str], float]:
    """The legend above a picture as SVG, and the height it takes."""
    parts: list[str] = []
    x, y = _LEFT, 16.0
    for trace in named(traces):
        name = str(trace["name"])
        room = 30 + 7.2 * len(name)
        if x + room > width and x > _LEFT:
            x, y = _LEFT, y + _LINE
        parts += [_sample(trace, x + 5, y - 4), label(x + 16, y, name, more='class="ink" font-size="12"')]
        x += room
    return parts, y + 6 if parts else 0.0


def _sample(trace: Mapping[str, Any], x: float, y: float) -> str:
    """The mark before a name in the legend: a marker, a box of a bar, or a piece of a line."""
    if trace.get("type") == "bar":
        return "".join(bar_box(trace, 0, (x - 5, y - 5, x + 5, y + 5)))
    if "markers" in str(trace.get("mode", "lines")):
        return symbol({"color": theme.MUTED, **trace.get("marker", {}), "size": 9}, 0, x, y)
    return segment(x - 6, y, x + 6, y, stroke(trace.get("line", {})))
