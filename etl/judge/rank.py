"""Specifications of a partner's rank: the level, and the change against the years before."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from itertools import groupby
from statistics import median
from typing import Any

import pandas as pd

from etl.contract.calendars import parse, stands_for
from etl.contract.schema import Tables
from etl.contract.tables import TABLES
from etl.derive.memo import Memo
from etl.judge.records import Record, records
from etl.judge.specification import Interval, Measure, Specification

MIN_MONTHS = 10  # a printed rank over ten or eleven months may stand for its year when there is no full one
MEDIAN_YEARS = 3  # a median of fewer years before says nothing
PRINTED = {"as_recorded": {"eu": "countries"}, "eu_one": {"eu": "one"}}
_OF: Memo[list[Any]] = Memo()
WITHOUT_FREIGHT = {"fob": {"eu": "countries"}, "eu_one_fob": {"eu": "one"}}
SILENT, COUNTED, LEFT_OUT = "silent", "counted", "left_out"  # a param: partners that publish nothing, such as Iraq
BOUNDS = "partner_bounds"  # single partners' own figures of one year: bounds on a rank, never a list


def level(
    tables: Tables, params: Mapping[str, Any], until: date | None, bases: Mapping[str, Mapping[str, str]] = PRINTED
) -> list[Specification]:
    """Rank of `partner` among `reporter`'s partners in `flow`, one specification per family, source, year and basis.

    params: reporter, partner, flow, since (Gregorian year a period stands for), to and silent (optional). `bases` gives
    the choices that a basis of `partner_ranks` stands for.
    """
    frame, who = tables["partner_ranks"], (params["reporter"], params["partner"])
    rows = _OF.get((frame,), who, lambda: _of(frame, *who))
    usable, places = [], _places(tables, params)
    for r in rows:
        if r.flow != params["flow"] or r.basis not in bases:
            continue
        known = parse(r.period, r.calendar)
        year = stands_for(r.period, r.calendar)
        if known is None or year is None or not params["since"] <= year <= params.get("to", 9999):
            continue
        if (until is None or known.end <= until) and (known.full or (known.months >= MIN_MONTHS and pd.notna(r.rank))):
            usable.append((r, known, year))
    ordered = sorted(usable, key=lambda k: (*_year(k), k[1].months))
    left_out = params.get(SILENT) == LEFT_OUT
    columns = ("place_best", "place_worst") if left_out else ("place_best_all", "place_worst_all")
    specifications = []
    for _, some in groupby(ordered, key=_year):
        row, period = _of_year(list(some))
        place = places.get((row.source, row.period, row.calendar))
        silent = str(place["missing"]).split() if left_out and place and pd.notna(place["missing"]) else []
        spec = _without(_specification(row, period, bases), row, silent)
        specifications.append(_bounded(spec, place, columns) if place else spec)
    return specifications


def _of(frame: pd.DataFrame, reporter: str, partner: str) -> list[Any]:
    """Rows of `partner_ranks` about one partner of one reporter."""
    return list(frame[(frame["reporter"] == reporter) & (frame["partner"] == partner)].itertuples(index=False))


def _without(s: Specification, row: Any, silent: Sequence[str]) -> Specification:
    """The place without the partners in `silent`: one better for each that is, or may be, above."""
    above, maybe = (set(str(names).split()) if pd.notna(names) else set() for names in (row.leaning_on, row.missing))
    sure, possible = len(above & set(silent)), len((above | maybe) & set(silent))
    return replace(s, low=None if s.low is None else s.low - sure, high=None if s.high is None else s.high - possible)


def _places(tables: Tables, params: Mapping[str, Any]) -> dict[tuple[str, str, str], Record]:
    """Rows of `rank_places` by source, period and calendar: places bounded by other books as well."""
    frame = tables.get("rank_places")
    if frame is None or frame.empty:
        return {}
    rows = (r for r in records(frame) if all(r[name] == params[name] for name in ("reporter", "partner", "flow")))
    return {(r["source"], r["period"], r["calendar"]): r for r in rows}


def _bounded(s: Specification, row: Mapping[str, Any], columns: tuple[str, str]) -> Specification:
    """A place that its own list leaves open, bounded by a row of `rank_places`; a bound only likely is marked."""
    low, high = (row[name] for name in columns)
    if s.high is not None or s.choices["eu"] != "countries" or pd.isna(high):
        return s
    return replace(
        s,
        low=float(low),
        high=float(high),
        basis="imputed" if row["worst_basis"] == "likely" else s.basis,
        why_not="" if low == high else s.why_not,
        row_table="rank_places",
        row_key=TABLES["rank_places"].row_key(row),
    )


def _year(row: tuple[Any, Any, int]) -> tuple[Any, ...]:
    r, _, year = row
    return (r.root_family, r.source, r.calendar, year, r.basis)


def _of_year(rows: list[Any]) -> tuple[Any, Any]:
    """The row of a year: a full year with both bounds, else a printed rank, else any."""
    full = [(r, p) for r, p, _ in rows if p.full]
    bounded = [(r, p) for r, p in full if pd.notna(r.rank_worst)]
    printed = [(r, p) for r, p, _ in rows if not p.full]
    return (bounded or printed[-1:] or full)[0]


def _specification(r: Any, period: Any, bases: Mapping[str, Mapping[str, str]]) -> Specification:
    worst = None if pd.isna(r.rank_worst) else float(r.rank_worst)
    imputed = r.obs_status == "E" or r.root_family == "imf_estimate"
    missing = f"missing:{r.missing}" if isinstance(r.missing, str) and r.missing else ""
    return Specification(
        root_family=r.root_family,
        series=r.source,
        period=r.period,
        calendar=r.calendar,
        basis="imputed" if imputed else "observed",
        low=float(r.rank_best),
        high=worst,
        point=None if pd.isna(r.rank) else float(r.rank),
        unit="place",
        choices={"flow": r.flow, **bases[r.basis]},
        flip_pct=None if pd.isna(r.flip_pct) else float(r.flip_pct),
        why_not="open" if worst is None else missing,
        leaning_on=r.leaning_on if isinstance(r.leaning_on, str) else "",
        row_table="partner_ranks",
        row_key=TABLES["partner_ranks"].row_key(r._asdict()),
        ends=period.end,
    )


def change(tables: Tables, params: Mapping[str, Any], until: date | None, read: Measure = level) -> list[Specification]:
    """Places gained in each year since `since`: against the best year of `before`, and (weak) against their median.

    Positive = a better (smaller) rank. A list is compared with earlier lists of its own source, and with a year of
    which only bounds by single partners are held, which is another witness. `read` gives the levels.
    """
    start, end = params["before"]
    silent = params.get(SILENT, COUNTED)
    then = {
        how: [s for s in read(tables, {**params, "since": start, "to": end, SILENT: how}, until) if s.votes]
        for how in {COUNTED, silent}
    }
    counted = {s.id: (s.low, s.high) for s in read(tables, {**params, SILENT: COUNTED}, until)}
    out = []
    for now in read(tables, params, until):
        if now.series == BOUNDS:
            continue
        # a list that names the silent partners is compared with places that count them
        earlier = then[COUNTED if counted[now.id] == (now.low, now.high) else silent]
        own = [s for s in earlier if (s.root_family, s.series, s.choices) == (now.root_family, now.series, now.choices)]
        out.append(_gained(now, own, end - start + 1))
        bounds = [s for s in earlier if s.series == BOUNDS and s.choices == now.choices]
        if bounds and now.votes:
            bounded = _gained(now, bounds, end - start + 1)
            named = replace(bounded, root_family=bounds[0].root_family, series=f"{BOUNDS}:{now.series}")
            # a source may hold two lists of one year, a country's own books and its partners'
            twice = named.id in {spec.id for spec in out}
            out.append(replace(named, series=f"{named.series}:{now.root_family}") if twice else named)
    return out


def _gained(now: Specification, then: Sequence[Specification], years: int) -> Specification:
    best = _less(_interval(then, min), now)
    if len({stands_for(s.period, s.calendar) for s in then}) < years:
        # a year that is not held may have been better than all that are
        best = None, best[1]
    typical = _less(_interval(then, median), now) if len(then) >= MEDIAN_YEARS else (None, None)
    low, high = best
    why = "no-earlier" if not then else ("open" if low is None and high is None else now.why_not)
    why = why if now.votes else now.why_not
    return replace(
        now,
        low=low,
        high=high,
        point=low if low == high else None,
        weak_interval=typical,
        unit="places",
        why_not=why if low is None or high is None else "",
    )


def _interval(then: Sequence[Specification], of: Any) -> Interval:
    """Lowest and highest value that `of` can have over the ranks; a year that nothing bounds above leaves it open.

    For the smallest rank one known worst place is a bound; a median needs them all.
    """
    lows = [s.low for s in then if s.low is not None]
    highs = [s.high for s in then if s.high is not None]
    whole = bool(then) and len(highs) == len(then)
    low = of(lows) if lows and len(lows) == len(then) else None
    return low, (of(highs) if highs and (whole or of is min) else None)


def _less(then: Interval, now: Specification) -> Interval:
    low = None if then[0] is None or now.high is None else then[0] - now.high
    high = None if then[1] is None or now.low is None else then[1] - now.low
    return low, high
