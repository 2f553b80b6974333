"""What the rule of a cause asks, condition by condition: met, not met, or open."""

from __future__ import annotations

from typing import Any

import pandas as pd

from dashboard.charts import grids, headlines, style
from dashboard.charts.base import Chart, Choice, Choices, Figure, TableMap
from dashboard.charts.certainty import _parts
from dashboard.charts.named_rows import named_rows
from dashboard.texts import say, word

ID = "conditions"
COLUMNS = ["claim", "part", "position", "criterion", "title", "required", "met", "sentence", "row_table", "row_key"]
CHOICES = (Choice("cause", offered=lambda tables: _parts.titles(tables, tables["conditions"])),)
STATES = {"met": "yes", "not_met": "no", "unknown": "open"}  # with the tone of each


def select(tables: TableMap, choices: Choices) -> pd.DataFrame:
    """Rows of `conditions` of one cause part, in the order in which its rule asks."""
    rows = _parts.of_part(tables["conditions"], choices["cause"])
    return rows.sort_values("position", kind="stable", ignore_index=True)[COLUMNS]


def state(row: Any) -> str:
    """met, not_met, or unknown where the figures held here cannot tell."""
    return "unknown" if style.missing(row.met) else "met" if bool(row.met) else "not_met"


def draw(rows: pd.DataFrame) -> Figure:
    """A row for each condition: its state in words, and what the figures say; one that does not count says so."""
    return grids.listed(ID, ("what", "state", "why"), rows, _cells)


def _cells(row: Any) -> grids.Row:
    return [grids.cell(str(row.title), "strong"), _state(row), str(row.sentence)]


def _state(row: Any) -> grids.Cell:
    text = word("condition", state(row))
    if not bool(row.required):
        return grids.cell(say(f"chart.{ID}.uncounted", state=text))
    return grids.cell(f"{word('mark', f'condition-{state(row)}')} {text}", STATES[state(row)])


def finding(rows: pd.DataFrame) -> str:
    """How many of the conditions that count are met, not met, and cannot be told."""
    counts = _counts(rows)
    return headlines.fit(say(f"chart.{ID}.head", **counts)) if counts["n"] else headlines.none(ID)


def _counts(rows: pd.DataFrame) -> dict[str, int]:
    states = [state(r) for r in named_rows(rows) if bool(r.required)]
    return {"n": len(states), **{name: states.count(name) for name in STATES}}


def detail(rows: pd.DataFrame) -> str:
    """How many of the conditions that count are met, not met, and cannot be told."""
    counts = _counts(rows)
    return say(f"chart.{ID}.finding", **counts) if counts["n"] else style.empty(ID)


def alt(rows: pd.DataFrame) -> str:
    """Every condition with its state and its sentence."""
    text = " ".join(f"{r.title}: {word('condition', state(r))}. {r.sentence}" for r in named_rows(rows))
    return detail(rows) + " " + say(f"chart.{ID}.alt", text=text)


CHART = Chart(select, draw, finding, detail, alt, id=ID, table="conditions", choices=CHOICES, height=350)
