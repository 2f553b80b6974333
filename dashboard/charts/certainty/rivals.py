"""Dated explanations other than the war, on the same axis of time as the war itself."""

from __future__ import annotations

from typing import Any

import pandas as pd

from dashboard.charts import axes, frames, grids, wording
from dashboard.charts.base import Chart, Choice, Choices, Figure, TableMap
from dashboard.texts import formats
from dashboard.texts.parties import parties

ID = "rivals"
phrase = wording.Phrases(ID)
COLUMNS = ["id", "date", "title", "about", "row_table", "row_key"]
CHOICES = (Choice("when", ("all", "before", "after")),)


def select(tables: TableMap, choices: Choices) -> pd.DataFrame:
    """Rows of `rivals`, the oldest first: all, those older than the war, or the others."""
    rows = tables["rivals"]
    if choices["when"] != "all":
        rows = rows[pd.Series([_side(r) == choices["when"] for r in frames.each(rows)], index=rows.index, dtype=bool)]
    return frames.ordered(rows, "position id", COLUMNS)


def _side(row: Any) -> str:
    return "before" if axes.moment(str(row.date)) < axes.moment(parties().event) else "after"


def draw(rows: pd.DataFrame) -> Figure:
    """A row for each explanation: its date, whether it is older than the war, and why it matters."""
    return grids.listed(ID, ("date", "what", "side", "why"), rows, _cells)


def _cells(row: Any) -> grids.Row:
    title, side = grids.cell(str(row.title), "strong"), phrase(_side(row))
    return [wording.day(str(row.date)), title, side, str(row.about)]


def facts(rows: pd.DataFrame) -> dict[str, Any]:
    """How many of the explanations shown are older than the war."""
    before = [_side(r) for r in frames.each(rows)].count("before")
    return {"n": len(rows), "before": before, "after": len(rows) - before}


def detail(rows: pd.DataFrame) -> str:
    """The same; where all are on one side of its date, what that means."""
    sides = {_side(r) for r in frames.each(rows)}
    return phrase("finding" if len(sides) > 1 else f"finding_{sides.pop()}", **facts(rows))


def listed(rows: pd.DataFrame) -> str:
    """Every explanation with its date and what it says."""
    return " ".join(f"{formats.day(str(r.date))}: {r.title}. {r.about}" for r in frames.each(rows))


CHART = Chart(
    select, draw, id=ID, table="rivals", choices=CHOICES, facts=facts, detail=detail, listed=listed, height=480
)
