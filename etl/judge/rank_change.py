"""Specifications of the change of a partner's rank: places gained against the years before."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from statistics import median
from typing import Any

from etl.contract.frames import Tables
from etl.judge.rank import BOUNDS, COUNTED, SILENT, level
from etl.judge.specification import Interval, Measure, Specification

MEDIAN_YEARS = 3  # a median of fewer years before says nothing


def change(tables: Tables, params: Mapping[str, Any], until: date | None, read: Measure = level) -> list[Specification]:
    """Places gained in each year since `since`: against the best year of `before`, and (weak) against their median.

    Positive = a better (smaller) rank. A list is compared with earlier lists of its own source, and with a year of
    which only bounds by single partners are held, which is another witness. `read` gives the levels.
    params: as of `level`, and before (first and last year).
    """
    (first, last), silent = params["before"], params.get(SILENT, COUNTED)
    asked = {**params, "since": min(first, params["since"])}
    ranks = {how: read(tables, {**asked, SILENT: how}, until) for how in {COUNTED, silent}}
    before = {how: [s for s in specs if s.votes and first <= s.year <= last] for how, specs in ranks.items()}
    counted = {spec.id: (spec.low, spec.high) for spec in ranks[COUNTED]}
    gained: dict[str, Specification] = {}
    for now in ranks[silent]:
        if now.year >= params["since"] and now.series != BOUNDS:
            # a list that names the silent partners is compared with places that count them
            earlier = before[COUNTED if counted[now.id] == (now.low, now.high) else silent]
            for spec in _gained(now, earlier, last - first + 1):
                # a source may hold two lists of one year, a country's own books and its partners'
                twice = replace(spec, series=f"{spec.series}:{now.root_family}") if spec.id in gained else spec
                gained[twice.id] = twice
    return list(gained.values())


def _gained(now: Specification, earlier: Sequence[Specification], years: int) -> list[Specification]:
    """What `now` gained against its own source's lists of `years`, and against bounds by single partners."""
    alike = [spec for spec in earlier if spec.series in (now.series, BOUNDS) and spec.choices == now.choices]
    own = [spec for spec in alike if spec.series == now.series and spec.root_family == now.root_family]
    bounds = [spec for spec in alike if spec.series == BOUNDS]
    gained = [_against(own, now, years)]
    if bounds and now.votes:
        against = _against(bounds, now, years)
        gained.append(replace(against, root_family=bounds[0].root_family, series=f"{BOUNDS}:{now.series}"))
    return gained


def _against(then: Sequence[Specification], now: Specification, years: int) -> Specification:
    low, high = _less(_interval(then, min), now)
    if len({spec.year for spec in then}) < years:
        low = None  # a year that is not held may have been better than all that are
    typical = _less(_interval(then, median), now) if len(then) >= MEDIAN_YEARS else (None, None)
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
    lows = [spec.low for spec in then if spec.low is not None]
    highs = [spec.high for spec in then if spec.high is not None]
    low = of(lows) if lows and len(lows) == len(then) else None
    return low, of(highs) if highs and (of is min or len(highs) == len(then)) else None


def _less(then: Interval, now: Specification) -> Interval:
    low = None if then[0] is None or now.high is None else then[0] - now.high
    high = None if then[1] is None or now.low is None else then[1] - now.low
    return low, high
