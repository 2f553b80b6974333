"""Readings as a curve of their values, with a dot for each choice that makes them in the rows below."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pandas as pd

from dashboard.charts import axes, frames, lines, style, theme, wording
from dashboard.charts.base import Figure, Row
from dashboard.charts.certainty import readings
from dashboard.charts.certainty.readings import phrase
from dashboard.texts import formats

LOOKS = theme.LOOKS["reading"]
ABOVE, GAP = 6.0, 0.9  # height of the curve in rows of choices, and the gap between the two


def figure(rows: pd.DataFrame, hover: Callable[[Row], str]) -> Figure:
    """One column for each of `rows`; the article's own reading is marked."""
    rows = rows.assign(place=range(1, len(rows) + 1), state=[readings.state(r) for r in frames.each(rows)])
    options, scale, records = readings.options(rows), _Scale(rows), list(frames.each(rows))
    depth, count = len(options) + GAP, len(rows)
    own = [int(x) for x in rows.loc[rows["reading"] == "natural", "place"]]
    heights = [*[scale.at(v) for v in scale.ticks], *[-GAP - i for i in range(len(options))]]
    words = [*[scale.words(v) for v in scale.ticks], *[readings.option_short(c, o) for c, o in options]]
    return style.figure(
        [*_curve(records, scale, hover), _dots(records, options)],
        {"range": [0.4, count + 0.6], "visible": False},
        {"range": [-depth - 0.2, ABOVE + 0.6], "showgrid": False, "tickvals": heights, "ticktext": words},
        shapes=[axes.dashed(x=x, colour=theme.MARK) | {"yref": "y", "y0": -depth, "y1": ABOVE + 0.3} for x in own],
        annotations=[_own(x, late=x > count / 2) for x in own[:1]],
        height=110 + round(24 * (ABOVE + depth)),
    )


def _own(x: int, *, late: bool) -> dict[str, Any]:
    """The words at the line of the article's own reading."""
    look = {"showarrow": False, "font": {"color": theme.MARK, "size": 12}}
    return {"x": x, "xanchor": "right" if late else "left", "y": ABOVE + 0.5, "text": phrase("own"), **look}


class _Scale:
    """The height of a value in the upper part; a rank grows downwards."""

    def __init__(self, rows: pd.DataFrame) -> None:
        known = [float(v) for c in ("value", "value_low", "value_high") for v in rows[c].dropna()] or [0.0, 1.0]
        self.unit = "" if pd.isna(rows["unit"].iloc[0]) else str(rows["unit"].iloc[0])
        low, high = min(known), max(known)
        room = (high - low) * 0.08 or max(abs(high), 1.0) * 0.08
        self.low, self.high, self.down = low - room, high + room, self.unit == "place"
        whole = self.unit in ("place", "places")
        self.ticks = [v for v in axes.ticks(self.low, self.high, 4) if not whole or float(v).is_integer()]

    def at(self, value: float) -> float:
        share = (value - self.low) / (self.high - self.low)
        return round(ABOVE * (1 - share if self.down else share), 3)

    def height(self, row: Row) -> float:
        """The value; without one the middle of its interval, or its known end; the foot when nothing is known."""
        value, *ends = readings.known(row)
        known = [v for v in (ends if value is None else [value]) if v is not None]
        return self.at(sum(known) / len(known)) if known else 0.0

    def words(self, value: float) -> str:
        if self.unit == "place":
            return wording.ordinal(round(value))
        unit = phrase(f"unit.{self.unit}") if self.unit else ""
        return phrase("value", value=formats.number(value), unit=unit)


def _curve(records: list[Row], scale: _Scale, hover: Callable[[Row], str]) -> Iterator[style.Trace]:
    ends = (lambda r: scale.at(r.value_low), lambda r: scale.at(r.value_high))
    for name, look, group in style.groups(records, "state", LOOKS):
        wide = [r for r in group if not (pd.isna(r.value_low) or pd.isna(r.value_high)) and r.value_high > r.value_low]
        yield lines.spans(wide, look, x="place", y=ends, width=3)
        marks = style.marks(group, look, hover, x="place", y=scale.height, name=phrase(name), size=11)
        yield marks | {"customdata": [readings.page(r) for r in group]}


def _dots(records: list[Row], options: list[tuple[str, str]]) -> style.Trace:
    """A dot for each choice that a reading makes, in the row of its option."""
    chosen = [
        (row, k) for row in records for k, (column, option) in enumerate(options) if str(getattr(row, column)) == option
    ]
    dots = style.marks(
        chosen,
        theme.Look(theme.MUTED, "circle"),
        lambda dot: wording.safe(readings.option(*options[dot[1]])),
        x=lambda dot: dot[0].place,
        y=lambda dot: round(-GAP - dot[1], 2),
        size=7,
    )
    return dots | {"customdata": [readings.page(row) for row, _ in chosen]}
