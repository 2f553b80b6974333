"""Marks that several charts draw alike: points by how firm they are, lines without false joins, words.

A filled mark is observed, a hollow one estimated or part of a year, a hollow one with a dot is a statement.
"""

from __future__ import annotations

import textwrap
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from itertools import pairwise
from typing import Any

import pandas as pd

from dashboard.charts import theme
from dashboard.texts import say, word

Trace = dict[str, Any]
Figure = dict[str, Any]  # a plain plotly dict without template, or a small table in its place
LEGEND = {"orientation": "h", "x": 0, "y": 1.02, "yanchor": "bottom"}
SOLID = {"A": "", "observed": "", "stated": "-open-dot"}  # every other basis is hollow
FORECAST = "x-thin-open"  # said before its period ended


def symbol(look: theme.Look, basis: Any, whole: Any = True) -> str:
    """Marker of a value by its basis (`cell_basis` or `obs_status`); part of a year is never filled."""
    ending = SOLID.get(str(basis), "-open")
    return look.symbol + (ending or ("" if bool(whole) else "-open"))


def varied(look: theme.Look, place: int) -> theme.Look:
    """The look of the `place`-th series of one family: its colour, with another mark after the first."""
    if not place:
        return look
    others = [s for s in theme.SHAPES if s != look.symbol]
    return theme.Look(look.colour, others[(place - 1) % len(others)], look.dash)


def looks(names: Iterable[str]) -> dict[str, theme.Look]:
    """Countries with their looks, none of which is used twice: a taken one gives way to the next that is free.

    Where none is free any more, a country has its usual one: its name tells it apart.
    """
    by_name: dict[str, theme.Look] = {}
    used: set[tuple[str, str]] = set()
    every_look = [theme.Look(colour, mark) for mark in theme.SHAPES for colour in theme.COLOURS]
    for name in sorted(set(names), key=lambda n: (n not in theme.COUNTRIES, n)):
        candidates = [theme.country(name), *every_look]
        free = (look for look in candidates if (look.colour, look.symbol) not in used)
        by_name[name] = next(free, candidates[0])
        used.add((by_name[name].colour, by_name[name].symbol))
    return by_name


def apart(candidates: Iterable[theme.Look]) -> list[theme.Look]:
    """The looks `candidates`, each itself or, where an earlier one has it, its colour with the next mark that is free.

    Where a colour has no mark left, any look that is free; where there is none, the one wanted: names tell them apart.
    """
    every_look = [(colour, mark) for mark in theme.SHAPES for colour in theme.COLOURS]
    matches: list[theme.Look] = []
    for look in candidates:
        used = {(other.colour, other.symbol) for other in matches}
        own = [(look.colour, mark) for mark in (look.symbol, *theme.SHAPES)]
        colour, mark = next((free for free in [*own, *every_look] if free not in used), own[0])
        matches.append(theme.Look(colour, mark, look.dash))
    return matches


def points(
    x: Sequence[Any],
    y: Sequence[Any],
    look: theme.Look,
    symbols: Sequence[str],
    hover: Sequence[str],
    *,
    name: str = "",
    group: str = "",
    size: int = 10,
) -> Trace:
    """Markers with words; in the legend when they have a name."""
    marker = {"color": look.colour, "size": size, "symbol": list(symbols), "line": {"color": look.colour, "width": 2}}
    return {
        "type": "scatter",
        "mode": "markers",
        "x": list(x),
        "y": list(y),
        "marker": marker,
        "hovertext": list(hover),
        "hoverinfo": "text",
        **_named(name, group),
    }


def marks(
    rows: Sequence[Any],
    look: theme.Look,
    hover: Callable[[Any], str],
    *,
    x: Callable[[Any], Any],
    y: Callable[[Any], Any],
    symbol: Callable[[Any], str] | None = None,
    **more: Any,
) -> Trace:
    """A marker for each row, by functions of a row; `more` as for `points`."""
    symbols = [symbol(r) if symbol else look.symbol for r in rows]
    return points([x(r) for r in rows], [y(r) for r in rows], look, symbols, [hover(r) for r in rows], **more)


