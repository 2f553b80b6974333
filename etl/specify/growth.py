"""Readings of growth: yearly values of one series as intervals, and how the latest stands to the base year."""

from __future__ import annotations

import math
from collections import Counter, deque
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from etl.calendars import parse, stands_for
from etl.specify.base import Reading, Tables


@dataclass(frozen=True)
class Cell:
    """Value of one full year of a series, as an interval in US dollars."""

    year: int
    period: str
    calendar: str
    low: float
    high: float
    basis: str
    root_family: str
    table: str


# a build asks for the same years many times; the frames are held, so that none can take another's place
_READ = ("trade", "official_figures", "families")
_MADE: deque[tuple[tuple[Any, ...], date | None, dict[str, dict[int, Cell]]]] = deque(maxlen=4)


def yearly(tables: Tables, until: date | None) -> dict[str, dict[int, Cell]]:
    """Total Russia-Iran trade by series and year: printed totals, else export and import of the same series.

    A figure said before its period ended is a forecast and left out; only full years count.
    """
    frames = tuple(tables[name] for name in _READ)
    for kept, day, made in _MADE:
        if day == until and all(a is b for a, b in zip(kept, frames, strict=True)):
            return made
    fresh = _yearly(tables, until)
    _MADE.append((frames, until, fresh))
    return fresh


def _yearly(tables: Tables, until: date | None) -> dict[str, dict[int, Cell]]:
    out: dict[str, dict[int, Cell]] = {}
    for source in (_trade_cells(tables), _official_cells(tables)):
        for series, cells in source.items():
            for cell in cells:
                ended = parse(cell.period, cell.calendar)
                if ended is not None and (until is None or ended.end <= until):
                    out.setdefault(series, {})[cell.year] = cell
    return out


def _trade_cells(tables: Tables) -> dict[str, list[Cell]]:
    trade = tables["trade"]
    rows = trade[
        trade["current"].astype(bool) & (trade["commodity"] == "TOTAL") & trade["value_usd"].notna()
        & trade["exporter"].isin(("RUS", "IRN")) & trade["importer"].isin(("RUS", "IRN"))
    ]  # fmt: skip
    years: dict[tuple[str, str, str], list[Any]] = {}
    for r in rows.itertuples(index=False):
        known = parse(r.period, r.calendar)
        if known is not None and known.full:
            years.setdefault((r.source, r.period, r.calendar), []).append(r)
    out: dict[tuple[str, str], list[Cell]] = {}
    for (series, period, calendar), flows in sorted(years.items()):
        for whose, both in sorted(_both_ways(flows).items()):
            value = float(sum(int(r.value_usd) for r in both))
            basis = "imputed" if any(r.obs_status != "A" for r in both) else "observed"
            year, root = stands_for(period, calendar) or 0, min(r.root_family for r in both)
            out.setdefault((series, whose), []).append(Cell(year, period, calendar, value, value, basis, root, "trade"))
    several = Counter(series for series, _ in out)
    return {series if several[series] == 1 else f"{series}:{whose}": c for (series, whose), c in out.items()}


def _both_ways(flows: list[Any]) -> dict[str, list[Any]]:
    """Both directions in one reporter's books, for each that has both; else both by exporters, or both by importers."""
    by_books: dict[str, dict[str, Any]] = {}
    by_side: dict[str, dict[str, Any]] = {}
    for r in flows:
        by_books.setdefault(getattr(r, r.recorded_by), {}).setdefault(r.exporter, r)
        by_side.setdefault(r.recorded_by, {}).setdefault(r.exporter, r)
    for found in (by_books, by_side):
        whole = {whose: list(both.values()) for whose, both in found.items() if len(both) == 2}
        if whole:
            return whole
    return {}


