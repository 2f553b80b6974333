"""The strand of `side-by-side` on trade: does each country's share in the other's trade rise."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

import pandas as pd

from etl.claims.message import Message
from etl.claims.model import Part
from etl.contract.calendars import parse, stands_for
from etl.judge.context import Condition, JudgeContext
from etl.judge.records import Record, by, found_at


def trade(part: Part, context: JudgeContext) -> Condition:
    """Shares each way, the latest full year against the base, each series with itself: rising both ways or not."""
    base = part.params["base"]
    shares = by(context.tables["trade_ties"], "yardstick", "flow").get(("share", "total"), ())
    ways = {who: _way([row for row in shares if row["reporter"] == who], base, context) for who in context.pair}
    known = [way for way in ways.values() if way]
    unknown = [{"reporter": who, "partner": context.pair.other(who)} for who, way in ways.items() if not way]
    rising = [way[1]["value"] > way[0]["value"] if way else None for way in ways.values()]
    # one share that does not rise is enough: they do not rise each way
    met = True if False in rising else (False if all(rising) else None)
    return Condition(
        criterion="trade",
        met=met,
        sentence=[
            *(_compared(*way, base, context) for way in known),
            *(context.says("trade.unknown", base=base, **who) for who in unknown),
        ],
        short=None if met else context.says("trade.short" if met is None else "trade.rising"),
        **(found_at("trade_ties", known[0][1]) if known else {}),
        as_of=max((str(_year(now)) for _, now in known), default=""),
    )


def _way(rows: Sequence[Record], base: int, context: JudgeContext) -> tuple[Record, Record] | None:
    """One direction: the rows of the base and of the newest year in one series; None when no series has both."""
    series: dict[str, dict[int, Record]] = defaultdict(dict)
    for row in rows:
        period, year = parse(row["period"], row["calendar"]), _year(row)
        usable = pd.notna(row["value"]) and (context.imputed or row["cell_basis"] != "imputed")
        if usable and period is not None and year is not None and period.end <= context.known_by:
            series[row["source"]][year] = row
    both = [years for _, years in sorted(series.items()) if base in years and max(years) > base]
    newest = max(both, key=max, default=None)
    return (newest[base], newest[max(newest)]) if newest else None


def _year(row: Record) -> int | None:
    return stands_for(row["period"], row["calendar"])


def _compared(then: Record, now: Record, base: int, context: JudgeContext) -> Message:
    who = {"reporter": now["reporter"], "partner": context.pair.other(now["reporter"])}
    shares = {"then": f"{100 * then['value']:.2f}", "now": f"{100 * now['value']:.2f}"}
    return context.says("trade.way", series=now["source"], base=base, year=_year(now), **who, **shares)
