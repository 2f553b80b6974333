"""Axes of the small pictures: from data to pixels, and the places of the ticks."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any


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


def axis(settings: Mapping[str, Any], start: float, end: float) -> Axis:
    """The axis of a figure that `settings` describe as plotly writes them, between two pixels.

    Its `range` is given, and words for its ticks where it is visible: KeyError without.
    """
    kind, (low, high) = settings.get("type", "linear"), settings["range"]
    names = tuple(settings["categoryarray"]) if kind == "category" else ()
    return Axis(kind=kind, low=low, high=high, start=start, end=end, names=names, ticks=_ticks(settings, names))


def _ticks(settings: Mapping[str, Any], names: Sequence[str]) -> tuple[tuple[float, str], ...]:
    if settings.get("visible") is False:
        return ()
    return tuple(enumerate(names) if names else zip(settings["tickvals"], settings["ticktext"], strict=True))
