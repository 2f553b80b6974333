"""Readings of growth: yearly values of one series as intervals, and how the latest stands to the base year."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from dataclasses import replace
from itertools import count, takewhile

from etl.derive.turnover import Cell
from etl.judge.specification import Specification

# The reading of one series from a base year on (Gregorian): what it gives, or None.
Step = Callable[[str, Mapping[int, Cell], int], Specification | None]


def latest(series: str, cells: Mapping[int, Cell], base: int) -> Specification | None:
    """Change in per cent of the latest year against `base`; None when either is missing, or `base` is zero."""
    last = max((y for y in cells if y > base), default=None)
    return _change(series, cells[base], cells[last]) if last is not None and base in cells else None


def worst(series: str, cells: Mapping[int, Cell], base: int) -> Specification | None:
    """Smallest yearly change in per cent in an unbroken run of years from `base` on; None without one, or from zero.

    A year without trade ends the run: no later change is smaller than the fall to nothing.
    """
    years = takewhile(lambda y: y + 1 in cells and cells[y].high, count(base)) if base in cells else ()
    steps = [step for year in years if (step := _change(series, cells[year], cells[year + 1]))]
    if not steps:
        return None
    least = min(steps, key=lambda s: s.low if s.low is not None else -math.inf)
    lows, highs = ([v for s in steps if (v := getattr(s, end)) is not None] for end in ("low", "high"))
    basis = "imputed" if any(s.basis == "imputed" for s in steps) else least.basis
    last = steps[-1]
    return replace(
        last,
        period=f"{cells[base].period}-{last.period}",  # a fall in one of the steps is not a fall in the last
        basis=basis,
        low=min(lows),
        high=min(highs, default=None),
        point=None,
        flip_pct=least.flip_pct,
    )


def _change(series: str, base: Cell, latest: Cell) -> Specification | None:
    """The change in per cent: from what may be zero it has no upper end, and from zero there is none."""
    if not base.high:
        return None
    low = 100 * (latest.low / base.high - 1)
    high = 100 * (latest.high / base.low - 1) if base.low else math.inf
    # a comparison across a change of the books votes as the later, weaker one
    basis = "imputed" if "imputed" in (base.basis, latest.basis) else latest.basis
    nearest = min(abs(low), abs(high)) if low * high > 0 else 0.0
    overlap = "conflict" if low <= 0 <= high and low != high else ""
    return Specification(
        root_family=latest.root_family,
        series=series,
        period=latest.period,
        calendar=latest.calendar,
        basis=basis,
        low=low,
        high=high if base.low else None,
        point=low if low == high else None,
        unit="% change",
        flip_pct=nearest,
        why_not=overlap,
        row_table=latest.table,
        row_key=f"{series} {base.period} {latest.period}",
    )
