"""Axes of the small pictures: from data to pixels, and the places of the ticks."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from dashboard.charts.axes import ticks


@dataclass(frozen=True, kw_only=True)
class Axis:
    """One axis: from data to pixels."""

    kind: str
    low: float
    high: float
    start: float
    end: float
    names: tuple[str, ...] = ()
    ticks: tuple[tuple[float, str], ...] = ()

    def at(self, value: Any, raw: bool = False) -> float | None:
        """Pixel of `value`; `raw` values of a log axis are exponents already, as plotly writes them in annotations."""
        if value is None or value != value:
            return None
        if self.kind == "category":
            place = float(self.names.index(str(value))) if isinstance(value, str) else float(value)
        elif self.kind == "log" and not raw:
            place = math.log10(float(value)) if float(value) > 0 else self.low
        else:
            place = float(value)
        return self.start + (place - self.low) / (self.high - self.low) * (self.end - self.start)


def _values(traces: Iterable[Mapping[str, Any]], axis: str) -> list[Any]:
    return [v for t in traces for v in (t.get(axis) or []) if v is not None]


def axis(layout: Mapping[str, Any], traces: Sequence[Mapping[str, Any]], name: str, start: float, end: float) -> Axis:
    """The axis `name` (x or y) of a figure between two pixels."""
    axis = layout.get(f"{name}axis", {})
    values = _values(traces, name)
    text = [v for v in values if isinstance(v, str)]
    kind = axis.get("type") or ("category" if text else "linear")
    if kind == "category":
        names = tuple(axis.get("categoryarray") or dict.fromkeys(str(v) for v in values))
        low, high = axis.get("range") or (-0.5, len(names) - 0.5)
        ticks = tuple(enumerate(names))
        return Axis(kind=kind, low=low, high=high, start=start, end=end, names=names, ticks=ticks)
    low, high = axis.get("range") or _spread(traces, name, kind)
    if axis.get("autorange") == "reversed":
        low, high = high, low
    return Axis(kind=kind, low=low, high=high, start=start, end=end, ticks=_ticks(axis, kind, low, high))


def _spread(traces: Sequence[Mapping[str, Any]], name: str, kind: str) -> tuple[float, float]:
    numbers = [float(v) for v in _values(traces, name)]
    if any(t.get("type") == "bar" and (t.get("orientation") == "h") == (name == "x") for t in traces):
        numbers.append(0.0)
    if kind == "log":
        numbers = [math.log10(v) for v in numbers if v > 0]
    low, high = (min(numbers), max(numbers)) if numbers else (0.0, 1.0)
    pad = (high - low or 1.0) * 0.05
    return (low - pad if low else low), high + pad


def _ticks(axis: Mapping[str, Any], kind: str, low: float, high: float) -> tuple[tuple[float, str], ...]:
    if axis.get("visible") is False:
        return ()
    if "tickvals" in axis:
        texts = axis.get("ticktext") or [str(v) for v in axis["tickvals"]]
        return tuple(zip(axis["tickvals"], texts, strict=True))
    if kind == "log":
        return tuple((10.0**e, f"{10**e:g}") for e in range(math.ceil(min(low, high)), math.floor(max(low, high)) + 1))
    return tuple((v, f"{v:.10g}") for v in ticks(min(low, high), max(low, high), int(axis.get("nticks", 6))))
