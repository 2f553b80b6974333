"""Yearly trade of the pair as intervals: one series for each source and each way of reading its books."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

import pandas as pd

from etl.contract.calendars import full_year, parse
from etl.contract.frames import Tables
from etl.contract.memo import Memo
from etl.contract.pair import pair_of
from etl.contract.rows import each
from etl.derive.current import pair_figures, pair_trade
from etl.measures.mirror import PRESENT_FACTOR


@dataclass(frozen=True, kw_only=True)
class Cell:
    """Value of one full year of a series, as an interval in US dollars.

    `free` is the same without the freight of imports, None where only both ways together are printed.
    """

    year: int
    period: str
    calendar: str
    low: float
    high: float
    basis: str
    root_family: str
    table: str
    free: tuple[float, float] | None = None

    @property
    def middle(self) -> float:
        """Where places print one cell differently, the middle of what they print."""
        return (self.low + self.high) / 2


_FREIGHT = {"FOB": 1.0, "CIF": PRESENT_FACTOR}
_READ = ("trade", "official_figures", "families", "countries")
_MADE: Memo[list[tuple[str, date, Cell]]] = Memo()  # a build asks for the same years many times


def yearly(tables: Tables, until: date | None = None, *, imputed: bool = True) -> dict[str, dict[int, Cell]]:
    """Total trade of the pair by series and year: printed totals, else export and import of the same series.

    A figure said before its period ended is a forecast and left out; only full years count. Years that end after
    `until` are left out, and estimated ones unless `imputed`.
    """
    out: dict[str, dict[int, Cell]] = defaultdict(dict)
    for series, end, cell in _MADE.of(*(tables[name] for name in _READ), make=lambda: [*_cells(tables)]):
        if (until is None or end <= until) and (imputed or cell.basis != "imputed"):
            out[series][cell.year] = cell
    return dict(out)


def _cells(tables: Tables) -> Iterator[tuple[str, date, Cell]]:
    """Every cell with its series and the last day of its period; a later one of a year takes its place."""
    for series, cell in (*_trade_cells(tables), *_official_cells(tables)):
        if (period := parse(cell.period, cell.calendar)) is not None:
            yield series, period.end, cell


def _trade_cells(tables: Tables) -> Iterator[tuple[str, Cell]]:
    trade = pair_trade(tables)
    years = _by_year(trade[(trade["commodity"] == "TOTAL") & trade["value_usd"].notna()], "source")
    books = {(source, *when): _both_ways(flows) for (source, *when), flows in years.items()}
    several = Counter(source for source, _ in {(key[0], whose) for key, both in books.items() for whose in both})
    for (source, *_), both in books.items():
        for whose, flows in sorted(both.items()):
            value = float(sum(int(r.value_usd) for r in flows))
            basis = "imputed" if any(r.obs_status != "A" for r in flows) else "observed"
            about = {**_about(flows), "low": value, "high": value, "basis": basis, "free": _free(flows)}
            yield source if several[source] == 1 else f"{source}:{whose}", Cell(**about, table="trade")


def _by_year(rows: pd.DataFrame, series: str) -> dict[tuple[str, str, str], list[Any]]:
    """The rows of each series, the column of that name, and whole year: its period and calendar; sorted."""
    years: dict[tuple[str, str, str], list[Any]] = defaultdict(list)
    for r in each(rows):
        if full_year(r.period, r.calendar) is not None:
            years[getattr(r, series), r.period, r.calendar].append(r)
    return dict(sorted(years.items()))


def _about(rows: list[Any]) -> dict[str, Any]:
    """What all rows of a cell say alike; of several root families the first by name."""
    period, calendar = rows[0].period, rows[0].calendar
    about = {"year": full_year(period, calendar), "period": period, "calendar": calendar}
    return about | {"root_family": min(r.root_family for r in rows)}


def _free(flows: list[Any]) -> tuple[float, float] | None:
    """Both ways without freight; None where a record does not say how it is valued."""
    if any(r.valuation not in _FREIGHT for r in flows):
        return None
    value = sum(int(r.value_usd) / _FREIGHT[r.valuation] for r in flows)
    return value, value


def _both_ways(flows: list[Any]) -> dict[str, list[Any]]:
    """Both directions in one reporter's books, for each that has both; else both by exporters, or both by importers."""
    by_books: dict[str, dict[str, Any]] = {}
    by_side: dict[str, dict[str, Any]] = {}
    for r in flows:
        by_books.setdefault(getattr(r, r.recorded_by), {}).setdefault(r.exporter, r)
        by_side.setdefault(r.recorded_by, {}).setdefault(r.exporter, r)
    for part in (by_books, by_side):
        whole = {whose: list(both.values()) for whose, both in part.items() if len(both) == 2}
        if whole:
            return whole
    return {}


def _official_cells(tables: Tables) -> Iterator[tuple[str, Cell]]:
    figures = pair_figures(tables)
    known = figures["partner"].isin(pair_of(tables)) & figures["value_usd"].notna()
    rows = figures[known & ~figures["forecast"].fillna(False).astype(bool)]
    for (series, *_), printed in _by_year(rows, "series").items():
        ends: dict[str, tuple[int, int]] = {}
        for r in printed:
            low, high = ends.get(r.flow, (r.value_low_usd, r.value_high_usd))
            ends[r.flow] = min(low, r.value_low_usd), max(high, r.value_high_usd)
        totals, free = [ends[flow] for flow in ends if flow == "total"], None
        if {"export", "import"} <= ends.keys():
            (low, high), (into_low, into_high) = ends["export"], ends["import"]
            totals.append((low + into_low, high + into_high))
            free = float(low + into_low / PRESENT_FACTOR), float(high + into_high / PRESENT_FACTOR)
        if totals:
            low, high = float(min(low for low, _ in totals)), float(max(high for _, high in totals))
            basis = "stated" if any(r.cell_basis == "stated" for r in printed) else printed[0].cell_basis
            about = {**_about(printed), "low": low, "high": high, "basis": basis, "free": free}
            yield series, Cell(**about, table="official_figures")
