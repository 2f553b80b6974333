"""Marks that several charts draw alike: points, lines without false joins, bars and texts, and the figure of them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import pairwise
from typing import Any

from dashboard.charts import looks, theme
from dashboard.texts import say

Trace = dict[str, Any]
Figure = dict[str, Any]  # a plain plotly dict without template, or a small table in its place
Of = str | Callable[[Any], Any]  # a column of a row, or what is made of a row
HEIGHT = 440  # pixels of a chart, unless it says another height
FORECAST = "x-thin-open"  # said before its period ended


def _each(rows: Sequence[Any], of: Of) -> list[Any]:
    return [_plain(getattr(row, of) if isinstance(of, str) else of(row)) for row in rows]


def _plain(value: Any) -> Any:
    """A number of a frame as one of Python, which JSON can write."""
    return value.item() if hasattr(value, "item") else value


def _named(name: str, group: str) -> dict[str, Any]:
    return {"showlegend": bool(name), **({"name": name} if name else {}), **({"legendgroup": group} if group else {})}


def marks(
    rows: Sequence[Any],
    look: theme.Look,
    hover: Callable[[Any], str],
    *,
    x: Of,
    y: Of,
    symbol: Callable[[Any], str] | None = None,
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
        "x": _each(rows, x),
        "y": _each(rows, y),
        "marker": marker,
        "hovertext": _each(rows, hover),
        "hoverinfo": "text",
        **_named(name, group),
    }


def bars(
    rows: Sequence[Any],
    colour: str | list[str],
    hover: Callable[[Any], str],
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
        "x": _each(rows, x),
        "y": _each(rows, y),
        **({"base": _each(rows, base)} if base else {}),
        "width": width,
        "marker": {"color": fill or colour, "line": {"color": colour, "width": 1.5}, "pattern": {"shape": hatch}},
        "hovertext": _each(rows, hover),
        "hoverinfo": "text",
        **_named(name, ""),
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


def by_year(
    rows: Sequence[Any], look: theme.Look, value: str, hover: Callable[[Any], str], *, width: float = 1.5, **more: Any
) -> list[Trace]:
    """Marks of years by how firm they are (`cell_basis`), and pieces between neighbours; `more` as for `marks`."""
    places = [(int(r.year), int(r.year), getattr(r, value), r.cell_basis == "observed") for r in rows]
    points = marks(rows, look, hover, x="year", y=value, symbol=looks.firm(look), **more)
    return [*stepped(places, look, width=width), points]


def lifted(lanes: Sequence[int], lifts: Sequence[float]) -> list[float]:
    """Heights of marks in their lanes, neighbours in one lane at the heights of `lifts` in turn."""
    counts: dict[int, int] = {}
    heights = []
    for lane in lanes:
        heights.append(lane + lifts[counts.get(lane, 0) % len(lifts)])
        counts[lane] = counts.get(lane, 0) + 1
    return heights


def line(
    x: Sequence[Any],
    y: Sequence[Any],
    look: theme.Look,
    dash: str = "",
    width: float = 2,
    *,
    name: str = "",
    group: str = "",
) -> Trace:
    """A line without hover; None breaks it."""
    return {
        "type": "scatter",
        "mode": "lines",
        "x": list(x),
        "y": list(y),
        "hoverinfo": "skip",
        "line": {"color": look.colour, "width": width, "dash": dash or look.dash},
        **_named(name, group),
    }


def key(name: str, look: theme.Look, group: str = "", mark: str = "") -> Trace:
    """An entry of the legend without a point: how a series looks."""
    line = {"color": look.colour, "width": 2}
    marker = {"color": look.colour, "size": 9, "symbol": mark or look.symbol, "line": line}
    return {"type": "scatter", "mode": "markers", "x": [None], "y": [None], "marker": marker, **_named(name, group)}


def spans(pairs: Iterable[tuple[Any, Any, Any, Any]], look: theme.Look, width: float = 2, dash: str = "solid") -> Trace:
    """Separate straight pieces (x0, y0, x1, y1) as one trace without hover."""
    x: list[Any] = []
    y: list[Any] = []
    for x0, y0, x1, y1 in pairs:
        x += [_plain(x0), _plain(x1), None]
        y += [_plain(y0), _plain(y1), None]
    return line(x, y, look, dash, width)


def stepped(
    places: Sequence[tuple[int, float, Any, bool]], look: theme.Look, group: str = "", width: float = 1.5
) -> Iterator[Trace]:
    """Pieces between neighbouring years, solid where both ends are observed and dotted elsewhere; no bridge over a gap.

    `places` holds (year, x, y, observed), ordered by year, each year once.
    """
    steps = [(a, b) for a, b in pairwise(places) if b[0] == a[0] + 1]
    for dash, observed in (("solid", True), ("dot", False)):
        members = [(a[1], a[2], b[1], b[2]) for a, b in steps if (a[3] and b[3]) is observed]
        if members:
            yield spans(members, look, width, dash) | ({"legendgroup": group} if group else {})


def figure(data: list[Trace], xaxis: dict[str, Any], yaxis: dict[str, Any], **more: Any) -> Figure:
    """A drawing with two axes; `more` is of its layout."""
    return {"data": data, "layout": {"xaxis": xaxis, "yaxis": yaxis, **more}}


def empty_figure(height: int) -> Figure:
    """An honest empty picture: no axes, and words that say why."""
    return {
        "data": [],
        "layout": {
            "height": height,
            "xaxis": {"visible": False, "range": [0, 1]},
            "yaxis": {"visible": False, "range": [0, 1]},
            "annotations": [{"text": say("chart.empty"), "x": 0.5, "y": 0.5, "showarrow": False, "font": {"size": 15}}],
        },
    }
