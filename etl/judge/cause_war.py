"""The rule `timing-and-pools`: because of the war only if timing, both pools, placebos and false dates all say so.

Asked in turn: did trade leave its own path after the war's date, and not below it; does no other date do as well; did
each country trade more with the other than a mix of other partners; do few of those leave their own mix as clearly. A
jump before the war is shown and does not count.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

import pandas as pd

from etl.claims.message import said
from etl.claims.model import Part
from etl.derive import date_tests
from etl.derive.turnover import yearly
from etl.judge import cause_pools
from etl.judge.context import Condition, JudgeContext
from etl.judge.records import Record, found_at, records


def conditions(part: Part, context: JudgeContext) -> Iterator[Condition]:
    """The jump before the war, timing, false dates, each pool's sign, and the placebos: each made when it is asked."""
    series = yearly(context.tables, context.known_by, imputed=context.imputed)
    yield _before(series, context)
    tests = context.tables["date_tests"]
    if not context.whole:
        tests = date_tests.date_tests(series, context.setup, context.words)
    rows = [row for row in records(tests) if isinstance(row["works"], bool)]
    yield _timing([row for row in rows if row["date_kind"] == "event"], context)
    yield _false_dates([row for row in rows if row["date_kind"] == "false"], context)
    yield from cause_pools.conditions(context)


def _before(series: date_tests.Series, context: JudgeContext) -> Condition:
    """Did the rise come before the war? Of series with trade in both years, read in that of the longest run."""
    event = context.setup["event"]
    before = (event - 2, event - 1)
    fit = {name: cells for name, cells in series.items() if all(year in cells and cells[year].low for year in before)}
    if not fit:
        return replace(context.unknown("before", "before.unknown"), required=False)
    name = max(fit, key=lambda name: (_run(fit[name], event - 1), name))
    cells, last = fit[name], max(fit[name])
    rise = 100 * (cells[event - 1].low / cells[event - 2].high - 1)
    since = 100 * (cells[last].high / cells[event - 1].low - 1)
    values = {"rise": f"{rise:.0f}", "year": event - 1}
    later = {"last": last, "since": f"{since:+.0f}"} if last > event - 1 else {}
    return Condition(
        criterion="before",
        met=rise <= 0,
        sentence=context.says("before.known_since" if later else "before.known", series=name, **values, **later),
        short=context.says("before.short", **values) if rise > 0 else None,
        required=False,
        row_table="trade",
        row_key=f"{name} {event - 2} {event - 1} {last}",
        as_of=str(last),
    )


def _run(cells: Mapping[int, Any], last: int) -> int:
    return next(back for back in range(last) if last - back not in cells)


def _timing(tests: Sequence[Record], context: JudgeContext) -> Condition:
    if not tests:
        return context.unknown("timing", "when.unknown", "when.unknown_short")
    outside = [row for row in tests if row["works"]]
    above = any(row["actual"] > row["band_high"] for row in outside)
    below = any(row["actual"] < row["band_low"] for row in outside)
    # the sharpest test speaks: the one that the smallest jump would have set off
    row = min(tests, key=_least_jump)
    met = above and not below
    return Condition(
        criterion="timing",
        met=met,
        sentence=said(row, "sentence", context.words),
        short=None if met else context.says("when.short", jump=f"{row['least_jump']:.0f}"),
        opposite=below and not above,
        **found_at("date_tests", row),
        as_of=str(row["target_year"]),
    )


def _least_jump(test: Record) -> float:
    return float(test["least_jump"])


def _false_dates(tests: Sequence[Record], context: JudgeContext) -> Condition:
    """Dates at which nothing happened, in the same test: same horizon, same number of years before, or none at all."""
    same = [row for row in tests if row["comparable"] is not False and pd.isna(row["rival"])]
    if not same:
        name = f"false.{'none_same' if tests else 'unknown'}"
        return context.unknown("false-dates", name, "false.unknown_short")
    working = [row for row in same if row["works"]]
    dates = ", ".join(str(year) for year in sorted({row["tested_year"] for row in working}))
    row = min(working or same, key=_least_jump)
    return Condition(
        criterion="false-dates",
        met=not working,
        sentence=context.says("false.some", dates=dates) if working else context.says("false.none"),
        short=context.says("false.short", dates=dates) if working else None,
        opposite=bool(working),
        **found_at("date_tests", row),
        as_of=str(row["target_year"]),
    )
