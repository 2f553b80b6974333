"""The rule `timing-and-pools`: because of the war only if timing, both pools, placebos and false dates all say so."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd

from etl.claims import Part
from etl.claims.message import said
from etl.claims.render import number
from etl.contract.tables import TABLES
from etl.derive import anomalies, comparators, date_tests, panels
from etl.derive.pool_fits import pool_fits
from etl.judge.conditions import Case, Condition


def conditions(part: Part, case: Case) -> list[Condition]:
    """The jump before the war (shown, not asked), timing, false dates, each pool's sign, and the placebos."""
    if "series" not in case.memo:
        case.memo["series"] = date_tests.series_of(case.tables)
    series = date_tests.within(case.memo["series"], case.until, imputed=case.imputed)
    tests, fits = _tests(series, case), _fits(case)
    return [
        _before(series, case),
        _timing(tests, case),
        _false_dates(tests, case),
        *(_pool(pool, fits, case) for pool in panels.POOLS),
        _placebo(fits, case),
    ]


def _tests(series: date_tests.Series, case: Case) -> pd.DataFrame:
    if case.whole:
        return case.tables["date_tests"]
    return date_tests.date_tests(series, case.setup, case.words)


def _fits(case: Case) -> pd.DataFrame:
    """Fits of the outcome that decides, one per pool and source; one that follows poorly even before cannot tell."""
    if case.whole:
        fits = case.tables["comparators"]
    else:
        left_out = anomalies.left_out(case.tables["anomalies"])
        all_panels = [
            panel
            for pool in panels.POOLS
            for panel in panels.panels(case.tables, pool, left_out, case.until, imputed=case.imputed)
        ]
        frame = pool_fits(all_panels, case.setup, [case.setup["outcome"]])
        fits = comparators.comparators(frame, case.setup, case.pair, case.words)
    use = fits[(fits["method"] == "pool") & (fits["outcome"] == case.setup["outcome"])]
    use = use[use["computed"].astype(bool)]
    return use.assign(can_tell=_true(use, "can_tell", default=True) & ~_true(use, "poor_fit", default=False))


def _before(series: date_tests.Series, case: Case) -> Condition:
    """Did the rise come before the war? Read in the series with the longest run of years up to it."""
    event = case.setup["event"]
    fit = {n: c for n, c in series.items() if {event - 2, event - 1} <= set(c)}
    if not fit:
        return Condition(criterion="before", met=None, sentence=case.says("before.unknown"), required=False)
    name = max(fit, key=lambda n: (_run(fit[n], event - 1), n))
    cells = fit[name]
    rise = 100 * (cells[event - 1].low / cells[event - 2].high - 1)
    last = max(cells)
    since = 100 * (cells[last].high / cells[event - 1].low - 1)
    values = {"rise": f"{rise:.0f}", "year": event - 1}
    known = {"series": name, **values}
    sentence = case.says("before.known", **known)
    if last > event - 1:
        sentence = case.says("before.known_since", last=last, since=f"{since:+.0f}", **known)
    return Condition(
        criterion="before",
        met=rise <= 0,
        sentence=sentence,
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
        unknown = case.says("when.unknown")
        return Condition(criterion="timing", met=None, sentence=unknown, short=case.says("when.unknown_short"))
    outside = usable[usable["works"].astype(bool)]
    above, below = (outside["actual"] > outside["band_high"]).any(), (outside["actual"] < outside["band_low"]).any()
    # the sharpest test speaks: the one that the smallest jump would have set off
    row = usable.sort_values("least_jump").to_dict("records")[0]
    met = bool(above and not below)
    short = case.says("when.short", jump=f"{row['least_jump']:.0f}")
    return Condition(
        criterion="timing",
        met=met,
        sentence=said(row, "sentence", case.words),
        short=None if met else short,
        opposite=bool(below and not above),
        row_table="date_tests",
        row_key=TABLES["date_tests"].row_key(row),
        as_of=str(row["target_year"]),
    )


def _false_dates(tests: pd.DataFrame, case: Case) -> Condition:
    """Dates at which nothing happened, in the same test: same horizon, same number of years before, or none at all."""
    false = tests[(tests["date_kind"] == "false") & tests["works"].notna()]
    same = false[_true(false, "comparable", default=True) & ~_named(false, "rival")]
    if same.empty:
        sentence = case.says("false.none_same", n=len(false)) if len(false) else case.says("false.unknown")
        return Condition(criterion="false-dates", met=None, sentence=sentence, short=case.says("false.unknown_short"))
    working = same[same["works"].astype(bool)]
    dates = ", ".join(str(d) for d in sorted(working["tested_year"].unique()))
    if working.empty:
        sentence, short = case.says("false.none", n=len(same)), None
    else:
        sentence = case.says("false.some", k=len(working), n=len(same), dates=dates)
        short = case.says("false.short", dates=dates)
    row = (working if len(working) else same).sort_values("least_jump").to_dict("records")[0]
    return Condition(
        criterion="false-dates",
        met=working.empty,
        sentence=sentence,
        short=short,
        opposite=not working.empty,
        row_table="date_tests",
        row_key=TABLES["date_tests"].row_key(row),
        as_of=str(row["target_year"]),
    )


def _true(rows: pd.DataFrame, column: str, *, default: bool) -> pd.Series[Any]:
    """A column of yes and no; `default` where it is empty or not there."""
    if column not in rows:
        return pd.Series(default, index=rows.index, dtype=bool)
    return rows[column].astype("boolean").fillna(default).astype(bool)


def _named(rows: pd.DataFrame, column: str) -> pd.Series[Any]:
    return rows[column].notna() if column in rows else pd.Series(False, index=rows.index, dtype=bool)


def _pool(pool: str, fits: pd.DataFrame, case: Case) -> Condition:
    """The sign of a pool, of the fits that can tell; a pool that does not follow the years before tells nothing."""
    rows, reporter = fits[fits["pool"] == pool], panels.sides(case.pair, pool)[0]
    telling = rows[_true(rows, "can_tell", default=True)]
    if telling.empty:
        name = "no_fit" if len(rows) else "missing"
        return Condition(
            criterion=f"pool-{pool}",
            met=None,
            sentence=case.says(f"pool.{name}", reporter=reporter),
            short=case.says(f"pool.{name}_short", reporter=reporter),
        )
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
    ranked = fits[fits["placebo_share"].notna() & _true(fits, "can_tell", default=True)]
    if ranked.empty:
        name = "no_information" if len(fits) else "unknown"
        return Condition(criterion="placebo", met=None, sentence=case.says(f"placebo.{name}"))
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
