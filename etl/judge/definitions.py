"""The whole grid of definitions of ranks and growth: every equally defensible choice, had or not to be had.

A measure gives the readings of the figures as they are printed; here each is asked again with the EU as one, with
unspecified partners as one partner, without freight, and in the other calendar. Taking out freight is a choice that
votes. A change of calendar spreads each year evenly over its days: it is shown to who asks for it and votes nowhere
(docs/METHODS.md#calendars). What cannot be had says why.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from functools import partial
from typing import Any

import pandas as pd

from etl.contract.calendars import APART, GREGORIAN, SOLAR_HIJRI, parts
from etl.contract.schema import Tables
from etl.derive.current import current_trade
from etl.derive.memo import Memo
from etl.derive.turnover import Cell, yearly
from etl.judge import rank
from etl.judge.growth import Step
from etl.judge.specification import Measure, Specification

Cells = Mapping[int, Cell]
_OTHER = {GREGORIAN: SOLAR_HIJRI, SOLAR_HIJRI: GREGORIAN}
FREE = {"valuation": "FOB"}
UNSPECIFIED = "NES490"  # Taiwan for most reporters, hidden oil for some


def growth(step: Step) -> Measure:
    """A measure of growth under every definition; `step` makes the reading of one series (see `etl.judge.growth`).

    params: base (Gregorian year). A series without that year is held against another one of the same books.
    """

    def measure(tables: Tables, params: Mapping[str, Any], until: date | None) -> list[Specification]:
        series = yearly(tables, until)
        out: list[Specification] = []
        for name, cells in sorted(series.items()):
            base_series = name if params["base"] in cells else _same_books(name, cells, series, params["base"])
            joined = {**series[base_series], **cells} if base_series else cells
            out += [_from_books(s, base_series) for s in _of_series(step, name, joined, params["base"])]
        return out

    return measure


def _same_books(name: str, cells: Cells, series: Mapping[str, Cells], base: int) -> str:
    """Another series of the same root family and calendar that has the base year; "" when there is none."""
    own = {(c.root_family, c.calendar) for c in cells.values()}
    others = sorted(n for n, c in series.items() if n != name and base in c)
    return next((n for n in others if {(c.root_family, c.calendar) for c in series[n].values()} == own), "")


def _from_books(s: Specification, base_series: str) -> Specification:
    """The specification with both series in its key where the years before come from another one."""
    return s if base_series in ("", s.series) else replace(s, row_key=f"{s.row_key} {base_series}")


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
    calendar = {"calendar": _OTHER[printed.calendar]}
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
        calendar = _OTHER[cell.calendar]
        own = year + APART[GREGORIAN] if calendar == SOLAR_HIJRI else year
        shift = APART[SOLAR_HIJRI] if cell.calendar == SOLAR_HIJRI else 0  # cells go by the year they stand for
        needed = {y + shift: share for y, share in parts(own, calendar).items()}
        if set(needed) <= set(cells):
            low, high = (sum(share * getattr(cells[y], end) for y, share in needed.items()) for end in ("low", "high"))
            out[year] = replace(cell, period=str(own), calendar=calendar, low=low, high=high, basis="imputed")
    return out


def levels(tables: Tables, params: Mapping[str, Any], until: date | None) -> list[Specification]:
    """Ranks under every definition: the EU as one, unspecified partners as one, without freight, the other calendar."""
    printed = rank.level(tables, params, until)
    fob = {_list(r): r for r in rank.level(tables, params, until, rank.WITHOUT_FREIGHT)}
    books = _books(tables, params, {r.series for r in printed})
    return [d for r in printed for d in _of_list(r, fob.get(_list(r)), books.get((r.series, r.period), []), params)]


changes: Measure = partial(rank.change, read=levels)


def _list(r: Specification) -> tuple[str, ...]:
    return (r.root_family, r.series, r.period, r.calendar, r.choices["eu"])


Flow = tuple[str, int, str]  # partner, value in US dollars, valuation


def _books(tables: Tables, params: Mapping[str, Any], series: set[str]) -> dict[tuple[str, str], list[Flow]]:
    """The flows behind each list of the reporter's partners, by source and period; a list as printed has none."""
    trade, reporter = current_trade(tables), params["reporter"]
    return _BOOKS.get((trade,), (reporter, frozenset(series)), lambda: _flows(trade, reporter, series))


_BOOKS: Memo[dict[tuple[str, str], list[Flow]]] = Memo()


def _flows(trade: pd.DataFrame, reporter: str, series: set[str]) -> dict[tuple[str, str], list[Flow]]:
    exports = trade["exporter"] == reporter
    mine = (exports | (trade["importer"] == reporter)) & (trade["commodity"] == "TOTAL") & trade["value_usd"].notna()
    partner = trade["importer"].where(exports, trade["exporter"])
    rows = trade.assign(partner=partner)[mine & trade["source"].isin(series)]
    out: dict[tuple[str, str], list[Flow]] = defaultdict(list)
    names = ["source", "period", "partner", "value_usd", "valuation"]
    for source, period, who, value, valuation in zip(*(rows[c].tolist() for c in names), strict=True):
        out[source, period].append((who, value, valuation))
    return out


def _of_list(
    printed: Specification, fob: Specification | None, flows: Sequence[Flow], params: Mapping[str, Any]
) -> Iterator[Specification]:
    free = _without_freight(printed, fob, {valuation for *_, valuation in flows})
    other, partner = (_value(flows, who) for who in (UNSPECIFIED, params["partner"]))
    # one place lower where "Other Asia, not elsewhere specified" is a partner of its own and stands above
    places = int(other is not None and (partner is None or other > partner))
    for definition in (printed, free):
        yield definition
        yield _lower(definition, places)
    yield unavailable(printed, "whole-list", {"calendar": _OTHER[printed.calendar]})


def _without_freight(printed: Specification, fob: Specification | None, valuations: set[str]) -> Specification:
    choices = {**printed.choices, **FREE}
    if fob is not None:
        return replace(fob, choices=choices, basis="imputed")
    if len(valuations) == 1 and valuations <= {"FOB", "CIF"}:
        return replace(printed, choices=choices)  # both ways are valued alike: the order is the same
    return unavailable(printed, "one-sum", FREE)


def _lower(r: Specification, places: int) -> Specification:
    low, high, point = (None if v is None else v + places for v in (r.low, r.high, r.point))
    return replace(r, low=low, high=high, point=point, choices={**r.choices, "unspecified": "kept"})


def _value(flows: Sequence[Flow], partner: str) -> int | None:
    """Both ways together; None where the list does not name the partner."""
    known = [value for who, value, _ in flows if who == partner]
    return sum(known) if known else None


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
