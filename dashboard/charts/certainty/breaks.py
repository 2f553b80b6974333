"""Where the level of a series changes most: its years, the two levels, and whether there are enough points to test."""

from __future__ import annotations

import pandas as pd

from dashboard.charts import axes, frames, lines, periods, theme, wording
from dashboard.charts.base import Chart, Choice, Choices, Facts, Figure, Phrases, Row, TableMap
from dashboard.charts.style import figure
from dashboard.texts import catalogue, formats, word

phrase = Phrases("breaks")
LEVEL = theme.Look(theme.MARK, "circle")


def _lines(tables: TableMap) -> dict[str, str]:
    """Every series in which a break was looked for, those of money first."""
    rows = tables["breaks"].sort_values("line", key=lambda c: c.where(tables["breaks"]["unit"] == "USD", "~" + c))
    return {r.line: catalogue().get(f"choice.line.{r.line}") or str(r.title) for r in frames.each(rows)}


CHOICES = (Choice("line", offered=_lines),)


def select(tables: TableMap, choices: Choices) -> pd.DataFrame:
    """Rows of `break_lines` of one line, joined with its row of `breaks`."""
    rows = frames.of(tables["break_lines"], line=choices["line"])
    return frames.ordered(rows.merge(tables["breaks"].drop(columns="unit"), on="line"), "year")


def draw(rows: pd.DataFrame) -> Figure:
    """The years as points by how firm they are, the level of each side as a line, the break between them."""
    records = list(frames.each(rows))
    look = theme.family(str(records[-1].root_family))
    *pieces, points = lines.by_year(records, look, "actual", _hover, name=phrase("value"))
    around = (lambda r: int(r.year) - 0.5, lambda r: int(r.year) + 0.5)
    level = lines.spans(records, LEVEL, x=around, y="level", dash="dash", name=phrase("level"))
    divider, note = axes.divider(int(records[0].break_after) + 0.5, phrase("divider"))
    axis = (axes.money if records[0].unit == "USD" else axes.shares)(rows["actual"])
    years = axes.years(**periods.ends(rows))
    return figure([*pieces, level, points], years, axis, shapes=[divider], annotations=[note])


def _value(row: Row) -> str:
    value = float(row.actual)
    return formats.dollars(round(value)) if row.unit == "USD" else formats.percent(value)


def _hover(row: Row) -> str:
    return wording.words(str(row.year), f"{_value(row)} ({word('cell_basis', row.cell_basis)})")


def facts(rows: pd.DataFrame) -> Facts:
    """After which year the level changes most, whether there are enough years to test it, and the table's sentence."""
    row = frames.first(rows)
    years = ", ".join(f"{int(r.year)}: {_value(r)}" for r in frames.each(rows))
    known = {"year": int(row.break_after), "n": int(row.points), "title": row.title, "sentence": row.sentence}
    return {"wording": "" if bool(row.testable) else "few", "listed": years, **known}


CHART = Chart(phrase, select, draw, facts, table="breaks", choices=CHOICES, dated=True)
