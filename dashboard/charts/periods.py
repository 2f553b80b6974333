"""Periods as places on an axis of Gregorian years, and the choice between a year and its parts."""

from __future__ import annotations

import pandas as pd

from dashboard.charts import controls
from dashboard.charts.frames import Row
from dashboard.texts import calendars, formats

FULL, PARTIAL = 12, 10  # months of a full year; a printed rank over ten months may stand for its year


def months(period: str) -> int | None:
    """Months that a period covers from the start of its year; None for a label that is no such period."""
    parsed = calendars.parse(period)
    return (parsed.months or FULL) if parsed else None


def stands_for(period: str, calendar: str) -> int | None:
    """The Gregorian year with which a period is compared: 2021 for 1400 and for 1400-11m."""
    parsed = calendars.parse(period)
    return calendars.gregorian(parsed.year, calendar) if parsed else None


def place(period: str, calendar: str) -> float:
    """Where on an axis of Gregorian years the middle of the period lies; the middle of 2022 is at 2022.0."""
    parsed = calendars.parse(period)
    if parsed is None:
        return float("nan")
    late = 0.22 if calendar == calendars.IRANIAN else 0.0  # the Iranian year begins on about 21 March
    return calendars.gregorian(parsed.year, calendar) + late + (parsed.months or FULL) / 24 - 0.5


def row_place(row: Row) -> float:
    """The same for a row with a period and its calendar."""
    return round(place(row.period, row.calendar), 3)


def ends(rows: pd.DataFrame) -> dict[str, int]:
    """The first and the last year of rows, as sentences and axes ask for them."""
    return {"first": int(rows["year"].min()), "last": int(rows["year"].max())}


def with_years(rows: pd.DataFrame) -> pd.DataFrame:
    """`rows` with the columns `year` (the Gregorian year with which the period is compared) and `full_year`."""
    pairs = list(zip(rows["period"], rows["calendar"], strict=True))
    year = pd.Series([stands_for(p, c) for p, c in pairs], index=rows.index, dtype="Int64")
    full = pd.Series([months(p) == FULL for p, _ in pairs], index=rows.index, dtype="boolean")
    return rows.assign(year=year, full_year=full)


def between(rows: pd.DataFrame, choices: controls.Choices) -> pd.DataFrame:
    """`rows` of the years that the two ends in `choices` leave, with their years."""
    rows = with_years(rows)
    return rows[controls.within(rows["year"], choices)]


def full(rows: pd.DataFrame) -> pd.DataFrame:
    """Rows of full years alone."""
    return rows[rows["full_year"].fillna(False)]


def full_or_nearly(rows: pd.DataFrame, within: list[str]) -> pd.DataFrame:
    """Full years; and where the columns `within` have none for a year, its longest part of ten months or more."""
    covered = rows["period"].map(lambda p: months(p) or 0)
    best = covered.groupby([rows[c] for c in [*within, "year"]], dropna=False).transform("max")
    return rows[(covered >= PARTIAL) & (covered == best)]


def period_words(row: Row) -> str:
    return formats.period(row.period, row.calendar)
