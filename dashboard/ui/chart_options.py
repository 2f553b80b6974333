"""Charts with the options that the rows of a package offer, and views of them: each made once for a package."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

import pandas as pd

from dashboard.charts import phrases, wording
from dashboard.charts.base import Chart, Choices, Figure
from dashboard.charts.registry import CHARTS
from dashboard.package.cache import Cache
from dashboard.package.store import Package
from dashboard.texts import catalogue, parties, say, word
from dashboard.texts.labels import own_text

MOST = 4  # publishers in a line; the rows say all of them
_SOURCES = ("source", "sources", "export_source", "import_source", "mirror_source", "series")
LIMIT = 4 * 2**20  # bytes of views that are held, beside those under the usual choices
DRAWN = 56  # bytes for each cell of the rows: its own, and about seven times as many of what is drawn and said of it


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
        """What the chart shows; of a chart without rows why it has none, where its headline has no room to say so."""
        why = phrases.empty(self.chart.id)
        return why if self.rows.empty and self.finding != why else wording.subtitle(self.chart.id, self.rows)

    @cached_property
    def source(self) -> str:
        """Whose rows they are, in a line."""
        return source(self.package, self.chart, self.rows)

    def prepare(self) -> None:
        """Make the rows, the picture and the headline now."""
        _ = self.picture, self.finding

    @property
    def query(self) -> str:
        """The choices in their canonical form."""
        return self.chart.canonical(self.choices)


def chart(name: str, now: Package) -> Chart:
    """The chart `name` with its options in `now`; KeyError when there is no such chart."""
    return now.once(("offered", name), lambda: CHARTS[name].with_options(now.words))


def every(now: Package) -> list[Chart]:
    """All charts with their options in `now`."""
    return [chart(name, now) for name in CHARTS]


def has_rows(name: str, now: Package) -> bool:
    """Whether the choices that a reader finds set give a row; a chart without one is not shown among others."""
    return not usual(chart(name, now), now).rows.empty


def usual(chart: Chart, now: Package) -> View:
    """`chart` under the choices that a reader finds set, made once for a package: many pages show it."""
    return now.once(("usual", chart.id), lambda: View(chart=chart, choices=chart.complete({}), package=now))


def prepare(now: Package) -> None:
    """Make what many pages show of charts: no reader of a new server or of a new package waits for it.

    A chart that fails is logged, and its pages fail for who asks for them; the others are made.
    """
    parties.use(now.parties)
    for name in CHARTS:
        try:
            usual(chart(name, now), now).prepare()
        except Exception:
            logging.getLogger("dashboard").exception("the chart %s cannot be drawn from %s", name, now.version)


def view(chart: Chart, choices: Choices, now: Package) -> View:
    """`chart` under complete `choices`: a page, its picture, its table and its files ask for the same."""
    if choices == chart.complete({}):
        return usual(chart, now)
    views = now.once(
        "views of charts", lambda: Cache[View](count=100, limit=LIMIT, size=lambda view: DRAWN * view.rows.size)
    )
    key = (chart.id, *sorted(choices.items()))
    return views.get(key, lambda: View(chart=chart, choices=choices, package=now))


def source(package: Package, chart: Chart, rows: pd.DataFrame) -> str:
    """What the chart says of its sources; else the publishers of the rows in short, or whose books they are."""
    own = f"chart.{chart.id}.from"
    if own in catalogue() or own_text(own):
        return say(own)
    named = list(dict.fromkeys([*_by_source(package, rows), *_by_root(rows)])) or _printed(rows)
    if not named:
        return str(package.resources[chart.table]["title"])
    more = len(named) - MOST
    return "; ".join(named[:MOST]) + (say("source.more", n=more) if more > 0 else "")


def _by_source(package: Package, rows: pd.DataFrame) -> Iterator[str]:
    """Short names of the publishers of every source that the rows name; of a series, whose it is."""
    columns = [c for c in _SOURCES if c in rows]
    ids = list(dict.fromkeys(i for c in columns for text in rows[c].dropna() for i in str(text).split()))
    publishers = {s["id"]: s["publisher"] for s in package.rows("sources") if s["id"] in ids}
    for name in ids:
        if name in publishers:
            yield word("publisher_short", publishers[name])
        elif f"series_short.{name}" in catalogue():
            yield say(f"series_short.{name}")


def _by_root(rows: pd.DataFrame) -> list[str]:
    if "root_family" not in rows or any(c in rows for c in ("source", "sources")):
        return []
    return [word("root_family", name) for name in dict.fromkeys(rows["root_family"].dropna())]


def _printed(rows: pd.DataFrame) -> list[str]:
    """Who printed the rows, the most frequent first."""
    return [str(name) for name in rows["publisher"].value_counts().index] if "publisher" in rows else []
