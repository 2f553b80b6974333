"""Turnover in dollars, in constant dollars and in tonnes: three measures of one trade beside each other."""

from __future__ import annotations

from typing import Any

import pandas as pd

from dashboard.charts import frames, grids, periods, wording
from dashboard.charts.base import Chart, Choice, Choices, Facts, Phrases, Row, TableMap
from dashboard.charts.trade import _ranks
from dashboard.texts import formats, word

phrase = Phrases("real-terms")
FAMILIES = ("all", "iran_customs", "russia_customs", "imf_estimate")


def _families(tables: TableMap) -> dict[str, str]:
    """The books that have a row, in the order of `FAMILIES`."""
    held = _ranks.families(tables["real_terms"])
    return {name: held[name] for name in (*FAMILIES, *held) if name in held}


CHOICES = (Choice("family", ("all",), offered=_families),)


def select(tables: TableMap, choices: Choices) -> pd.DataFrame:
    """Rows of `real_terms`, each series from its base on."""
    rows = frames.chosen(periods.with_years(tables["real_terms"]), choices, root_family="family")
    return frames.ordered(rows, "series year period")


def _cells(row: Row) -> grids.Cells:
    """The sum of a year and series, and the change since its base in each of the three measures."""
    changes = (row.nominal_change_pct, row.real_change_pct, row.tonnes_change_pct)
    return [
        grids.cell(periods.period_words(row), "strong"),
        phrase("books", series=word("series", row.series), basis=word("cell_basis", row.cell_basis)),
        formats.dollars(row.value_usd),
        *[_change(value, row) for value in changes],
    ]


def _change(value: Any, row: Row) -> str:
    if pd.isna(value):
        return phrase("unknown")
    return phrase("base") if row.period == row.base_period else signed(float(value))


def signed(value: float) -> str:
    """A change in whole per cent with its sign: +3 %, −42 %."""
    number = round(value)
    return f"{'+' if number > 0 else ''}{formats.percent(number / 100)}"


def facts(rows: pd.DataFrame) -> Facts:
    """The change in constant dollars in the newest year: of every family of books, else the lowest and the highest.

    In full every later year in dollars and in constant dollars.
    """
    later = frames.known(rows[rows["period"] != rows["base_period"]], "real_change_pct")
    if later.empty:
        return {}
    newest = frames.of(later, year=later["year"].max()).sort_values("real_change_pct", kind="stable")
    changes = [(signed(float(r.real_change_pct)), wording.family(r.root_family)) for r in frames.each(newest)]
    return {
        "year": int(newest["year"].iloc[0]),
        "text": ", ".join(phrase("change", change=change, family=family) for change, family in changes),
        "low": changes[0][0],
        "high": changes[-1][0],
        "every": "; ".join(_changes(r) for r in frames.each(later)),
    }


def _changes(row: Row) -> str:
    values = {"nominal": signed(float(row.nominal_change_pct)), "real": signed(float(row.real_change_pct))}
    return phrase("both", series=word("series", row.series), period=periods.period_words(row), **values)


draw = grids.listing(phrase, "period books sum dollars real tonnes", _cells, (2, 3, 4, 5))
CHART = Chart(phrase, select, draw, facts, table="real_terms", choices=CHOICES)
