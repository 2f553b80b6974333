"""What the rule of a cause asks, condition by condition: met, not met, or open."""

from __future__ import annotations

import pandas as pd

from dashboard.charts import frames, grids
from dashboard.charts.base import Chart, Choice, Choices, Facts, Phrases, Row, TableMap
from dashboard.charts.certainty import readings
from dashboard.texts import word

phrase = Phrases("conditions")
CHOICES = (Choice("cause", offered=lambda tables: readings.titles(tables, tables["conditions"])),)
STATES = {"met": "yes", "not_met": "no", "unknown": "open"}  # with the tone of each


def select(tables: TableMap, choices: Choices) -> pd.DataFrame:
    """Rows of `conditions` of one cause part, in the order in which its rule asks."""
    return frames.ordered(readings.of_part(tables["conditions"], choices["cause"]), "position")


def _met(row: Row) -> str:
    """met, not_met, or unknown where the figures held here cannot tell."""
    return "unknown" if pd.isna(row.met) else "met" if bool(row.met) else "not_met"


def _cells(row: Row) -> grids.Cells:
    """A condition, its state in words, and what the figures say; one that does not count says so."""
    state = _met(row)
    text = word("condition", state)
    counted = grids.cell(f"{word('mark', f'condition-{state}')} {text}", STATES[state])
    cell = counted if bool(row.required) else grids.cell(phrase("uncounted", state=text))
    return [grids.cell(str(row.title), "strong"), cell, str(row.sentence)]


def facts(rows: pd.DataFrame) -> Facts:
    """How many of the conditions that count are met, not met, and cannot be told."""
    states = [_met(r) for r in frames.each(rows) if bool(r.required)]
    return {"n": len(states), **{name: states.count(name) for name in STATES}} if states else {}


def _words(row: Row) -> str:
    return f"{row.title}: {word('condition', _met(row))}. {row.sentence}"


draw = grids.listing(phrase, "what state why", _cells)
CHART = Chart(phrase, select, draw, facts, table="conditions", choices=CHOICES, listed=_words, height=350)
