"""`real_terms`: the pair's trade in constant dollars and, beside it, in tonnes, against the year before the event."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import pandas as pd

from etl.contract.calendars import GREGORIAN, SOLAR_HIJRI, full_year, parse, parts
from etl.contract.frames import Tables, of_rows
from etl.contract.rows import each
from etl.contract.tables import TABLES
from etl.derive.turnover import Cell
from etl.measures.lists_from_figures import IRANIAN

PRICES = "US.CPI.U"  # consumer prices of the United States, annual means
WHOLE_YEAR = 12
APART = "irica-eaeu"  # the higher of two levels that one customs office printed: never beside the others


def real_terms(tables: Tables, turnover: Mapping[str, Mapping[int, Cell]], base: int, price_year: int) -> pd.DataFrame:
    """Frame of `real_terms`: every full year since the year `base` of every series of `turnover`.

    A series without the base year is held against the base of another series of its root; without one, or
    with a base of zero, it is left out. Constant dollars have the prices of `price_year`. A year without whole prices
    has no value in them, and tonnes that are not printed are empty.
    """
    prices, weights = price_levels(tables, price_year), _tonnes(tables["tonnes"])
    rows = [row for name in sorted(turnover) for row in _series(name, turnover, base, prices, weights)]
    return of_rows(TABLES["real_terms"], rows)


def price_levels(tables: Tables, price_year: int) -> dict[int, float]:
    """Level of US consumer prices by calendar year, `price_year` = 100; only years of twelve months."""
    indicators = tables["indicators"]
    rows = indicators[
        (indicators["indicator"] == PRICES) & indicators["current"].astype(bool) & (indicators["months"] == WHOLE_YEAR)
    ]
    level = {int(p): float(v) for p, v in zip(rows["period"], rows["indicator_value"], strict=True)}
    return {year: 100 * value / level[price_year] for year, value in level.items()} if price_year in level else {}


def price_of(period: str, calendar: str, prices: Mapping[int, float]) -> float | None:
    """Price level of a full year; an Iranian year has that of the calendar years it lies in, by days."""
    known = parse(period, calendar)
    if known is None or not known.full:
        return None
    if calendar == GREGORIAN:
        return prices.get(known.year)
    days = parts(known.year, SOLAR_HIJRI)
    if not set(days) <= set(prices):
        return None
    return sum(share * prices[year] for year, share in days.items()) / sum(days.values())


def _series(
    name: str,
    turnover: Mapping[str, Mapping[int, Cell]],
    since: int,
    prices: Mapping[int, float],
    weights: Mapping[str, Mapping[int, int]],
) -> Iterator[dict[str, Any]]:
    cells = turnover[name]
    base_name = name if since in cells else _other_base(cells[max(cells)], turnover, since)
    if base_name is None or not turnover[base_name][since].middle:
        return
    base = turnover[base_name][since]
    base_price = price_of(base.period, base.calendar, prices)
    tonnes_series_base, base_tonnes = _weight(base_name, base, weights)
    for year in sorted(y for y in cells if y >= since):
        cell = cells[year]
        price, (tonnes_series, tonnes) = price_of(cell.period, cell.calendar, prices), _weight(name, cell, weights)
        row = {
            "series": name,
            "root_family": cell.root_family,
            "flow": "total",
            "period": cell.period,
            "calendar": cell.calendar,
            "base_series": base_name,
            "base_period": base.period,
            "value_usd": round(cell.middle),
            "nominal_change_pct": 100 * (cell.middle / base.middle - 1),
            "price_index": price,
            "cell_basis": cell.basis,
            "tonnes": tonnes,
            "tonnes_series": tonnes_series,
        }
        if price is not None and base_price is not None:
            row["value_2021_usd"] = round(100 * cell.middle / price)
            row["real_change_pct"] = 100 * (cell.middle / price * base_price / base.middle - 1)
        if tonnes is not None and base_tonnes:
            row |= {"tonnes_base": base_tonnes, "tonnes_series_base": tonnes_series_base}
            row["tonnes_change_pct"] = 100 * (tonnes / base_tonnes - 1)
        yield row


def _other_base(newest: Cell, turnover: Mapping[str, Mapping[int, Cell]], year: int) -> str | None:
    """A series of the same root and calendar that has the `year`: the first by name."""
    own = newest.root_family, newest.calendar
    bases = {name: cells[year] for name, cells in sorted(turnover.items()) if year in cells}
    return next((name for name, base in bases.items() if (base.root_family, base.calendar) == own), None)


def _tonnes(rows: pd.DataFrame) -> dict[str, dict[int, int]]:
    """Tonnes both ways by series and year: the printed total, else export and import of the same series."""
    flows: dict[tuple[str, int], dict[str, int]] = {}
    for r in each(rows[rows["series"] != APART]):
        year = full_year(r.period, r.calendar)
        if year is not None:
            flows.setdefault((r.series, year), {})[r.flow] = int(r.tonnes)
    out: dict[str, dict[int, int]] = {}
    for (series, year), tonnes in sorted(flows.items()):
        if "total" in tonnes or {"export", "import"} <= set(tonnes):
            both = tonnes["total"] if "total" in tonnes else tonnes["export"] + tonnes["import"]
            out.setdefault(series, {})[year] = both
    return out


def _weight(name: str, cell: Cell, weights: Mapping[str, Mapping[int, int]]) -> tuple[str | None, int | None]:
    """Series and tonnes of the cell's year by the customs: of its own series, else of another at the same level."""
    if cell.root_family != IRANIAN or name == APART:
        return None, None
    known = ((series, weights.get(series, {}).get(cell.year)) for series in (name, *sorted(weights)))
    return next(((series, tonnes) for series, tonnes in known if tonnes is not None), (None, None))
