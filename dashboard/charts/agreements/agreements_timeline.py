"""Agreements by date of signature and by the furthest stage for which there is evidence."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator

import pandas as pd

from dashboard.charts import axes, frames, labels, style, theme
from dashboard.charts.agreements import _agreements
from dashboard.charts.base import Chart, Choice, Choices, Facts, Figure, Phrases, Row, TableMap
from dashboard.texts import formats, word

phrase = Phrases("agreements-timeline")
CHOICES = (_agreements.SECTORS, Choice("rows", ("counted", "all")))
SHORT = 28  # letters of a name beside its mark
_LIFTS = (0, -0.24, 0.24, -0.12, 0.12)  # neighbours in time stand at different heights within their stage


def select(tables: TableMap, choices: Choices) -> pd.DataFrame:
    """Rows of `agreements`, oldest first; `counted` leaves out frames, restatements and claims."""
    rows = frames.chosen(tables["agreements"], choices, sector_group="sector")
    if choices["rows"] == "counted":
        rows = rows[rows["counts"].fillna(False)]
    return frames.ordered(rows, "signed_date id")


def draw(rows: pd.DataFrame) -> Figure:
    """A mark for each agreement: height by stage, shape by present state, filled only where work is evidenced."""
    rows = rows.assign(
        height=style.lifted([_agreements.STAGES.index(stage) for stage in rows["furthest"]], _LIFTS),
        moment=[axes.moment(str(date)) for date in rows["signed_date"]],
    )
    records = list(frames.each(rows))
    data = [t for group in style.groups(records, "state", _agreements.STATES) for t in _marks(*group)]
    years, levels = axes.years(rows["moment"].min(), rows["moment"].max()), [-0.6, len(_agreements.STAGES) - 0.4]
    stages = axes.lanes([word("stage_short", s) for s in _agreements.STAGES], levels)
    sheet = labels.Sheet(x=years["range"], y=levels, marks=[(r.moment, r.height) for r in records])
    return style.figure([*data, *labels.some(_names(records), sheet)], years, stages)


def _marks(state: str, look: theme.Look, rows: list[Row]) -> Iterator[style.Trace]:
    yield style.key(word("state", state), look, state, f"{look.symbol}-open")
    symbol = _agreements.symbol(look)
    yield style.marks(rows, look, _agreements.hover, x="moment", y="height", symbol=symbol, group=state)


def _names(rows: list[Row]) -> list[labels.Mark]:
    """The marks with short names: the farthest stage first, then the newest."""
    ordered = sorted(rows, key=lambda r: (-_agreements.STAGES.index(r.furthest), -r.moment))
    short = [textwrap.shorten(str(r.title), SHORT, placeholder="…") for r in ordered]
    return [
        labels.Mark(x=r.moment, y=r.height, name=name, look=_agreements.STATES[r.state])
        for r, name in zip(ordered, short, strict=True)
    ]


def facts(rows: pd.DataFrame) -> Facts:
    """How many got how far, by furthest stage, and the newest agreements by name."""
    first, last = str(rows["signed_date"].min())[:4], str(rows["signed_date"].max())[:4]
    newest = (f"{r.title} ({formats.day(str(r.signed_date))})" for r in frames.each(rows.tail(3).iloc[::-1]))
    return {"first": first, "last": last, "newest": "; ".join(newest), **_agreements.counts(rows)}


CHART = Chart(phrase, select, draw, facts, table="agreements", choices=CHOICES, dated=True, yearly=False)
