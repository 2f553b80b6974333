"""Dated events over a chart with an axis of time: which there are, and where their words have room.

The article says which events a chart marks, and which rows of which table have their dates; a chart of which it says
nothing marks the event that the article turns on. A picture on a phone has as many as fit there: lines and words of one
size alone are named "wide" or "narrow".
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from dashboard.charts import axes
from dashboard.charts.controls import TableMap
from dashboard.texts.parties import parties
from dashboard.texts.translations import translated

WIDE, NARROW = "wide", "narrow"
ACROSS = {WIDE: 520, NARROW: 270}  # pixels between the ends of the axis in the smallest picture of each size
LANES = {WIDE: 3, NARROW: 2}
LETTER, LANE, GAP = 6.3, 15, 5  # pixels: of a letter, a lane, around words


@dataclass(frozen=True, kw_only=True)
class Event:
    """One event: its id, its date as a decimal year, its words."""

    id: str
    when: float
    words: str


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


@dataclass(frozen=True, kw_only=True)
class Place:
    """Where the words of an event lie, in pixels from the left; they begin or end at its line."""

    event: Event
    line: float
    left: float
    right: float
    lane: int


def places(events: Sequence[Event], ends: tuple[float, float], size: str) -> list[Place]:
    """Where the words of as many events as have room lie, so that no words and no line touch other words."""
    placed: list[Place] = []
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
        free = next((place for place in tries if all(_apart(place, other) for other in placed)), None)
        placed += [free] if free else []
    return placed


def _under(side: tuple[float, float], own: float, lines: Sequence[float]) -> int:
    """How many lines of other events words on this side would lie over."""
    return sum(line != own and side[0] - GAP < line < side[1] + GAP for line in lines)


def _apart(one: Place, other: Place) -> bool:
    """Whether neither the words of the two nor the line of one and the words of the other touch."""
    if one.lane == other.lane:
        return one.right + GAP < other.left or other.right + GAP < one.left
    low, high = sorted((one, other), key=lambda place: place.lane)
    return not low.left - GAP < high.line < low.right + GAP
