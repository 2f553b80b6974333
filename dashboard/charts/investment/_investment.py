"""Rows of foreign investment in the second country, for several charts: one for each statement, however printed."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

import pandas as pd

from dashboard.charts import axes, frames, lines, looks, sides, style, theme
from dashboard.charts.base import Row, TableMap
from dashboard.texts import calendars, formats


def once(tables: TableMap) -> pd.DataFrame:
    """Rows of `investment` in the second country; a statement of one authority that several print is one row."""
    same = ["origin", "period_label", "measure_kind", "value_usd", "rank_printed", "series", "root"]
    rows = frames.of(tables["investment"], host=sides.pair(tables).second)
    return rows.drop_duplicates(same)


def begin(row: Row) -> float:
    """Begin of a row's period as a decimal year; a day alone is a point."""
    return axes.moment(str(row.period_start))


def end(row: Row) -> float:
    return axes.moment(str(row.period_end))


def middle(row: Row) -> float:
    return round((begin(row) + end(row)) / 2, 3)


def period(row: Row) -> str:
    """The period as printed; where its bounds are known and it is one of another calendar, with its months."""
    label = str(row.period_label)
    bounds = (row.period_start, row.period_end)
    if row.period_precision != "exact" or row.calendar != calendars.IRANIAN or any(map(pd.isna, bounds)):
        return label
    first, last = (formats.month(*map(int, str(iso).split("-")[:2])) for iso in bounds)
    return f"{label} ({first}–{last})"


def over_periods(
    rows: list[Row],
    column: str,
    kinds: Mapping[str, tuple[theme.Look, str]],
    hover: Callable[[Row], str],
    *,
    width: float = 2,
    size: int = 10,
) -> Iterator[style.Trace]:
    """A line over the period of each row at its value, and a mark in its middle; `kinds` are looks and titles."""
    for name, (look, title), group in style.groups(rows, column, kinds):
        yield style.key(title, look, name)
        yield lines.spans(group, look, x=(begin, end), y="value_usd", width=width, group=name)
        symbol = looks.firm(look)
        yield style.marks(group, look, hover, x=middle, y="value_usd", symbol=symbol, group=name, size=size)
