"""Dated explanations other than the war, on the same axis of time as the war itself."""

from __future__ import annotations

import pandas as pd

from dashboard.charts import axes, frames, grids, wording
from dashboard.charts.base import Chart, Choice, Choices, Facts, Phrases, Row, TableMap
from dashboard.texts import formats
from dashboard.texts.parties import parties

phrase = Phrases("rivals")
CHOICES = (Choice("when", ("all", "before", "after")),)


def select(tables: TableMap, choices: Choices) -> pd.DataFrame:
    """Rows of `rivals`, the oldest first: all, those older than the war, or the others."""
    rows = tables["rivals"]
    rows = rows.assign(side=pd.Series([_side(r) for r in frames.each(rows)], index=rows.index, dtype=object))
    return frames.ordered(frames.chosen(rows, choices, side="when"), "position id")


def _side(row: Row) -> str:
    return "before" if axes.moment(str(row.date)) < axes.moment(parties().event) else "after"


def _cells(row: Row) -> grids.Cells:
    """An explanation: its date, whether it is older than the war, and why it matters."""
    title, side = grids.cell(str(row.title), "strong"), phrase(_side(row))
    return [wording.day(str(row.date)), title, side, str(row.about)]


def facts(rows: pd.DataFrame) -> Facts:
    """How many of the explanations shown are older than the war; where all are on one side of its date, on which."""
    sides = [_side(r) for r in frames.each(rows)]
    counts = {side: sides.count(side) for side in ("before", "after")}
    return {"wording": "" if all(counts.values()) else sides[0], "n": len(rows), **counts}


def _words(row: Row) -> str:
    return f"{formats.day(str(row.date))}: {row.title}. {row.about}"


draw = grids.listing(phrase, "date what side why", _cells)
CHART = Chart(phrase, select, draw, facts, table="rivals", choices=CHOICES, listed=_words, height=480)
