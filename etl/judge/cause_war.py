"""The rule `timing-and-pools`: because of the war only if timing, both pools, placebos and false dates all say so.

Asked in turn: did trade leave its own path after the war's date, and not below it; does no other date do as well; did
each country trade more with the other than a mix of other partners; do few of those leave their own mix as clearly. A
jump before the war is shown and does not count.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from itertools import chain
from typing import Any

import pandas as pd

from etl.claims import Part
from etl.claims.formats import number
from etl.claims.message import said
from etl.contract.tables import TABLES
from etl.derive import anomalies, comparators, date_tests, panels
from etl.derive.pool_fits import pool_fits
from etl.judge.context import Case, Condition


def conditions(part: Part, case: Case) -> Iterator[Condition]:
    """The jump before the war, timing, false dates, each pool's sign, and the placebos: each made when it is asked."""
    series = date_tests.within(date_tests.series_of(case.tables), case.until, imputed=case.imputed)
    yield _before(series, case)
    tests = case.tables["date_tests"] if case.whole else date_tests.date_tests(series, case.setup, case.words)
    yield _timing(tests, case)
    yield _false_dates(tests, case)
    fits = _fits(case)
    yield from (_pool(pool, fits, case) for pool in panels.POOLS)
    yield _placebo(fits, case)


def _fits(case: Case) -> pd.DataFrame:
    """Fits of the outcome that decides, one per pool and source; one that follows poorly even before cannot tell."""
    fits = case.tables["comparators"] if case.whole else _fitted(case)
    fits = fits[(fits["method"] == "pool") & (fits["outcome"] == case.setup["outcome"])]
    fits = fits[fits["computed"].astype(bool)]
    return fits.assign(can_tell=~fits["poor_fit"].fillna(False).astype(bool))


def _fitted(case: Case) -> pd.DataFrame:
    """`comparators` of the outcome that decides, without what the case leaves out."""
    tables, left_out = case.tables, anomalies.left_out(case.tables["anomalies"])
    of_pools = (panels.panels(tables, p, left_out, case.until, imputed=case.imputed) for p in panels.POOLS)
    fits = pool_fits(chain.from_iterable(of_pools), case.setup, [case.setup["outcome"]])
    return comparators.comparators(fits, case.setup, case.pair, case.words)


def _before(series: date_tests.Series, case: Case) -> Condition:
    """Did the rise come before the war? Read in the series with the longest run of years up to it."""
    event = case.setup["event"]
    fit = {n: c for n, c in series.items() if {event - 2, event - 1} <= set(c)}
    if not fit:
        return replace(case.unknown("before", "before.unknown"), required=False)
    name = max(fit, key=lambda n: (_run(fit[n], event - 1), n))
    cells = fit[name]
    rise = 100 * (cells[event - 1].low / cells[event - 2].high - 1)
    last = max(cells)
    since = 100 * (cells[last].high / cells[event - 1].low - 1)
    values = {"rise": f"{rise:.0f}", "year": event - 1}
    later = {"last": last, "since": f"{since:+.0f}"} if last > event - 1 else {}
    return Condition(
        criterion="before",
        met=rise <= 0,
        sentence=case.says("before.known_since" if later else "before.known", series=name, **values, **later),
        short=case.says("before.short", **values) if rise > 0 else None,
        required=False,
        row_table="trade",
        row_key=f"{name} {event - 2} {event - 1} {last}",
        as_of=str(last),
    )


def _run(cells: Mapping[int, Any], last: int) -> int:
    return next(back for back in range(last) if last - back not in cells)


