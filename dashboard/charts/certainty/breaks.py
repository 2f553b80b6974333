"""Where the level of a series changes most: its years, the two levels, and whether there are enough points to test."""

from __future__ import annotations

from typing import Any

import pandas as pd

from dashboard.charts import axes, frames, periods, style, theme, wording
from dashboard.charts.base import Chart, Choice, Choices, Figure, TableMap
from dashboard.texts import catalogue, formats, say

ID = "breaks"
phrase = wording.Phrases(ID)
COLUMNS = """
    line title year actual cell_basis root_family level unit points break_after explained testable sentence
""".split()
LEVEL = theme.Look(theme.MARK, "circle")


def _lines(tables: TableMap) -> dict[str, str]:
    """Every series in which a break was looked for, those of money first."""
    rows = tables["breaks"].sort_values("line", key=lambda c: c.where(tables["breaks"]["unit"] == "USD", "~" + c))
    return {r.line: catalogue().get(f"choice.line.{r.line}") or str(r.title) for r in rows.itertuples()}


CHOICES = (Choice("line", offered=_lines),)


def select(tables: TableMap, choices: Choices) -> pd.DataFrame:
    """Rows of `break_lines` of one line, joined with its row of `breaks`."""
    years, breaks = tables["break_lines"], tables["breaks"]
    rows = years[years["line"] == choices["line"]].merge(breaks.drop(columns="unit"), on="line")
    return frames.ordered(rows, "year", COLUMNS)


def draw(rows: pd.DataFrame) -> Figure:
    """The years as points by how firm they are, the level of each side as a line, the break between them."""
    records = list(frames.each(rows))
    look = theme.family(str(records[-1].root_family))
    levels = [(int(r.year) - 0.5, float(r.level), int(r.year) + 0.5, float(r.level)) for r in records]
    *pieces, points = style.by_year(records, look, "actual", _hover, name=phrase("value"))
    level = style.spans(levels, LEVEL, 2, "dash") | {"name": phrase("level"), "showlegend": True}
    divider, note = axes.divider(int(records[0].break_after) + 0.5, phrase("divider"))
    axis = (axes.money if records[0].unit == "USD" else axes.shares)(rows["actual"])
    years = axes.years(**periods.ends(rows))
    return style.figure([*pieces, level, points], years, axis, shapes=[divider], annotations=[note])


def _value(row: Any, number: float) -> str:
    return formats.dollars(round(number)) if row.unit == "USD" else formats.percent(number)


def _hover(row: Any) -> str:
    basis = say(f"cell_basis.{row.cell_basis}")
    return wording.words(str(row.year), f"{_value(row, float(row.actual))} ({basis})")


def finding(rows: pd.DataFrame) -> str:
    """After which year the level changes most, and whether there are enough years to test it."""
    row = rows.iloc[0]
    name = "head" if bool(row["testable"]) else "head_few"
    return phrase.head(name, year=int(row["break_after"]), n=int(row["points"]))


def detail(rows: pd.DataFrame) -> str:
    """The sentence of the table: when the level changes, and whether that could be tested."""
    return f"{rows['title'].iloc[0]}. {rows['sentence'].iloc[0]}"


def listed(rows: pd.DataFrame) -> str:
    """The value of every year."""
    return ", ".join(f"{int(r.year)}: {_value(r, float(r.actual))}" for r in frames.each(rows))


CHART = Chart(select, draw, finding, detail, id=ID, table="breaks", choices=CHOICES, listed=listed, dated=True)
