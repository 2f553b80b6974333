"""The line under a headline: what is shown, in which unit, over which years; the page adds the sources."""

from __future__ import annotations

import pandas as pd

from dashboard.texts import say

#: columns in which a row says when, the first that the rows have
_TIMES = (("year", "year"), ("period_start", "period_end"), ("signed_date", "signed_date"), ("date", "date"))


def span(rows: pd.DataFrame) -> tuple[str, str] | None:
    """First and last year of the rows; None where they say no time."""
    for first, last in _TIMES:
        if first in rows and last in rows and rows[first].notna().any():
            starts, ends = rows[first].dropna().astype(str).str[:4], rows[last].dropna().astype(str).str[:4]
            return str(starts.min()), str(ends.max())
    return None


def subtitle(chart_id: str, rows: pd.DataFrame) -> str:
    """What the chart shows and from when to when its rows run."""
    what, years = say(f"chart.{chart_id}.what"), span(rows)
    if years is None:
        return what
    return say("subtitle.year" if years[0] == years[1] else "subtitle.years", what=what, first=years[0], last=years[1])
