"""Readings of a partner's rank: the level, and the change against the years before."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from itertools import groupby
from typing import Any

import pandas as pd

from etl.calendars import parse, stands_for
from etl.specify.base import Reading, Tables
from etl.tables import TABLES

MIN_MONTHS = 10  # a printed rank over ten or eleven months may stand for its year when there is no full one
_EU = {"as_recorded": "countries", "eu_one": "one"}


def level(tables: Tables, params: Mapping[str, Any], until: date | None) -> list[Reading]:
    """Rank of `partner` among `reporter`'s partners in `flow`, one reading per family, source, year and basis.

    params: reporter, partner, flow, since (Gregorian year a period stands for), to (optional).
    """
    frame = tables["partner_ranks"]
    rows = frame[
        (frame["reporter"] == params["reporter"])
        & (frame["partner"] == params["partner"])
        & (frame["flow"] == params["flow"])
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
    return [_reading(*_stands(list(some))) for _, some in groupby(ordered, key=_year)]


def _year(kept: tuple[Any, Any, int]) -> tuple[Any, ...]:
    r, _, year = kept
    return (r.root_family, r.source, r.calendar, year, r.basis)


def _stands(rows: list[Any]) -> tuple[Any, Any]:
    """The row that stands for a year: a full year with both bounds, else a printed rank, else what there is."""
    full = [(r, p) for r, p, _ in rows if p.full]
    bounded = [(r, p) for r, p in full if pd.notna(r.rank_worst)]
    printed = [(r, p) for r, p, _ in rows if not p.full]
    return (bounded or printed[-1:] or full)[0]


def _reading(r: Any, period: Any) -> Reading:
    worst = None if pd.isna(r.rank_worst) else float(r.rank_worst)
    imputed = r.obs_status == "E" or r.root_family == "imf_estimate"
    key = [getattr(r, column) for column in TABLES["partner_ranks"].key]
    return Reading(
        r.root_family, r.source, r.period, r.calendar, "imputed" if imputed else "observed",
        float(r.rank_best), worst, None if pd.isna(r.rank) else float(r.rank), "place",
        {"flow": r.flow, "eu": _EU[r.basis]}, None if pd.isna(r.flip_pct) else float(r.flip_pct),
        f"missing:{r.missing}" if isinstance(r.missing, str) and r.missing else ("open" if worst is None else ""),
        r.leaning_on if isinstance(r.leaning_on, str) else "", "partner_ranks", " ".join(key), period.end,
    )  # fmt: skip


def change(tables: Tables, params: Mapping[str, Any], until: date | None) -> list[Reading]:
    """Places gained in each year since `since` against `before` (two years), family by family and series by series.

    Positive = a better (smaller) rank than the best one of the years before. Only one source is compared with itself.
    """
    start, end = params["before"]
    earlier = level(tables, {**params, "since": start, "to": end}, until)
    later = level(tables, params, until)
    out = []
    for now in later:
        then = [
            r for r in earlier if (r.root_family, r.series, r.choices) == (now.root_family, now.series, now.choices)
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
    return Reading(
        now.root_family, now.series, now.period, now.calendar, now.basis, low, high,
        low if low == high else None, "places", now.choices, now.flip_pct, why if low is None or high is None else "",
        now.leaning_on, now.row_table, now.row_key, now.ends,
    )  # fmt: skip
