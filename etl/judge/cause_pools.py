"""Conditions of `timing-and-pools` on other partners: the sign of each pool, and how unusual it is among placebos.

A pool is a mix of one country's other partners, fitted to its trade with the other one before the war. A fit that
follows poorly even then cannot tell; the others must all lie on one side after it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import chain

import pandas as pd

from etl.claims.formats import number
from etl.claims.message import said
from etl.derive import marks, panels
from etl.derive.comparators import comparators
from etl.derive.pool_fits import pool_fits
from etl.judge.context import Condition, JudgeContext
from etl.judge.records import Record, found_at, records


def conditions(context: JudgeContext) -> Iterator[Condition]:
    """Each pool's sign and the placebos, of the outcome that decides: one fit per pool and source."""
    key = {"method": "pool", "outcome": context.setup["outcome"], "computed": True}
    rows = records(context.tables["comparators"] if context.whole else _comparators(context))
    fits = [row for row in rows if all(row[name] == value for name, value in key.items())]
    yield from (_pool(pool, [row for row in fits if row["pool"] == pool], context) for pool in panels.POOLS)
    yield _placebo(fits, context)


def _comparators(context: JudgeContext) -> pd.DataFrame:
    """`comparators` of the outcome that decides, without what is left out."""
    tables, left_out = context.tables, marks.left_out(context.tables["anomalies"])
    of_pools = (panels.panels(tables, p, left_out, context.known_by, imputed=context.imputed) for p in panels.POOLS)
    fits = pool_fits(chain.from_iterable(of_pools), context.setup, [context.setup["outcome"]])
    return comparators(fits, context.setup, context.pair, context.words)


def _pool(pool: str, fits: Sequence[Record], context: JudgeContext) -> Condition:
    """The sign of a pool, of the fits that can tell; a pool that does not follow the years before tells nothing."""
    reporter, able = panels.sides(context.pair, pool)[0], _able(fits)
    if not able:
        name = "no_fit" if fits else "missing"
        return context.unknown(f"pool-{pool}", f"pool.{name}", f"pool.{name}_short", reporter=reporter)
    met, opposite = all(row["mean_gap"] > 0 for row in able), all(row["mean_gap"] < 0 for row in able)
    short = f"pool.{'below_short' if opposite else 'mixed_short'}"
    return Condition(
        criterion=f"pool-{pool}",
        met=met,
        sentence=said(able[0], "sentence", context.words),
        short=None if met else context.says(short, reporter=reporter),
        opposite=opposite,
        **found_at("comparators", able[0]),
    )


def _able(fits: Sequence[Record]) -> list[Record]:
    """Fits that can tell: one that follows poorly even before the event cannot."""
    return [row for row in fits if row["poor_fit"] is not True]


def _placebo(fits: Sequence[Record], context: JudgeContext) -> Condition:
    """The rank of the worst fit among treated others; without information where others fit exactly."""
    ranked = [row for row in _able(fits) if pd.notna(row["placebo_share"])]
    if not ranked:
        return context.unknown("placebo", f"placebo.{'no_information' if fits else 'unknown'}")
    worst, limit = max(ranked, key=lambda row: float(row["placebo_share"])), context.setup["placebo_share"]
    met = worst["placebo_share"] <= limit
    values = {"rank": worst["placebo_rank"], "units": worst["placebo_units"]}
    shares = {"limit": number(100 * limit), "share": number(100 * worst["placebo_share"])}
    # a difference that is not unusual speaks for no sign at all, so it never speaks for the reverse on its own
    return Condition(
        criterion="placebo",
        met=met,
        sentence=context.says("placebo.known", **values, **shares),
        **found_at("comparators", worst),
        opposite=met,
    )
