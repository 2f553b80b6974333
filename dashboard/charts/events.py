"""Dated events over a chart with an axis of time: a thin line each, and its words above the picture.

The article says which events a chart marks, and which rows of which table have their dates; a chart of which it says
nothing marks the event that the article turns on. A picture on a phone has as many as fit there: lines and words of one
size alone are named "wide" or "narrow".
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd

from dashboard.charts import axes, theme
from dashboard.charts.style import Figure
from dashboard.texts.parties import parties
from dashboard.texts.translations import translated

TableMap = Mapping[str, pd.DataFrame]
WIDE, NARROW = "wide", "narrow"
ACROSS = {WIDE: 520, NARROW: 270}  # pixels between the ends of the axis in the smallest picture of each size
LANES = {WIDE: 3, NARROW: 2}
LINE = 0.75
LETTER, LANE, GAP, FRAME = 6.3, 15, 5, 90  # pixels: of a letter, a lane, around words; what axes take of the height


@dataclass(frozen=True, kw_only=True)
class Event:
    """One event: its id, its date as a decimal year, its words."""

    id: str
    when: float
    words: str


@dataclass(frozen=True, kw_only=True)
class Place:
    """Where the words of an event lie, in pixels from the left; they begin or end at its line."""

    event: Event
    line: float
    left: float
    right: float
    lane: int


def of(tables: TableMap, chart: str) -> tuple[Event, ...]:
    """The events that the article has `chart` mark and whose rows `tables` have, the most important first."""
    article = parties().article
    if chart not in article.get("marked", {}):
        return (Event(id="event", when=axes.moment(parties().event), words=article.get("event_name", "")),)
    marks = [(name, article["marks"][name]) for name in article["marked"][chart]]
    return tuple(
        Event(id=name, when=axes.moment(date), words=translated(f"mark.{name}", mark["words"]))
        for name, mark in marks
        if (date := _date(tables, mark["table"], mark["key"]))
    )


def _date(tables: TableMap, table: str, key: str) -> str:
    rows = tables[table]
    dates = rows.loc[rows["id"] == key, "date"].dropna()
    return str(dates.iloc[0]) if len(dates) else ""


def with_events(figure: Figure, events: Sequence[Event], *, yearly: bool) -> Figure:
    """`figure` with `events`; on a `yearly` axis the middle of 2022 is at 2022, else at 2022.5.

    A figure without an axis of time in numbers, such as a table, is returned as it is.
    """
    layout = figure["layout"]
    ends = layout.get("xaxis", {}).get("range")
    if not events or not ends or not figure["data"]:
        return figure
    late = 0.5 if yearly else 0.0
    marks = [
        (size, place) for size in (WIDE, NARROW) for place in _places(events, (ends[0] + late, ends[1] + late), size)
    ]
    if not marks:
        return figure
    above = LANE * (1 + max(place.lane for _, place in marks))
    high = int(layout.get("height", 440))
    lines = [_drawn(place, place.event.when - late, (high - FRAME, size)) for size, place in marks]
    margin = {**layout.get("margin", {}), "t": 16 + above}
    shapes = [*layout.get("shapes", ()), *(line for line, _ in lines)]
    notes = [*layout.get("annotations", ()), *(words for _, words in lines)]
    more = {"height": high + above, "margin": margin, "shapes": shapes, "annotations": notes}
    return {**figure, "layout": {**layout, **more}}


def _places(events: Sequence[Event], ends: tuple[float, float], size: str) -> list[Place]:
    """Where the words of as many events as have room lie, so that no words and no line touch other words."""
    places: list[Place] = []
    scale = ACROSS[size] / (ends[1] - ends[0])
    lines = [(event.when - ends[0]) * scale for event in events]
    for event in events:
        line, long = (event.when - ends[0]) * scale, LETTER * len(event.words) + GAP
        if not 0 < line < ACROSS[size]:
            continue
        sides = sorted([(line, line + long), (line - long, line)], key=lambda side: _under(side, line, lines))
        tries = (
            Place(event=event, line=line, left=left, right=right, lane=lane)
            for lane in range(LANES[size])
            for left, right in sides
            if left >= 0 and right <= ACROSS[size]
        )
        free = next((place for place in tries if all(_apart(place, other) for other in places)), None)
        places += [free] if free else []
    return places


def _under(side: tuple[float, float], own: float, lines: Sequence[float]) -> int:
    """How many lines of other events words on this side would lie over."""
    return sum(line != own and side[0] - GAP < line < side[1] + GAP for line in lines)


def _apart(one: Place, other: Place) -> bool:
    """Whether neither the words of the two nor the line of one and the words of the other touch."""
    if one.lane == other.lane:
        return one.right + GAP < other.left or other.right + GAP < one.left
    low, high = sorted((one, other), key=lambda place: place.lane)
    return not low.left - GAP < high.line < low.right + GAP


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
        "line": {"color": theme.MUTED, "width": LINE},
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
