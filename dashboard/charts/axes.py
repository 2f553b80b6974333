"""Axes that several charts draw alike, with few and round labels: dollars, shares, numbers, years; dates as places."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Sequence
from typing import Any

from dashboard.charts import style, theme
from dashboard.texts import formats


def ticks(low: float, high: float, about: int = 5) -> list[float]:
    """Round values between two ends."""
    rough = (high - low) / max(about, 1) or 1.0
    power = 10.0 ** math.floor(math.log10(rough))
    step = next(power * f for f in (1, 2, 5, 10) if power * f >= rough)
    return [round(i * step, 10) for i in range(math.ceil(low / step - 1e-9), math.floor(high / step + 1e-9) + 1)]


def labelled(
    ends: Iterable[float], at: Iterable[float], words: Callable[[Any], str] = "{:g}".format, **more: Any
) -> dict[str, Any]:
    """An axis between two `ends` with `words` for the values `at` that it marks."""
    at = list(at)
    return {"range": list(ends), "tickvals": at, "ticktext": [words(v) for v in at], **more}


def lanes(names: Sequence[str], ends: Iterable[float]) -> dict[str, Any]:
    """An axis of named lanes, counted from 0."""
    return {"range": list(ends), "tickvals": list(range(len(names))), "ticktext": list(names)}


def money(values: Iterable[Any], title: str = "", low: float = 0.0) -> dict[str, Any]:
    """A linear axis of dollars that holds `values` and begins at `low` or below."""
    known = [float(v) for v in values if not style.missing(v)] or [1.0]
    low, high = min([low, *known]), max([low, *known]) * 1.08 or 1.0
    at = ticks(low, high)
    start = low * 1.08 if low < 0 else low
    return labelled((start, high), at, lambda v: formats.dollars(int(v)), **titled(title))


def decades(low: float, high: float) -> dict[str, Any]:
    """A logarithmic axis of dollars with a label at every power of ten, and between them where there are few."""
    powers = [10**e for e in range(math.floor(math.log10(low)), math.ceil(math.log10(high)) + 1)]
    steps = (1,) if high / low > 200 else (1, 2, 5)
    at = [p * f for p in powers for f in steps if low <= p * f <= high]
    return labelled(powers_of_ten(low, high), at, formats.dollars, type="log", autorange=False)


def powers_of_ten(low: float, high: float) -> tuple[float, float]:
    """The ends of a logarithmic axis, as plotly wants them."""
    return round(math.log10(low), 3), round(math.log10(high), 3)


def shares(values: Iterable[Any], title: str = "") -> dict[str, Any]:
    """A linear axis of shares from 0."""
    high = max([float(v) for v in values if not style.missing(v)] or [1.0]) * 1.08 or 1.0
    return labelled((0, high), ticks(0, high), formats.percent, **titled(title))


def plain(values: Iterable[Any]) -> dict[str, Any]:
    """A linear axis of bare numbers from 0."""
    high = max([float(v) for v in values if not style.missing(v)] or [1.0]) * 1.15 or 1.0
    return labelled((0, high), ticks(0, high), formats.number)


def titled(title: str) -> dict[str, Any]:
    return {"title": {"text": title}} if title else {}


def years(first: float, last: float) -> dict[str, Any]:
    """An axis of whole years with room for the marks at both ends, and few enough labels for a phone."""
    step = max(1, math.ceil((last - first) / 7))
    at = [year for year in range(math.floor(first), math.ceil(last) + 1) if year % step == 0]
    return labelled((first - 0.7, last + 0.9), at, str, showgrid=False, showline=True)


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


def divider(x: float, text: str, y: float = 1.0) -> tuple[dict[str, Any], dict[str, Any]]:
    """A dashed line where a series changes, and the words beside it."""
    shape = {
        "type": "line",
        "x0": x,
        "x1": x,
        "yref": "paper",
        "y0": 0,
        "y1": y,
        "line": {"color": theme.MUTED, "width": 1, "dash": "dot"},
    }
    note = {"x": x, "xanchor": "right", "yref": "paper", "y": y, "yanchor": "top", "showarrow": False, "text": text}
    return shape, note
