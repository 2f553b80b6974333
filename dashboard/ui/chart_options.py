"""Charts with the options that the rows of a package offer: worked out once for a package, asked for on every page."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import cast

import pandas as pd

from dashboard.charts import subtitles
from dashboard.charts.base import Chart, Choices, Figure
from dashboard.charts.registry import CHARTS
from dashboard.package.cache import Cache
from dashboard.package.store import Package
from dashboard.ui import publishers

LIMIT = 8 * 2**20  # bytes of rows that are held


@dataclass(frozen=True, kw_only=True)
class View:
    """A chart of one package under complete choices: its rows, and what is drawn and said of them, each made once."""

    chart: Chart
    choices: Choices
    package: Package

    @cached_property
    def rows(self) -> pd.DataFrame:
        return self.chart.select(self.package.words, self.choices)

    @cached_property
    def picture(self) -> Figure:
        return self.chart.picture(self.rows)

    @cached_property
    def finding(self) -> str:
        return self.chart.finding(self.rows)

    @cached_property
    def alt(self) -> str:
        return self.chart.alt(self.rows)

    @cached_property
    def subtitle(self) -> str:
        return subtitles.subtitle(self.chart.id, self.rows)

    @cached_property
    def source(self) -> str:
        """Whose rows they are, in a line."""
        return publishers.line(self.package, self.chart, self.rows)

    @property
    def query(self) -> str:
        """The choices in their canonical form."""
        return self.chart.canonical(self.choices)


def chart(name: str, now: Package) -> Chart:
    """The chart `name` with its options in `now`; KeyError when there is no such chart."""
    return cast(Chart, now.made.get(("offered", name), lambda: CHARTS[name].with_options(now.words)))


def every(now: Package) -> list[Chart]:
    """All charts with their options in `now`."""
    return [chart(name, now) for name in CHARTS]


def has_rows(name: str, now: Package) -> bool:
    """Whether the choices that a reader finds set give a row; a chart without one is not shown among others."""
    known = chart(name, now)
    return bool(now.made.get(("has rows", name), lambda: not view(known, known.complete({}), now).rows.empty))


def view(chart: Chart, choices: Choices, now: Package) -> View:
    """`chart` under complete `choices`: a page, its picture, its table and its files ask for the same."""
    views = now.made.get("views of charts", lambda: Cache(count=100, limit=LIMIT, size=_size))
    key = (chart.id, *sorted(choices.items()))
    return cast(View, views.get(key, lambda: View(chart=chart, choices=choices, package=now)))


def _size(view: View) -> int:
    return int(view.rows.memory_usage(deep=False).sum())
