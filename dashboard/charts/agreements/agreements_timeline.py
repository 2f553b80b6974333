"""Agreements by date of signature and by the furthest stage for which there is evidence."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator
from typing import Any

import pandas as pd

from dashboard.charts import axes, frames, headlines, labels, style
from dashboard.charts.agreements import _agreements
from dashboard.charts.base import Chart, Choice, Choices, Figure, TableMap
from dashboard.texts import formats, word

ID = "agreements-timeline"
phrase = headlines.Phrases(ID)
COLUMNS = """
    id parent_id relation signed_date title sector sector_group furthest furthest_claimed binding state counts
    value_usd value_status status_text status_asof publisher source_url
""".split()
CHOICES = (_agreements.SECTORS, Choice("rows", ("counted", "all")))
SHORT = 28  # letters of a name beside its mark
_LIFTS = (0, -0.24, 0.24, -0.12, 0.12)  # neighbours in time stand at different heights within their stage


def select(tables: TableMap, choices: Choices) -> pd.DataFrame:
    """Rows of `agreements`, oldest first; `counted` leaves out frames, restatements and claims."""
    rows = _agreements.of_sector(tables["agreements"], choices["sector"])
    if choices["rows"] == "counted":
        rows = rows[rows["counts"].fillna(False)]
    return frames.ordered(rows, "signed_date id", COLUMNS)


def draw(rows: pd.DataFrame) -> Figure:
    """A mark for each agreement: height by stage, shape by present state, filled only where work is evidenced."""
    records = list(frames.each(rows))
    heights = style.lifted([_agreements.STAGES.index(r.furthest) for r in records], _LIFTS)
    data = [t for state in _agreements.STATES for t in _state(state, records, heights)]
    times = [axes.moment(str(r.signed_date)) for r in records]
    years, levels = axes.years(min(times), max(times)), [-0.6, len(_agreements.STAGES) - 0.4]
    marks = list(zip(times, heights, strict=True))
    sheet = labels.Sheet(x=years["range"], y=levels, height=CHART.height, marks=marks)
    data += labels.some(_names(records, marks), sheet)
    return style.figure(
        data,
        CHART.height,
        years,
        axes.lanes([word("stage_short", s) for s in _agreements.STAGES], levels),
    )


def _names(records: list[Any], places: list[tuple[float, float]]) -> list[labels.Mark]:
    """The marks with short names: the farthest stage first, then the newest."""
    pairs = sorted(
        zip(records, places, strict=True), key=lambda p: (-_agreements.STAGES.index(p[0].furthest), -p[1][0])
    )
    return [
        labels.Mark(
            x=x, y=y, name=textwrap.shorten(str(r.title), SHORT, placeholder="…"), look=_agreements.STATES[r.state]
        )
        for r, (x, y) in pairs
    ]


def _state(state: str, records: list[Any], heights: list[float]) -> Iterator[dict[str, Any]]:
    group = [(r, y) for r, y in zip(records, heights, strict=True) if r.state == state]
    if not group:
        return
    look = _agreements.STATES[state]
    endings = {"outline": "-open", "hatched": "-open-dot", "solid": ""}
    yield style.key(word("state", state), look, state, f"{look.symbol}-open")
    yield style.points(
        [axes.moment(str(r.signed_date)) for r, _ in group],
        [y for _, y in group],
        look,
        [look.symbol + endings[_agreements.FILLS[r.furthest]] for r, _ in group],
        [_agreements.hover(r) for r, _ in group],
        group=state,
    )


def facts(rows: pd.DataFrame) -> dict[str, Any]:
    """How many got how far, by furthest stage, and the newest agreements by name."""
    first, last = str(rows["signed_date"].min())[:4], str(rows["signed_date"].max())[:4]
    newest = (f"{r.title} ({formats.day(str(r.signed_date))})" for r in frames.each(rows.tail(3).iloc[::-1]))
    return {"first": first, "last": last, "newest": "; ".join(newest), **_agreements.counts(rows)}


CHART = Chart(
    select,
    draw,
    id=ID,
    table="agreements",
    choices=CHOICES,
    facts=facts,
    dated=True,
    yearly=False,
)