def by_year(
    rows: Sequence[Any],
    look: theme.Look,
    value: Callable[[Any], float],
    hover: Callable[[Any], str],
    *,
    width: float = 1.5,
    **more: Any,
) -> list[Trace]:
    """Marks of years by how firm they are (`cell_basis`), and pieces between neighbours; `more` as for `points`."""
    places = [(int(r.year), int(r.year), value(r), r.cell_basis == "observed") for r in rows]
    firm = partial(_by_basis, look)
    return [
        *stepped(places, look, width=width),
        marks(rows, look, hover, x=lambda r: int(r.year), y=value, symbol=firm, **more),
    ]


def _by_basis(look: theme.Look, row: Any) -> str:
    return symbol(look, row.cell_basis)


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
        "connectgaps": False,
        "line": {"color": look.colour, "width": width, "dash": dash or look.dash},
        **_named(name, group),
    }


def key(name: str, look: theme.Look, group: str = "", mark: str = "") -> Trace:
    """An entry of the legend without a point: how a series looks."""
    marker = {
        "color": look.colour,
        "size": 9,
        "symbol": mark or look.symbol,
        "line": {"color": look.colour, "width": 2},
    }
    return {"type": "scatter", "mode": "markers", "x": [None], "y": [None], "marker": marker, **_named(name, group)}


def _named(name: str, group: str) -> dict[str, Any]:
    return {"showlegend": bool(name), **({"name": name} if name else {}), **({"legendgroup": group} if group else {})}


def day(iso: str) -> str:
    """A date in few letters: 18 Dec 2025; a month or a year as far as it is known."""
    parts = iso.split("-")
    if len(parts) == 1:
        return iso
    month = f"{say(f'period.short.{int(parts[1])}')} {parts[0]}"
    return month if len(parts) == 2 else f"{int(parts[2])} {month}"


def spans(pairs: Iterable[tuple[Any, Any, Any, Any]], look: theme.Look, width: float = 2, dash: str = "solid") -> Trace:
    """Separate straight pieces (x0, y0, x1, y1) as one trace without hover."""
    x: list[Any] = []
    y: list[Any] = []
    for x0, y0, x1, y1 in pairs:
        x += [x0, x1, None]
        y += [y0, y1, None]
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


def words(*parts: str) -> str:
    """Lines of a hover label, the first in bold, empty ones left out; the texts are made safe."""
    lines = [safe(part) for part in parts if part]
    return "<br>".join([f"<b>{lines[0]}</b>", *lines[1:]]) if lines else ""


def wrapped(text: str, width: int = 60) -> str:
    """A long text for a hover label, in lines; already safe."""
    return "<br>".join(safe(part) for part in textwrap.wrap(text, width))


def empty(name: str) -> str:
    """The finding of a chart without rows."""
    return say(f"chart.{name}.none")


def missing(value: Any) -> bool:
    """True for an empty cell of any type."""
    return value is None or value is pd.NA or value != value


def rank_words(best: Any, worst: Any) -> str:
    """An interval of ranks in words: 7, 6 to 15, 5 or lower."""
    if missing(best):
        return say("rank.unknown")
    if missing(worst):
        return say("rank.open", best=int(best))
    if int(best) == int(worst):
        return say("rank.one", best=int(best))
    return say("rank.span", best=int(best), worst=int(worst))


def family_words(name: str) -> str:
    return word("root_family", name)


def safe(text: str) -> str:
    """Text for a hover label, where plotly reads a few tags."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def figure(data: list[Trace], height: int, xaxis: dict[str, Any], yaxis: dict[str, Any], **more: Any) -> Figure:
    """A drawing with two axes and the shared legend; `more` is of its layout."""
    return {"data": data, "layout": {"height": height, "xaxis": xaxis, "yaxis": yaxis, "legend": LEGEND, **more}}


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
