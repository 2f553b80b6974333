"""The rule `side-by-side`: four strands that would speak for a strategic agreement; expediency fits where none does.

Votes beyond chance, trade shares each way, a mutual-defence clause, agreements carried out. A strand is `met` when it
does not speak for a strategic agreement. No figure settles motives, so the word is *consistent with* at most, and only
when all four can be told.
"""

from __future__ import annotations

import math
import statistics
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace

import pandas as pd

from etl.claims import Part
from etl.claims.message import Message
from etl.contract.calendars import parse, stands_for
from etl.contract.distinct import where
from etl.contract.tables import TABLES
from etl.judge.context import Case, Condition
from etl.judge.records import Record, records
from etl.measures.pledges import STAGES

_DONE = ("evidenced", "delivered")


def conditions(part: Part, case: Case) -> Iterator[Condition]:
    """The four strands, in the order of the claim's file; what is not met speaks for a strategic agreement."""
    for strand in (_votes, _trade, _treaty, _carried_out):
        condition = strand(part, case)
        yield replace(condition, opposite=condition.met is False)


def _votes(part: Part, case: Case) -> Condition:
    """Agreement beyond chance in the latest session against the median of each side's with others, same session.

    A median within the 95 % interval of the pair's own value does not tell.
    """
    rule, since = part.params["votes"], part.params["since"]
    rows = [row for row in _agreement(case, rule["measure"]) if row["vote_set"] == rule["set"] and row["year"] >= since]
    now = max(_of_pair(rows, case), key=lambda row: row["year"], default=None)
    if now is None:
        return Condition(criterion="votes", met=None, sentence=_raw(case), short=case.says("votes.short"))
    same = [row["value"] for row in rows if row["year"] == now["year"] and row["country_b"] in rule["others"]]
    median = statistics.median(same) if same else math.nan
    low, high = (float(now["value"] if pd.isna(now[e]) else now[e]) for e in ("value_low", "value_high"))
    met = None if low <= median <= high and low < high else bool(now["value"] <= median)
    numbers = {"value": now["value"], "low": low, "high": high, "median": median}
    return Condition(
        criterion="votes",
        met=met,
        sentence=case.says("votes.known", year=now["year"], **{n: f"{v:.2f}" for n, v in numbers.items()}),
        short=None if met else case.says("votes.near" if met is None else "votes.above"),
        row_table="alignment",
        row_key=TABLES["alignment"].row_key(now),
        as_of=str(now["year"]),
    )


def _agreement(case: Case, yardstick: str) -> list[Record]:
    """Rows of `alignment` that have a value by `yardstick`, of sessions that could be known."""
    frame, last = case.tables["alignment"], case.until.year if case.until else 9999
    rows = records(frame, where(frame["yardstick"], yardstick.__eq__))
    return [row for row in rows if row["year"] <= last and pd.notna(row["value"])]


def _of_pair(rows: Sequence[Record], case: Case) -> list[Record]:
    return [row for row in rows if {row["country_a"], row["country_b"]} <= set(case.pair)]


def _raw(case: Case) -> Message:
    """What can be said without the roll calls: the newest whole year, raw."""
    own = [row for row in _of_pair(_agreement(case, "agree_raw"), case) if row["year_coverage"] == "complete"]
    now = max(own, key=lambda row: row["year"], default=None)
    if now is None:
        return case.says("votes.none")
    return case.says("votes.raw", year=now["year"], percent=f"{100 * now['value']:.0f}", n=now["both_voted"])


