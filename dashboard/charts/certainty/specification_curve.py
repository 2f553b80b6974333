"""Every defensible reading of one part: its value above, the choices that make it below, the article's own marked."""

from __future__ import annotations

import pandas as pd

from dashboard.charts import frames, grids, wording
from dashboard.charts.base import Chart, Choice, Choices, Facts, Figure, Row, TableMap
from dashboard.charts.certainty import _curve, readings
from dashboard.charts.certainty.readings import phrase
from dashboard.texts import formats, word

CHOICES = (
    Choice("part", offered=lambda tables: readings.titles(tables, tables["specifications"])),
    Choice("estimates", ("with", "without")),
)
LEAST = 8  # readings below which a table says more than a curve


def select(tables: TableMap, choices: Choices) -> pd.DataFrame:
    """Rows of `specifications` of one part, in the order of their value; those that cannot be computed last."""
    rows = readings.of_part(tables["specifications"], choices["part"])
    if choices["estimates"] == "without":
        rows = rows[rows["cell_basis"] != "imputed"]
    # value, else the end of the interval that is known
    rows = rows.assign(place=rows["value"].fillna(rows["value_low"]).fillna(rows["value_high"]))
    return frames.ordered(rows, "place root_family specification")


def draw(rows: pd.DataFrame) -> Figure:
    """One column for each reading: filled where the article's words hold, hollow where not, a cross where open.

    Fewer than LEAST readings are a table.
    """
    options = readings.options(rows)
    if len(rows) >= LEAST:
        return _curve.figure(rows, lambda row: _hover(options, row))
    return grids.listing(phrase, "reading choices value holds", lambda row: _cells(options, row))(rows)


def _cells(options: list[tuple[str, str]], row: Row) -> grids.Cells:
    own, state = phrase("own_mark") if row.reading == "natural" else "", readings.state(row)
    name, *chosen = _name(options, row)
    return [
        grids.cell(name + own, "strong" if own else "", readings.page(row)),
        ", ".join(chosen),
        _valued(row),
        grids.cell(f"{readings.mark(row)} {phrase(state)}", readings.TONES[state]),
    ]


def _name(options: list[tuple[str, str]], row: Row) -> list[str]:
    """Whose books of which period a reading reads, then what else it chooses where the readings differ."""
    said = {str(row.series), str(row.period)}  # an era may be the period
    chosen = [readings.option(c, o) for c, o in options if str(getattr(row, c)) == o and o not in said]
    return [f"{word('series', row.series)}, {readings.period(row)}", *dict.fromkeys(chosen)]


def _valued(row: Row) -> str:
    value = readings.interval(row)
    return value if pd.isna(row.unit) else phrase(f"named.{row.unit}", value=value)


def _hover(options: list[tuple[str, str]], row: Row) -> str:
    name, *chosen = _name(options, row)
    why = "" if pd.isna(row.why_not) else str(row.why_not)
    weight = phrase("weight", weight=formats.percent(row.weight))
    return wording.words(name, ", ".join(chosen), _valued(row), phrase(readings.state(row)), why, weight)


def facts(rows: pd.DataFrame) -> Facts:
    """In how many readings the words hold, fail, and cannot be told; in full what the own reading gives, and each."""
    options, records = readings.options(rows), list(frames.each(rows))
    states, own = [readings.state(r) for r in records], frames.first(frames.of(rows, reading="natural"))
    counts = {"n": len(rows), **{name: states.count(name) for name in readings.TONES}}
    text = phrase("finding", **counts)
    if own:
        known = {"value": _valued(own), "series": word("series", own.series), "period": readings.period(own)}
        text += " " + phrase(f"own_{readings.state(own)}", **known)
    return {**counts, "finding": text, "listed": "; ".join(_reading(options, r) for r in records)}


def _reading(options: list[tuple[str, str]], row: Row) -> str:
    return f"{', '.join(_name(options, row))}: {readings.interval(row)} ({phrase(readings.state(row))})"


CHART = Chart(phrase, select, draw, facts, table="specifications", choices=CHOICES, height=588)
