"""Rows of foreign investment in the second country, for several charts: one for each statement, however printed."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pandas as pd

from dashboard.charts import axes, looks, sides, style, theme
from dashboard.charts.base import TableMap
from dashboard.texts import calendars, say

COLUMNS = """
    id origin origin_id period_label period_start period_end period_precision calendar measure_kind value_usd
    rank_printed series cell_basis root root_authority publisher source_url note
""".split()
#: colour and mark of a kind of investment; what an official claims is hollow with a dot
KINDS = {
    "approved": theme.Look(theme.BLUE, "triangle-up"),
    "announced": theme.Look(theme.PURPLE, "diamond"),
    "claimed_realised": theme.Look(theme.ORANGE, "square"),
    "realised_flow": theme.Look(theme.GREEN, "circle"),
    "stock": theme.Look(theme.SLATE, "hexagon"),
}


def once(tables: TableMap) -> pd.DataFrame:
    """Rows of `investment` in the second country; a statement of one authority that several print is one row."""
    rows = tables["investment"]
    same = ["origin", "period_label", "measure_kind", "value_usd", "rank_printed", "series", "root"]
    return rows[rows["host"] == sides.pair(tables).second].drop_duplicates(same)[COLUMNS]


def span(row: Any) -> tuple[float, float]:
    """Begin and end of a row's period as decimal years; a day alone is a point."""
    return axes.moment(str(row.period_start)), axes.moment(str(row.period_end))


def period(row: Any) -> str:
    """The period as printed; where its bounds are known and it is one of another calendar, with its months."""
    label = str(row.period_label)
    if row.period_precision != "exact" or row.calendar != calendars.IRANIAN:
        return label
    return f"{label} ({_month(row.period_start)}–{_month(row.period_end)})"


def _month(iso: Any) -> str:
    year, month, _ = str(iso).split("-")
    return f"{say(f'period.short.{int(month)}')}\u00a0{year}"


def middle(row: Any) -> float:
    first, last = span(row)
    return round((first + last) / 2, 3)


def over_periods(
    rows: list[Any],
    look: theme.Look,
    hover: Callable[[Any], str],
    *,
    name: str,
    title: str,
    width: float = 2,
    size: int = 10,
) -> list[style.Trace]:
    """A line over the period of each row at its value, a mark in its middle, and the entry `title` of the legend."""
    if not rows:
        return []
    ends = [(span(r)[0], int(r.value_usd), span(r)[1], int(r.value_usd)) for r in rows]
    marks = style.marks(rows, look, hover, x=middle, y="value_usd", symbol=looks.firm(look), group=name, size=size)
    return [style.key(title, look, name), style.spans(ends, look, width) | {"legendgroup": name}, marks]
