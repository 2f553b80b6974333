"""The rule `side-by-side`: four strands that would speak for a strategic agreement; expediency fits where none does.

Votes beyond chance, trade shares each way, a mutual-defence clause, agreements carried out. A strand is `met` when it
does not speak for a strategic agreement. No figure settles motives, so the word is *consistent with* at most, and only
when all four can be told.
"""

from __future__ import annotations

import math
import statistics
from collections.abc import Iterator, Sequence
from dataclasses import replace
from operator import itemgetter
from typing import Any

import pandas as pd

from etl.claims.message import Message
from etl.claims.model import Part
from etl.judge import cause_shares
from etl.judge.context import Condition, JudgeContext
from etl.judge.records import Record, by_key, found_at, records, select
from etl.measures.pledges import STAGES

_DONE = ("evidenced", "delivered")


def conditions(part: Part, context: JudgeContext) -> Iterator[Condition]:
    """The four strands, in the order of the claim's file; what is not met speaks for a strategic agreement."""
    for strand in (_votes, cause_shares.trade, _treaty, _carried_out):
        condition = strand(part, context)
        yield replace(condition, opposite=condition.met is False)


def _votes(part: Part, context: JudgeContext) -> Condition:
    """Agreement beyond chance in the latest session against the median of each side's with others, same session.

    A median within the 95 % interval of the pair's own value does not tell.
    """
    rule, since = part.params["votes"], part.params["since"]
    rows = _agreement(context, yardstick=rule["measure"], vote_set=rule["set"], year_from=since)
    now = _newest(rows, context)
    if now is None:
        return Condition(criterion="votes", met=None, sentence=_raw(context), short=context.says("votes.short"))
    same = [row["value"] for row in rows if row["year"] == now["year"] and row["country_b"] in rule["others"]]
    median = statistics.median(same) if same else math.nan
    low, high = (float(now["value"] if pd.isna(now[e]) else now[e]) for e in ("value_low", "value_high"))
    met = None if low <= median <= high and low < high else bool(now["value"] <= median)
    numbers = {"value": now["value"], "low": low, "high": high, "median": median}
    return Condition(
        criterion="votes",
        met=met,
        sentence=context.says("votes.known", year=now["year"], **{n: f"{v:.2f}" for n, v in numbers.items()}),
        short=None if met else context.says("votes.near" if met is None else "votes.above"),
        **found_at("alignment", now),
        as_of=str(now["year"]),
    )


def _agreement(context: JudgeContext, **sought: Any) -> list[Record]:
    """Rows of `alignment` that are as `sought` and have a value, of sessions that could be known."""
    rows = select(context.tables, "alignment", {"year_to": context.known_by.year, **sought}, "votes")
    return [row for row in rows if pd.notna(row["value"])]


def _newest(rows: Sequence[Record], context: JudgeContext) -> Record | None:
    of_pair = (row for row in rows if {row["country_a"], row["country_b"]} <= set(context.pair))
    return max(of_pair, key=itemgetter("year"), default=None)


def _raw(context: JudgeContext) -> Message:
    """What can be said without the roll calls: the newest whole year, raw."""
    now = _newest(_agreement(context, yardstick="agree_raw", year_coverage="complete"), context)
    if now is None:
        return context.says("votes.none")
    return context.says("votes.raw", year=now["year"], percent=f"{100 * now['value']:.0f}", n=now["both_voted"])


def _treaty(part: Part, context: JudgeContext) -> Condition:
    """Whether the treaty binds each to defend the other, as its row says; a row that does not say so tells nothing."""
    key = part.params["treaty"]["event"]
    row = by_key(context.tables, "sanctions_and_events", key)
    if row is None or row["date"] > context.known_by.isoformat():
        return context.unknown("treaty", "treaty.none", "treaty.short")
    met = None if pd.isna(row["mutual_defence"]) else not row["mutual_defence"]
    return Condition(
        criterion="treaty",
        met=met,
        sentence=context.says("treaty.known", title=row["title"], date=row["date"]),
        short=None if met else context.says("treaty.short" if met is None else "treaty.clause"),
        row_table="sanctions_and_events",
        row_key=key,
        as_of=row["date"],
    )


def _carried_out(part: Part, context: JudgeContext) -> Condition:
    """How many of the agreements signed since the war show work or are in force; fewer than half speak for nothing."""
    since, until = str(part.params["since"]), context.known_by.isoformat()
    signed = [row for row in records(context.tables["agreements"]) if pd.notna(row["signed_date"])]
    signed = [row for row in signed if since <= row["signed_date"] <= until]
    rows = [r for r in signed if r["counts"] is True and not r["umbrella"] and r["relation"] != "restatement"]
    if not rows:
        return context.unknown("carried-out", "carried.none", "carried.short")
    done = sum(STAGES[row["furthest"]] in _DONE for row in rows)
    met = 2 * done < len(rows)
    return Condition(
        criterion="carried-out",
        met=met,
        sentence=context.says("carried.known", done=done, n=len(rows), since=since),
        short=None if met else context.says("carried.most"),
        row_table="pledges",
        as_of=max((row["status_asof"] for row in rows if pd.notna(row["status_asof"])), default=""),
    )
