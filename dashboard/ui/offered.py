"""Charts with the options that the rows of a package offer: worked out once for a package, asked for on every page."""

from __future__ import annotations

from typing import cast

from dashboard.charts.base import Chart
from dashboard.charts.registry import CHARTS
from dashboard.package.store import Package


def chart(name: str, now: Package) -> Chart:
    """The chart `name` with its options in `now`; KeyError when there is no such chart."""
    return cast(Chart, now.made.get(("offered", name), lambda: CHARTS[name].with_options(now.tables)))


def every(now: Package) -> list[Chart]:
    """All charts with their options in `now`."""
    return [chart(name, now) for name in CHARTS]


def has_rows(name: str, now: Package) -> bool:
    """Whether the choices that a reader finds set give a row; a chart without one is not shown among others."""
    return bool(now.made.get(("has rows", name), lambda: CHARTS[name].has_rows(now.tables)))
