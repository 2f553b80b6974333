"""Dated events as a figure has them: a thin line each, and its words above the picture; on a phone as many as fit."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from dashboard.charts import theme
from dashboard.charts.events import LANE, NARROW, WIDE, Event, Place, places
from dashboard.charts.lines import FRAME as FRAME
from dashboard.charts.style import HEIGHT, Figure

WIDTH = 0.75  # pixels of a line


def drawn(figure: Figure, events: Sequence[Event], *, yearly: bool) -> Figure:
    """`figure` with `events`; on a `yearly` axis the middle of 2022 is at 2022, else at 2022.5.

    A figure without an axis of time in numbers, such as a table, is returned as it is.
    """
    layout = figure["layout"]
    ends = layout.get("xaxis", {}).get("range")
    if not events or not ends or not figure["data"]:
        return figure
    late = 0.5 if yearly else 0.0
    marks = [
        (size, place) for size in (WIDE, NARROW) for place in places(events, (ends[0] + late, ends[1] + late), size)
    ]
    if not marks:
        return figure
    above = LANE * (1 + max(place.lane for _, place in marks))
    high = int(layout.get("height", HEIGHT))
    lines = [_drawn(place, place.event.when - late, (high - FRAME, size)) for size, place in marks]
    margin = {**layout.get("margin", {}), "t": 16 + above}
    shapes = [*layout.get("shapes", ()), *(line for line, _ in lines)]
    notes = [*layout.get("annotations", ()), *(words for _, words in lines)]
    more = {"height": high + above, "margin": margin, "shapes": shapes, "annotations": notes}
    return {**figure, "layout": {**layout, **more}}


def _drawn(place: Place, x: float, room: tuple[int, str]) -> tuple[dict[str, Any], dict[str, Any]]:
    """The line of an event up to its words, and the words; `room` is the height of the axes, and the size."""
    high, size = room
    up = LANE * place.lane
    line = {
        "type": "line",
        "name": size,
        "x0": round(x, 3),
        "x1": round(x, 3),
        "yref": "paper",
        "y0": 0,
        "y1": round(1 + (up + LANE - 3) / high, 4),
        "line": {"color": theme.MUTED, "width": WIDTH},
    }
    words = {
        "name": size,
        "x": round(x, 3),
        "xanchor": "left" if place.left == place.line else "right",
        "yref": "paper",
        "y": 1,
        "yanchor": "bottom",
        "yshift": up - 2,
        "showarrow": False,
        "text": place.event.words,
        "font": {"size": 11},
    }
    return line, words


def of_size(layout: Mapping[str, Any], other: str) -> dict[str, Any]:
    """`layout` without the lines and words that are for the size `other` alone."""
    parts = ("shapes", "annotations")
    return {**layout, **{n: [m for m in layout[n] if m.get("name") != other] for n in parts if n in layout}}


def room(layout: Mapping[str, Any]) -> float:
    """Pixels that the words above the picture take."""
    return float(max(0, layout.get("margin", {}).get("t", 16) - 16))
