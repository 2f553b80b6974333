"""Growth under every definition: each equally defensible choice, had or not to be had.

`growth` gives the readings of the figures as they are printed; here each is asked again without freight and in the
other calendar. Taking out freight is a choice that votes. A change of calendar spreads each year evenly over its days:
it is shown to who asks for it and votes nowhere (docs/METHODS.md#calendars). What cannot be had says why.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from etl.contract.calendars import APART, GREGORIAN, SOLAR_HIJRI, parts
from etl.contract.frames import Tables
from etl.derive.turnover import Cell, yearly
from etl.judge.growth import Step
from etl.judge.specification import Measure, Specification

Cells = Mapping[int, Cell]
OTHER = {GREGORIAN: SOLAR_HIJRI, SOLAR_HIJRI: GREGORIAN}
FREE = {"valuation": "FOB"}


def growth(step: Step) -> Measure:
    """A measure of growth under every definition; `step` makes the reading of one series (see `etl.judge.growth`).

    params: base (Gregorian year). A series without that year is held against another one of the same books.
    """

    def measure(tables: Tables, params: Mapping[str, Any], until: date | None) -> list[Specification]:
        series = yearly(tables, until)
        out: list[Specification] = []
        for name, cells in sorted(series.items()):
            other = "" if params["base"] in cells else _same_books(cells, series, params["base"])
            for spec in _of_series(step, name, {**series.get(other, {}), **cells}, params["base"]):
                # both series are in the key where the years before come from another one
                out.append(replace(spec, row_key=f"{spec.row_key} {other}") if other else spec)
        return out

    return measure


def _same_books(cells: Cells, series: Mapping[str, Cells], base: int) -> str:
    """A series of the root family and calendar of `cells` that has the base year; "" when there is none."""
    books = {name: {(c.root_family, c.calendar) for c in own.values()} for name, own in series.items() if base in own}
    alike = {(c.root_family, c.calendar) for c in cells.values()}
    return min((name for name, own in books.items() if own == alike), default="")


def _of_series(step: Step, series: str, cells: Cells, base: int) -> Iterator[Specification]:
    printed = step(series, cells, base)
    if printed is None:
        return
    yield printed
    without = free_on_board(cells)
    free = step(series, without, base)
    if free is None or free.period != printed.period:
        yield unavailable(printed, "one-sum", FREE)
    else:
        yield replace(free, choices=FREE)
    calendar = {"calendar": OTHER[printed.calendar]}
    for choices, rows in (({}, cells), (FREE, without)):
        definition = step(series, converted(rows), base)
        if definition is None:
            yield unavailable(printed, "no-neighbours" if rows else "one-sum", {**choices, **calendar})
        else:
            yield replace(definition, choices={**choices, **calendar}, votes=False)


def free_on_board(cells: Cells) -> dict[int, Cell]:
    """The years whose freight can be taken out; where there was some, the value is no longer one that is printed."""
    out = {}
    for year, cell in cells.items():
        if cell.free is not None:
            low, high = cell.free
            basis = cell.basis if (low, high) == (cell.low, cell.high) else "imputed"
            out[year] = replace(cell, low=low, high=high, basis=basis)
    return out


def converted(cells: Cells) -> dict[int, Cell]:
    """The years of the other calendar that lie wholly in the ones given, each day with the same part of its year."""
    out = {}
    for year, cell in cells.items():
        calendar = OTHER[cell.calendar]
        own = year + APART[GREGORIAN] if calendar == SOLAR_HIJRI else year
        shift = APART[SOLAR_HIJRI] if cell.calendar == SOLAR_HIJRI else 0  # cells go by the year they stand for
        needed = {y + shift: share for y, share in parts(own, calendar).items()}
        if set(needed) <= set(cells):
            low, high = (sum(share * getattr(cells[y], end) for y, share in needed.items()) for end in ("low", "high"))
            out[year] = replace(cell, period=str(own), calendar=calendar, low=low, high=high, basis="imputed")
    return out


def unavailable(printed: Specification, why_not: str, choices: Mapping[str, str]) -> Specification:
    """A definition that the printed figure does not allow to compute: no bounds, and `why_not`."""
    period = printed.period
    if (calendar := choices.get("calendar", printed.calendar)) != printed.calendar:
        period = re.sub(r"\d{4}", lambda y: str(int(y[0]) + APART[printed.calendar]), period)
    return replace(
        printed,
        period=period,
        calendar=calendar,
        low=None,
        high=None,
        point=None,
        weak_interval=None,
        flip_pct=None,
        why_not=why_not,
        choices={**printed.choices, **choices},
        leaning_on="",
        votes=False,
    )
