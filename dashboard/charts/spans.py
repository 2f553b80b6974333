"""From and to: the two choices that cut the years of a chart, and the rows between them."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from dashboard.charts.base import Choice, Choices, TableMap
from dashboard.texts import calendars, say
from dashboard.texts.parties import parties

OPEN = "latest"  # the end that cuts nothing off
EVENT = "event"
_HIJRI_BEFORE = 1700  # a year below this is one of the solar Hijri calendar


def _event(_: TableMap) -> str:
    return str(parties().event_year)


def ends(table: str, column: str, usual: str, first: str) -> tuple[Choice, Choice]:
    """`since` and `until` for a chart over `column` of `table`: every year from `first` to the newest that it has.

    EVENT as the usual beginning is the year of the event that the article turns on. The usual end is open, so that a
    row of another table beyond that year is never cut off unasked.
    """

    def years(tables: TableMap) -> Mapping[str, str]:
        newest = max([int(_event(tables) if usual == EVENT else usual), *_years(tables[table][column])])
        return {str(year): str(year) for year in range(int(first), newest + 1)}

    def backwards(tables: TableMap) -> Mapping[str, str]:
        return {OPEN: say("choice.until.latest"), **dict(sorted(years(tables).items(), reverse=True))}

    usually = {"usually": _event} if usual == EVENT else {"default": usual}
    options = tuple(dict.fromkeys((usual, first)))
    return (
        Choice("since", options, offered=years, kind="year", **usually),
        Choice("until", (OPEN,), offered=backwards, kind="year", titles={OPEN: say("choice.until.latest")}),
    )


def _years(values: pd.Series) -> list[int]:
    starts = {text[:4] for text in values.dropna().astype(str).unique()}
    years = [int(text) for text in starts if text.isdecimal()]
    return [calendars.gregorian(y, calendars.IRANIAN) if y < _HIJRI_BEFORE else y for y in years]


def within(years: pd.Series, choices: Choices) -> pd.Series:
    """Which of `years`, numbers or texts that begin with one, lie between the two ends; a missing one does not."""
    if not pd.api.types.is_numeric_dtype(years):
        years = pd.to_numeric(years.str[:4], errors="coerce")
    last = choices.get("until", OPEN)
    return years.between(int(choices["since"]), 9999 if last == OPEN else int(last)).fillna(False).astype(bool)