def _timing(tests: pd.DataFrame, case: Case) -> Condition:
    usable = tests[(tests["date_kind"] == "event") & tests["works"].notna()]
    if usable.empty:
        return case.unknown("timing", "when.unknown", "when.unknown_short")
    outside = usable[usable["works"].astype(bool)]
    above, below = (outside["actual"] > outside["band_high"]).any(), (outside["actual"] < outside["band_low"]).any()
    # the sharpest test speaks: the one that the smallest jump would have set off
    row = usable.sort_values("least_jump").to_dict("records")[0]
    met = bool(above and not below)
    return Condition(
        criterion="timing",
        met=met,
        sentence=said(row, "sentence", case.words),
        short=None if met else case.says("when.short", jump=f"{row['least_jump']:.0f}"),
        opposite=bool(below and not above),
        row_table="date_tests",
        row_key=TABLES["date_tests"].row_key(row),
        as_of=str(row["target_year"]),
    )


def _false_dates(tests: pd.DataFrame, case: Case) -> Condition:
    """Dates at which nothing happened, in the same test: same horizon, same number of years before, or none at all."""
    false = tests[(tests["date_kind"] == "false") & tests["works"].notna()]
    same = false[false["comparable"].fillna(True).astype(bool) & false["rival"].isna()]
    if same.empty:
        sentence = case.says("false.none_same", n=len(false)) if len(false) else case.says("false.unknown")
        return Condition(criterion="false-dates", met=None, sentence=sentence, short=case.says("false.unknown_short"))
    working = same[same["works"].astype(bool)]
    dates = ", ".join(str(d) for d in sorted(working["tested_year"].unique()))
    met = working.empty
    some = {} if met else {"k": len(working), "dates": dates}
    row = (same if met else working).sort_values("least_jump").to_dict("records")[0]
    return Condition(
        criterion="false-dates",
        met=met,
        sentence=case.says("false.none" if met else "false.some", n=len(same), **some),
        short=None if met else case.says("false.short", dates=dates),
        opposite=not met,
        row_table="date_tests",
        row_key=TABLES["date_tests"].row_key(row),
        as_of=str(row["target_year"]),
    )


def _pool(pool: str, fits: pd.DataFrame, case: Case) -> Condition:
    """The sign of a pool, of the fits that can tell; a pool that does not follow the years before tells nothing."""
    rows, reporter = fits[fits["pool"] == pool], panels.sides(case.pair, pool)[0]
    telling = rows[rows["can_tell"]]
    if telling.empty:
        name = "no_fit" if len(rows) else "missing"
        return case.unknown(f"pool-{pool}", f"pool.{name}", f"pool.{name}_short", reporter=reporter)
    met, opposite = bool((telling["mean_gap"] > 0).all()), bool((telling["mean_gap"] < 0).all())
    row = telling.to_dict("records")[0]
    short = case.says(f"pool.{'below_short' if opposite else 'mixed_short'}", reporter=reporter)
    return Condition(
        criterion=f"pool-{pool}",
        met=met,
        sentence=said(row, "sentence", case.words),
        short=None if met else short,
        opposite=opposite,
        row_table="comparators",
        row_key=TABLES["comparators"].row_key(row),
    )


def _placebo(fits: pd.DataFrame, case: Case) -> Condition:
    """The rank of the worst fit among treated others; without information where others fit exactly."""
    ranked = fits[fits["can_tell"] & fits["placebo_share"].notna()]
    if ranked.empty:
        return case.unknown("placebo", f"placebo.{'no_information' if len(fits) else 'unknown'}")
    worst = ranked.sort_values("placebo_share").to_dict("records")[-1]
    met = bool(worst["placebo_share"] <= case.setup["placebo_share"])
    values = {
        "rank": worst["placebo_rank"],
        "units": worst["placebo_units"],
        "limit": number(100 * case.setup["placebo_share"]),
        "share": number(100 * worst["placebo_share"]),
    }
    # a difference that is not unusual speaks for no sign at all, so it never speaks for the reverse on its own
    return Condition(
        criterion="placebo",
        met=met,
        sentence=case.says("placebo.known", **values),
        row_table="comparators",
        row_key=TABLES["comparators"].row_key(worst),
        opposite=met,
    )
