"""Yearly trade of the pair as intervals: one series for each source and each way of reading its books."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from etl.contract.calendars import parse, stands_for
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
    for source in (_trade_cells(tables), _official_cells(tables)):
        for series, cells in source.items():
            for cell in cells:
                if (period := parse(cell.period, cell.calendar)) is not None:
                    yield series, period.end, cell


def _trade_cells(tables: Tables) -> dict[str, list[Cell]]:
    trade = pair_trade(tables)
    rows = trade[(trade["commodity"] == "TOTAL") & trade["value_usd"].notna()]
    years: dict[tuple[str, str, str], list[Any]] = {}
    for r in each(rows):
        known = parse(r.period, r.calendar)
        if known is not None and known.full:
            years.setdefault((r.source, r.period, r.calendar), []).append(r)
    out: dict[tuple[str, str], list[Cell]] = {}
    for (series, period, calendar), flows in sorted(years.items()):
        for whose, both in sorted(_both_ways(flows).items()):
            value = float(sum(int(r.value_usd) for r in both))
            basis = "imputed" if any(r.obs_status != "A" for r in both) else "observed"
            year, root = stands_for(period, calendar) or 0, min(r.root_family for r in both)
            free = _free(both)
            out.setdefault((series, whose), []).append(
                Cell(
                    year=year,
                    period=period,
                    calendar=calendar,
                    low=value,
                    high=value,
                    basis=basis,
                    root_family=root,
                    table="trade",
                    free=free,
                )
            )
    several = Counter(series for series, _ in out)
    return {series if several[series] == 1 else f"{series}:{whose}": c for (series, whose), c in out.items()}


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


def _official_cells(tables: Tables) -> dict[str, list[Cell]]:
    figures = pair_figures(tables)
    known = figures["partner"].isin(pair_of(tables)) & figures["value_usd"].notna()
    rows = figures[known & ~figures["forecast"].fillna(False).astype(bool)]
    printed: dict[tuple[str, str, str], list[Any]] = {}
    for r in each(rows):
        printed.setdefault((r.series, r.period, r.calendar), []).append(r)
    out: dict[str, list[Cell]] = {}
    for (series, period, calendar), by_flow in sorted(printed.items()):
        known = parse(period, calendar)
        cell = _cell(by_flow, period, calendar) if known is not None and known.full else None
        if cell is not None:
            out.setdefault(series, []).append(cell)
    return out


def _cell(rows: list[Any], period: str, calendar: str) -> Cell | None:
    totals = [(r.value_low_usd, r.value_high_usd) for r in rows if r.flow == "total"]
    sides = {f: [(r.value_low_usd, r.value_high_usd) for r in rows if r.flow == f] for f in ("export", "import")}
    free = None
    if all(sides.values()):
        ends = {f: (min(v[0] for v in side), max(v[1] for v in side)) for f, side in sides.items()}
        (low, high), (into_low, into_high) = ends["export"], ends["import"]
        totals.append((low + into_low, high + into_high))
        free = float(low + into_low / PRESENT_FACTOR), float(high + into_high / PRESENT_FACTOR)
    year = stands_for(period, calendar)
    if not totals or year is None:
        return None
    basis = "stated" if any(r.cell_basis == "stated" for r in rows) else rows[0].cell_basis
    low, high = min(t[0] for t in totals), max(t[1] for t in totals)
    return Cell(
        year=year,
        period=period,
        calendar=calendar,
        low=float(low),
        high=float(high),
        basis=basis,
        root_family=rows[0].root_family,
        table="official_figures",
        free=free,
    )