def _trade(part: Part, case: Case) -> Condition:
    """Shares each way, the latest full year against the base, each series with itself: rising both ways or not."""
    base, rows = part.params["base"], case.tables["trade_ties"]
    rows = rows[(rows["yardstick"] == "share") & (rows["flow"] == "total") & rows["value"].notna()]
    if not case.imputed:
        rows = rows[rows["cell_basis"] != "imputed"]
    ways = {reporter: _way(rows[rows["reporter"] == reporter], base, case) for reporter in case.pair}
    known = [way for way in ways.values() if way]
    unknown = [{"reporter": r, "partner": case.pair.other(r)} for r, way in ways.items() if not way]
    rising = [bool(way[1]["value"] > way[0]["value"]) if way else None for way in ways.values()]
    # one share that does not rise is enough: they do not rise each way
    met = True if False in rising else (False if all(rising) else None)
    return Condition(
        criterion="trade",
        met=met,
        sentence=[
            *(_compared(*way, base, case) for way in known),
            *(case.says("trade.unknown", base=base, **who) for who in unknown),
        ],
        short=None if met else case.says("trade.short" if met is None else "trade.rising"),
        row_table="trade_ties" if known else "",
        row_key=TABLES["trade_ties"].row_key(known[0][1]) if known else "",
        as_of=max((str(_year(now)) for _, now in known), default=""),
    )


def _way(rows: pd.DataFrame, base: int, case: Case) -> tuple[Record, Record] | None:
    """One direction: the rows of the base and of the newest year in one series; None when no series has both."""
    series: dict[str, dict[int, Record]] = defaultdict(dict)
    for row in rows.to_dict("records"):
        period, year = parse(row["period"], row["calendar"]), _year(row)
        if period is not None and year is not None and (case.until is None or period.end <= case.until):
            series[row["source"]][year] = {str(name): value for name, value in row.items()}
    both = [(max(years), years) for _, years in sorted(series.items()) if base in years and max(years) > base]
    newest, years = max(both, key=lambda known: known[0], default=(base, {}))
    return (years[base], years[newest]) if years else None


def _year(row: Record) -> int | None:
    return stands_for(row["period"], row["calendar"])


def _compared(then: Record, now: Record, base: int, case: Case) -> Message:
    return case.says(
        "trade.way",
        series=now["source"],
        base=base,
        year=_year(now),
        reporter=now["reporter"],
        partner=case.pair.other(now["reporter"]),
        then=f"{100 * then['value']:.2f}",
        now=f"{100 * now['value']:.2f}",
    )


def _treaty(part: Part, case: Case) -> Condition:
    """Whether the treaty binds each to defend the other, as its row says; a row that does not say so tells nothing."""
    rule = part.params["treaty"]
    rows = case.tables["sanctions_and_events"]
    row = rows[rows["id"] == rule["event"]]
    if row.empty or (case.until and row["date"].iloc[0] > case.until.isoformat()):
        return case.unknown("treaty", "treaty.none", "treaty.short")
    title, clause = str(row["title"].iloc[0]), row["mutual_defence"].iloc[0]
    met = None if pd.isna(clause) else not bool(clause)
    return Condition(
        criterion="treaty",
        met=met,
        sentence=case.says("treaty.known", title=title, date=row["date"].iloc[0]),
        short=None if met else case.says("treaty.short" if met is None else "treaty.clause"),
        row_table="sanctions_and_events",
        row_key=rule["event"],
        as_of=str(row["date"].iloc[0]),
    )


def _carried_out(part: Part, case: Case) -> Condition:
    """How many of the agreements signed since the war show work or are in force; fewer than half speak for nothing."""
    rows = case.tables["agreements"]
    use = rows["counts"].astype(bool) & ~rows["umbrella"].astype(bool) & (rows["relation"].fillna("") != "restatement")
    signed = rows["signed_date"] >= str(part.params["since"])
    if case.until:
        signed &= rows["signed_date"] <= case.until.isoformat()
    stages = rows.loc[use & signed, "furthest"].map(STAGES)
    if stages.empty:
        return case.unknown("carried-out", "carried.none", "carried.short")
    done = int(stages.isin(_DONE).sum())
    met = 2 * done < len(stages)
    return Condition(
        criterion="carried-out",
        met=met,
        sentence=case.says("carried.known", done=done, n=len(stages), since=str(part.params["since"])),
        short=None if met else case.says("carried.most"),
        row_table="pledges",
        as_of=str(rows.loc[use & signed, "status_asof"].dropna().max()),
    )
