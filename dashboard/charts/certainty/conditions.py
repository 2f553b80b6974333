"""What the rule of a cause asks, condition by condition: met, not met, or open."""

from __future__ import annotations

from typing import Any

import pandas as pd

from dashboard.charts import frames, grids, wording
from dashboard.charts.base import Chart, Choice, Choices, Figure, TableMap
from dashboard.charts.certainty import readings
from dashboard.texts import word

ID = "conditions"
phrase = wording.Phrases(ID)
COLUMNS = ["claim", "part", "position", "criterion", "title", "required", "met", "sentence", "row_table", "row_key"]
CHOICES = (Choice("cause", offered=lambda tables: readings.titles(tables, tables["conditions"])),)
STATES = {"met": "yes", "not_met": "no", "unknown": "open"}  # with the tone of each


def select(tables: TableMap, choices: Choices) -> pd.DataFrame:
    """Rows of `conditions` of one cause part, in the order in which its rule asks."""
    rows = readings.of_part(tables["conditions"], choices["cause"])
    return frames.ordered(rows, "position", COLUMNS)


def state(row: Any) -> str:
    """met, not_met, or unknown where the figures held here cannot tell."""
    return "unknown" if pd.isna(row.met) else "met" if bool(row.met) else "not_met"


def draw(rows: pd.DataFrame) -> Figure:
    """A row for each condition: its state in words, and what the figures say; one that does not count says so."""
    return grids.listed(ID, ("what", "state", "why"), rows, _cells)


def _cells(row: Any) -> grids.Row:
    return [grids.cell(str(row.title), "strong"), _state(row), str(row.sentence)]


def _state(row: Any) -> grids.Cell:
    text = word("condition", state(row))
    if not bool(row.required):
        return grids.cell(phrase("uncounted", state=text))
    return grids.cell(f"{word('mark', f'condition-{state(row)}')} {text}", STATES[state(row)])


def facts(rows: pd.DataFrame) -> dict[str, int]:
    """How many of the conditions that count are met, not met, and cannot be told."""
    states = [state(r) for r in frames.each(rows) if bool(r.required)]
    return {"n": len(states), **{name: states.count(name) for name in STATES}} if states else {}


def listed(rows: pd.DataFrame) -> str:
    """Every condition with its state and its sentence."""
    return " ".join(f"{r.title}: {word('condition', state(r))}. {r.sentence}" for r in frames.each(rows))


CHART = Chart(select, draw, id=ID, table="conditions", choices=CHOICES, facts=facts, listed=listed, height=350)
