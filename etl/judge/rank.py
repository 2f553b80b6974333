"""Readings of a partner's rank: the level, and the change against the years before."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from itertools import groupby
from typing import Any

import pandas as pd

from etl.contract.calendars import parse, stands_for
from etl.contract.tables import TABLES
from etl.judge.specification import Measure, Reading, Tables

MIN_MONTHS = 10  # a printed rank over ten or eleven months may stand for its year when there is no full one
PRINTED = {"as_recorded": {"eu": "countries"}, "eu_one": {"eu": "one"}}
FREED = {"fob": {"eu": "countries"}, "eu_one_fob": {"eu": "one"}}


def level(
    tables: Tables, params: Mapping[str, Any], until: date | None, bases: Mapping[str, Mapping[str, str]] = PRINTED
) -> list[Reading]:
    """Rank of `partner` among `reporter`'s partners in `flow`, one reading per family, source, year and basis.

    params: reporter, partner, flow, since (Gregorian year a period stands for), to (optional). `bases` gives the
    choices that a basis of `partner_ranks` stands for.
    """
    frame = tables["partner_ranks"]
    rows = frame[
        (frame["reporter"] == params["reporter"])
        & (frame["partner"] == params["partner"])
        & (frame["flow"] == params["flow"])
        & frame["basis"].isin(bases)
    ]
    kept = []
    for r in rows.itertuples(index=False):
        known = parse(r.period, r.calendar)
        year = stands_for(r.period, r.calendar)
        if known is None or year is None or not params["since"] <= year <= params.get("to", 9999):
            continue
        if (until is None or known.end <= until) and (known.full or (known.months >= MIN_MONTHS and pd.notna(r.rank))):
            kept.append((r, known, year))
    ordered = sorted(kept, key=lambda k: (*_year(k), k[1].months))
    return [_reading(*_stands(list(some)), bases) for _, some in groupby(ordered, key=_year)]


def _year(kept: tuple[Any, Any, int]) -> tuple[Any, ...]:
    r, _, year = kept
    return (r.root_family, r.source, r.calendar, year, r.basis)


def _stands(rows: list[Any]) -> tuple[Any, Any]:
    """The row that stands for a year: a full year with both bounds, else a printed rank, else what there is."""
    full = [(r, p) for r, p, _ in rows if p.full]
    bounded = [(r, p) for r, p in full if pd.notna(r.rank_worst)]
    printed = [(r, p) for r, p, _ in rows if not p.full]
    return (bounded or printed[-1:] or full)[0]


def _reading(r: Any, period: Any, bases: Mapping[str, Mapping[str, str]]) -> Reading:
    worst = None if pd.isna(r.rank_worst) else float(r.rank_worst)
    imputed = r.obs_status == "E" or r.root_family == "imf_estimate"
    return Reading(
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
        why_not="open"
        if worst is None
        else (f"missing:{r.missing}" if isinstance(r.missing, str) and r.missing else ""),
        leaning_on=r.leaning_on if isinstance(r.leaning_on, str) else "",
        row_table="partner_ranks",
        row_key=TABLES["partner_ranks"].row_key(r._asdict()),
        ends=period.end,
    )


def change(tables: Tables, params: Mapping[str, Any], until: date | None, read: Measure = level) -> list[Reading]:
    """Places gained in each year since `since` against `before` (two years), family by family and series by series.

    Positive = a better (smaller) rank than the best one of the years before. Only one source is compared with itself.
    `read` gives the levels.
    """
    start, end = params["before"]
    earlier = read(tables, {**params, "since": start, "to": end}, until)
    later = read(tables, params, until)
    out = []
    for now in later:
        then = [
            r
            for r in earlier
            if r.votes and (r.root_family, r.series, r.choices) == (now.root_family, now.series, now.choices)
        ]
        out.append(_gained(now, then))
    return out


def _gained(now: Reading, then: list[Reading]) -> Reading:
    lows = [r.low for r in then if r.low is not None]
    best = min(lows) if lows else None  # nobody surely did better than this in the years before
    highs = [r.high for r in then if r.high is not None]
    worst = min(highs) if highs else None
    low = None if best is None or now.high is None else best - now.high
    high = None if worst is None or now.low is None else worst - now.low
    why = "no-earlier" if not then else ("open" if low is None and high is None else now.why_not)
    if not now.votes:
        why = now.why_not
    return replace(
        now,
        low=low,
        high=high,
        point=low if low == high else None,
        unit="places",
        why_not=why if low is None or high is None else "",
    )
