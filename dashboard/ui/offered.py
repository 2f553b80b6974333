"""Charts with the options that the rows of a package offer: worked out once for a package, asked for on every page."""

from __future__ import annotations

from typing import cast

import pandas as pd

from dashboard.charts.base import Chart, Choices
from dashboard.charts.registry import CHARTS
from dashboard.package.cache import Cache
from dashboard.package.store import Package

LIMIT = 8 * 2**20  # bytes of rows that are held


def chart(name: str, now: Package) -> Chart:
    """The chart `name` with its options in `now`; KeyError when there is no such chart."""
    return cast(Chart, now.made.get(("offered", name), lambda: CHARTS[name].with_options(now.words)))


def every(now: Package) -> list[Chart]:
    """All charts with their options in `now`."""
    return [chart(name, now) for name in CHARTS]


def has_rows(name: str, now: Package) -> bool:
    """Whether the choices that a reader finds set give a row; a chart without one is not shown among others."""
    known = chart(name, now)
    return bool(now.made.get(("has rows", name), lambda: not rows(known, known.complete({}), now).empty))


def rows(chart: Chart, choices: Choices, now: Package) -> pd.DataFrame:
    """The rows of `chart` under complete `choices`: a page, its picture and its table ask for the same."""
    cache = now.made.get("rows of charts", lambda: Cache(count=100, limit=LIMIT, size=_size))
    key = (chart.id, *sorted(choices.items()))
    return cast(pd.DataFrame, cache.get(key, lambda: chart.select(now.words, choices))).copy(deep=False)


def _size(frame: pd.DataFrame) -> int:
    return int(frame.memory_usage(deep=False).sum())