def _official_cells(tables: Tables) -> dict[str, list[Cell]]:
    figures = tables["official_figures"]
    rows = figures[
        (figures["reporter"].isin(("RUS", "IRN"))) & (figures["partner"].isin(("RUS", "IRN")))
        & figures["value_usd"].notna() & ~figures["forecast"].fillna(False).astype(bool)
    ]  # fmt: skip
    rankable = set(tables["families"].loc[tables["families"]["rankable"].astype(bool), "series"])
    out: dict[str, list[Cell]] = {}
    for (series, period, calendar), group in rows.groupby(["series", "period", "calendar"], sort=True):
        known = parse(period, calendar)
        if known is None or not known.full or series not in rankable:
            continue
        cell = _cell(list(group.itertuples(index=False)), period, calendar)
        if cell is not None:
            out.setdefault(series, []).append(cell)
    return out


def _cell(rows: list[Any], period: str, calendar: str) -> Cell | None:
    totals = [(r.value_low_usd, r.value_high_usd) for r in rows if r.flow == "total"]
    sides = {f: [(r.value_low_usd, r.value_high_usd) for r in rows if r.flow == f] for f in ("export", "import")}
    if all(sides.values()):
        low = sum(min(v[0] for v in side) for side in sides.values())
        high = sum(max(v[1] for v in side) for side in sides.values())
        totals.append((low, high))
    year = stands_for(period, calendar)
    if not totals or year is None:
        return None
    basis = "stated" if any(r.cell_basis == "stated" for r in rows) else rows[0].cell_basis
    low, high = min(t[0] for t in totals), max(t[1] for t in totals)
    return Cell(year, period, calendar, float(low), float(high), basis, rows[0].root_family, "official_figures")


def since(tables: Tables, params: Mapping[str, Any], until: date | None) -> list[Reading]:
    """Change in per cent of the latest full year against `base` (Gregorian year), one reading per series."""
    out = []
    for series, cells in sorted(yearly(tables, until).items()):
        later = [y for y in cells if y > params["base"]]
        if later and params["base"] in cells:
            out.append(_change(series, cells[params["base"]], cells[max(later)]))
    return out


def every_year(tables: Tables, params: Mapping[str, Any], until: date | None) -> list[Reading]:
    """Smallest yearly change in per cent from `base` on, over consecutive full years of one series."""
    out = []
    for series, cells in sorted(yearly(tables, until).items()):
        steps = []
        year = params["base"]
        while year in cells and year + 1 in cells:
            steps.append(_change(series, cells[year], cells[year + 1]))
            year += 1
        if steps:
            worst = min(steps, key=lambda s: s.low if s.low is not None else -math.inf)
            lows = [s.low for s in steps if s.low is not None]
            highs = [s.high for s in steps if s.high is not None]
            basis = "imputed" if any(s.basis == "imputed" for s in steps) else worst.basis
            last = steps[-1]
            out.append(Reading(
                last.root_family, series, _span(cells, params["base"], last.period), last.calendar, basis, min(lows),
                min(highs), None, "% change", {}, worst.flip_pct, last.why_not, "", last.row_table, last.row_key,
                last.ends,
            ))  # fmt: skip
    return out


def _span(cells: Mapping[int, Cell], base: int, last: str) -> str:
    """First and last year of the steps: a fall in one of them is none of the last."""
    return f"{cells[base].period}-{last}"


def _change(series: str, base: Cell, latest: Cell) -> Reading:
    low = 100 * (latest.low / base.high - 1)
    high = 100 * (latest.high / base.low - 1)
    # a comparison across a change of the books votes as the later, weaker one
    basis = "imputed" if "imputed" in (base.basis, latest.basis) else latest.basis
    nearest = min(abs(low), abs(high)) if low * high > 0 else 0.0
    ends = parse(latest.period, latest.calendar)
    overlap = "conflict" if low <= 0 <= high and low != high else ""
    return Reading(
        latest.root_family, series, latest.period, latest.calendar, basis, low, high,
        low if low == high else None, "% change", {}, nearest, overlap, "", latest.table,
        f"{series} {base.period} {latest.period}", ends.end if ends else None,
    )  # fmt: skip
