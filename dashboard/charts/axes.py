"""Axes that several charts draw alike, with few and round labels: dollars, shares, numbers, years; dates as places."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Sequence
from typing import Any

import pandas as pd

from dashboard.charts import theme
from dashboard.texts import formats

ROOM = 40  # how many times beyond the values of a picture its bands are drawn


def ticks(low: float, high: float, about: int = 5) -> list[float]:
    """Round values between two ends."""
    rough = (high - low) / max(about, 1) or 1.0
    power = 10.0 ** math.floor(math.log10(rough))
    step = next(power * f for f in (1, 2, 5, 10) if power * f >= rough)
    return [round(i * step, 10) for i in range(math.ceil(low / step - 1e-9), math.floor(high / step + 1e-9) + 1)]


def labelled(
    ends: Iterable[float], at: Iterable[float], words: Callable[[Any], str] = formats.number, **more: Any
) -> dict[str, Any]:
    """An axis between two `ends` with `words` for the values `at` that it marks."""
    at = list(at)
    return {"range": list(ends), "tickvals": at, "ticktext": [words(v) for v in at], **more}


def lanes(names: Sequence[str], ends: Iterable[float]) -> dict[str, Any]:
    """An axis of named lanes, counted from 0."""
    return {"range": list(ends), "tickvals": list(range(len(names))), "ticktext": list(names)}


def money(values: Iterable[Any]) -> dict[str, Any]:
    """A linear axis of dollars from 0."""
    return _from_zero(values, lambda v: formats.dollars(int(v)))


def decades(low: float, high: float) -> dict[str, Any]:
    """A logarithmic axis of dollars with a label at every power of ten, and between them where there are few."""
    powers = [10**e for e in range(math.floor(math.log10(low)), math.ceil(math.log10(high)) + 1)]
    steps = (1,) if high / low > 200 else (1, 2, 5)
    at = [p * f for p in powers for f in steps if low <= p * f <= high]
    return labelled(powers_of_ten(low, high), at, formats.dollars, type="log", autorange=False)


def powers_of_ten(low: float, high: float) -> tuple[float, float]:
    """The ends of a logarithmic axis, as plotly wants them."""
    return round(math.log10(low), 3), round(math.log10(high), 3)


def shares(values: Iterable[Any]) -> dict[str, Any]:
    """A linear axis of shares from 0."""
    return _from_zero(values, formats.percent)


def plain(values: Iterable[Any]) -> dict[str, Any]:
    """A linear axis of bare numbers from 0."""
    return _from_zero(values, formats.number, room=1.15)


def _from_zero(values: Iterable[Any], words: Callable[[Any], str], room: float = 1.08) -> dict[str, Any]:
    known = [float(v) for v in values if not pd.isna(v)] or [1.0]
    low, high = min([0.0, *known]), max([0.0, *known]) * room or 1.0
    return labelled((low * room, high), ticks(low, high), words)


def years(first: float, last: float) -> dict[str, Any]:
    """An axis of whole years with room for the marks at both ends, and few enough labels for a phone."""
    step = max(1, math.ceil((last - first) / 7))
    at = [year for year in range(math.floor(first), math.ceil(last) + 1) if year % step == 0]
    return labelled((first - 0.7, last + 0.9), at, str, showgrid=False, showline=True)


def around(values: Sequence[float]) -> tuple[float, float]:
    """Ends of a logarithmic axis of `values`; a band further beyond them ends at the edge of the picture."""
    return min(values) / ROOM, max(values) * ROOM


def beyond(low: float) -> Callable[[Any], int]:
    """Where the band of a row begins, as far as the picture shows it."""
    return lambda row: round(max(row.band_low, low))


def within(low: float, high: float) -> Callable[[Any], int]:
    """How long the band of a row is, as far as the picture shows it."""
    return lambda row: round(min(row.band_high, high) - max(row.band_low, low))


def moment(date: str) -> float:
    """An ISO date as a decimal year; the middle of what is known of it: 2022 is 2022.5, 2022-10 is about 2022.79."""
    parts = [int(p) for p in date.split("-")]
    if len(parts) == 1:
        return parts[0] + 0.5
    if len(parts) == 2:
        return round(parts[0] + (parts[1] - 0.5) / 12, 3)
    return round(parts[0] + (parts[1] - 1 + (parts[2] - 0.5) / 31) / 12, 3)


def dashed(*, x: float | None = None, y: float | None = None, colour: str = theme.MUTED) -> dict[str, Any]:
    """A dashed line over the whole picture: upright at `x`, or level at `y`."""
    across = {"xref": "paper", "x0": 0, "x1": 1} if x is None else {"x0": x, "x1": x}
    up = {"yref": "paper", "y0": 0, "y1": 1} if y is None else {"y0": y, "y1": y}
    return {"type": "line", **across, **up, "line": {"color": colour, "width": 1.5, "dash": "dash"}}


def divider(x: float, text: str) -> tuple[dict[str, Any], dict[str, Any]]:
    """A dashed line where a series changes, and the words beside it."""
    shape = dashed(x=x) | {"line": {"color": theme.MUTED, "width": 1, "dash": "dot"}}
    note = {"x": x, "xanchor": "right", "yref": "paper", "y": 1, "yanchor": "top", "showarrow": False, "text": text}
    return shape, note
