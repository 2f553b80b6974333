"""Marks that several charts draw alike: points, bars and texts, and the figure of them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any

from dashboard.charts import theme
from dashboard.charts.frames import Row
from dashboard.texts import say

Trace = dict[str, Any]
Figure = dict[str, Any]  # a plain plotly dict without template, or a small table in its place
Of = str | Callable[[Row], Any]  # a column of a row, or what is made of a row
HEIGHT = 440  # pixels of a chart, unless it says another height


def each(rows: Iterable[Row], of: Of) -> list[Any]:
    """What `of` says of each row."""
    return [plain(getattr(row, of) if isinstance(of, str) else of(row)) for row in rows]


def plain(value: Any) -> Any:
    """A number of a frame as one of Python, which JSON can write."""
    return value.item() if hasattr(value, "item") else value


def named(name: str, group: str = "") -> dict[str, Any]:
    """How a trace stands in the legend, and with which others."""
    return {"showlegend": bool(name), **({"name": name} if name else {}), **({"legendgroup": group} if group else {})}


def marks(
    rows: Sequence[Row],
    look: theme.Look,
    hover: Callable[[Row], str],
    *,
    x: Of,
    y: Of,
    symbol: Callable[[Row], str] | None = None,
    name: str = "",
    group: str = "",
    size: int = 10,
) -> Trace:
    """A marker for each row, with its words; in the legend when they have a name."""
    symbols = [symbol(row) if symbol else look.symbol for row in rows]
    marker = {"color": look.colour, "size": size, "symbol": symbols, "line": {"color": look.colour, "width": 2}}
    return {
        "type": "scatter",
        "mode": "markers",
        "x": each(rows, x),
        "y": each(rows, y),
        "marker": marker,
        "hovertext": each(rows, hover),
        "hoverinfo": "text",
        **named(name, group),
    }


def bars(
    rows: Sequence[Row],
    colour: str | list[str],
    hover: Callable[[Row], str],
    *,
    x: Of,
    y: Of,
    width: float,
    base: Of | None = None,
    name: str = "",
    hatch: str | list[str] = "",
    fill: list[str] | None = None,
    **more: Any,
) -> Trace:
    """A bar for each row, upright unless `more` turns it; in the legend when they have a name.

    `x` or `y` is how long it is beyond its `base`; `colour` is of its edge too, where `fill` says another for the rest.
    """
    return {
        "type": "bar",
        "x": each(rows, x),
        "y": each(rows, y),
        **({"base": each(rows, base)} if base else {}),
        "width": width,
        "marker": {"color": fill or colour, "line": {"color": colour, "width": 1.5}, "pattern": {"shape": hatch}},
        "hovertext": each(rows, hover),
        "hoverinfo": "text",
        **named(name),
        **more,
    }


def texts(x: Sequence[float], y: Sequence[float], words: Sequence[str], at: str | Sequence[str], **more: Any) -> Trace:
    """Words in the picture, each on the side `at` of its place; `more` is of the trace, or of the letters."""
    font = {key: more.pop(key) for key in ("size", "color") if key in more}
    return {
        "type": "scatter",
        "mode": "text",
        "x": list(x),
        "y": list(y),
        "text": list(words),
        "textposition": at,
        "textfont": font,
        "cliponaxis": False,
        "hoverinfo": "skip",
        "showlegend": False,
        **more,
    }


def lifted(lanes: Sequence[int], lifts: Sequence[float]) -> list[float]:
    """Heights of marks in their lanes, neighbours in one lane at the heights of `lifts` in turn."""
    counts: dict[int, int] = {}
    heights = []
    for lane in lanes:
        heights.append(lane + lifts[counts.get(lane, 0) % len(lifts)])
        counts[lane] = counts.get(lane, 0) + 1
    return heights


def key(name: str, look: theme.Look, group: str = "", mark: str = "") -> Trace:
    """An entry of the legend without a point: how a series looks."""
    line = {"color": look.colour, "width": 2}
    marker = {"color": look.colour, "size": 9, "symbol": mark or look.symbol, "line": line}
    return {"type": "scatter", "mode": "markers", "x": [None], "y": [None], "marker": marker, **named(name, group)}


def groups(rows: Iterable[Row], column: str, looks: Mapping[str, Any]) -> Iterator[tuple[str, Any, list[Row]]]:
    """Each value of `column` that has rows, in the order of `looks`, with its look and its rows."""
    by_value: dict[str, list[Row]] = {}
    for row in rows:
        by_value.setdefault(str(getattr(row, column)), []).append(row)
    return ((value, looks[value], by_value[value]) for value in looks if value in by_value)


def figure(data: Iterable[Trace], xaxis: dict[str, Any], yaxis: dict[str, Any], **more: Any) -> Figure:
    """A drawing of the traces that have a point, with two axes; `more` is of its layout."""
    return {"data": [trace for trace in data if trace["x"]], "layout": {"xaxis": xaxis, "yaxis": yaxis, **more}}


def empty_figure(height: int, words: str = "") -> Figure:
    """An honest empty picture: no axes, and words that say why."""
    note = {"text": words or say("chart.empty"), "x": 0.5, "y": 0.5, "showarrow": False, "font": {"size": 15}}
    hidden = {"visible": False, "range": [0, 1]}
    return {"data": [], "layout": {"height": height, "xaxis": hidden, "yaxis": hidden, "annotations": [note]}}
