"""The rule `side-by-side`: four strands that would speak for a strategic agreement; expediency fits where none does.

Votes beyond chance, trade shares each way, a mutual-defence clause, agreements carried out. A strand is `met` when it
does not speak for a strategic agreement. No figure settles motives, so the word is *consistent with* at most, and only
when all four can be told.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd

from etl.claims import Part
from etl.claims.message import Message
from etl.contract.calendars import parse, stands_for
from etl.contract.tables import TABLES
from etl.judge.conditions import Case, Condition
from etl.measures.pledges import STAGES

_DONE = ("evidenced", "delivered")


def conditions(part: Part, case: Case) -> list[Condition]:
    """The four strands, in the order of the claim's file."""
    return [_votes(part, case), _trade(part, case), _treaty(part, case), _carried_out(part, case)]


def _votes(part: Part, case: Case) -> Condition:
    """Agreement beyond chance in the latest session against the median of each side's with others, same session.

    A median within the 95 % interval of the pair's own value does not tell.
    """
    rows = case.tables["alignment"]
    last = case.until.year if case.until else 9999
    rows = rows[(rows["year"] <= last) & rows["value"].notna()]
    rule = part.params["votes"]
    beyond = rows[(rows["vote_set"] == rule["set"]) & (rows["yardstick"] == rule["measure"])]
    beyond = beyond[beyond["year"] >= part.params["since"]]
    own = _of_pair(beyond, case)
    if own.empty:
        return Condition(criterion="votes", met=None, sentence=_raw(rows, case), short=case.says("votes.short"))
    now = own.sort_values("year").to_dict("records")[-1]
    others = beyond[(beyond["year"] == now["year"]) & beyond["country_b"].isin(rule["others"])]
    median = float(others["value"].astype(float).median())
    low, high = (float(now["value"] if pd.isna(now[e]) else now[e]) for e in ("value_low", "value_high"))
    met = None if low <= median <= high and low < high else bool(now["value"] <= median)
    numbers = {"value": now["value"], "low": low, "high": high, "median": median}
    sentence = case.says("votes.known", year=now["year"], **{n: f"{v:.2f}" for n, v in numbers.items()})
    return Condition(
        criterion="votes",
        met=met,
        sentence=sentence,
        short=None if met else case.says("votes.near" if met is None else "votes.above"),
        opposite=met is False,
        row_table="alignment",
        row_key=TABLES["alignment"].row_key(now),
        as_of=str(now["year"]),
    )


def _of_pair(rows: pd.DataFrame, case: Case) -> pd.DataFrame:
    return rows[rows["country_a"].isin(case.pair) & rows["country_b"].isin(case.pair)]


def _raw(rows: pd.DataFrame, case: Case) -> Message:
    """What can be said without the roll calls: the newest whole year, raw."""
    own = _of_pair(rows[rows["yardstick"] == "agree_raw"], case)
    own = own[own["year_coverage"] == "complete"].sort_values("year")
    if own.empty:
        return case.says("votes.none")
    now = own.to_dict("records")[-1]
    return case.says("votes.raw", year=now["year"], percent=f"{100 * now['value']:.0f}", n=now["both_voted"])


def _trade(part: Part, case: Case) -> Condition:
    """Shares each way, the latest full year against the base, each series with itself: rising both ways or not."""
    base, rows = part.params["base"], case.tables["trade_ties"]
    rows = rows[(rows["yardstick"] == "share") & (rows["flow"] == "total") & rows["value"].notna()]
    if not case.imputed:
        rows = rows[rows["cell_basis"] != "imputed"]
    ways = {reporter: _way(rows[rows["reporter"] == reporter], base, case) for reporter in case.pair}
    parts = [w["sentence"] for w in ways.values() if w]
    unknown = [{"reporter": reporter, "partner": case.pair.other(reporter)} for reporter, w in ways.items() if not w]
    parts += [case.says("trade.unknown", base=base, **who) for who in unknown]
    rising = {reporter: None if not w else w["rises"] for reporter, w in ways.items()}
    # one share that does not rise is enough: they do not rise each way
    met = True if False in rising.values() else (False if all(rising.values()) else None)
    as_of = max((w["last"] for w in ways.values() if w), default="")
    short = None if met else case.says("trade.short" if met is None else "trade.rising")
    keys = [w["row_key"] for w in ways.values() if w]
    return Condition(
        criterion="trade",
        met=met,
        sentence=parts,
        short=short,
        opposite=met is False,
        row_table="trade_ties" if keys else "",
        row_key=keys[0] if keys else "",
        as_of=as_of,
    )


def _way(rows: pd.DataFrame, base: int, case: Case) -> dict[str, Any] | None:
    """One direction: the series with the newest year that also has the base year; None when there is none."""
    best: dict[str, Any] | None = None
    books: dict[str, dict[int | None, Any]] = {}
    for r in rows.to_dict("records"):
        if _ended(r, case):
            books.setdefault(r["source"], {})[stands_for(r["period"], r["calendar"])] = r
    for series, years in sorted(books.items()):
        later = [y for y in years if y is not None and y > base]
        if base in years and later and (best is None or max(later) > best["year"]):
            now, then = years[max(later)], years[base]
            sentence = case.says(
                "trade.way",
                series=series,
                base=base,
                year=max(later),
                reporter=now["reporter"],
                partner=case.pair.other(now["reporter"]),
                then=f"{100 * then['value']:.2f}",
                now=f"{100 * now['value']:.2f}",
            )
            best = {
                "sentence": sentence,
                "year": max(later),
                "last": str(max(later)),
                "rises": bool(now["value"] > then["value"]),
                "row_key": TABLES["trade_ties"].row_key(now),
            }
    return best


def _ended(r: Mapping[str, Any], case: Case) -> bool:
    known = parse(r["period"], r["calendar"])
    return known is not None and (case.until is None or known.end <= case.until)


def _treaty(part: Part, case: Case) -> Condition:
    """Whether the treaty binds each to defend the other, as its row says; a row that does not say so tells nothing."""
    rule = part.params["treaty"]
    rows = case.tables["sanctions_and_events"]
    row = rows[rows["id"] == rule["event"]]
    if row.empty or (case.until and row["date"].iloc[0] > case.until.isoformat()):
        return Condition(
            criterion="treaty", met=None, sentence=case.says("treaty.none"), short=case.says("treaty.short")
        )
    title, clause = str(row["title"].iloc[0]), row.get("mutual_defence", pd.Series([None])).iloc[0]
    met = None if pd.isna(clause) else not bool(clause)
    return Condition(
        criterion="treaty",
        met=met,
        sentence=case.says("treaty.known", title=title, date=row["date"].iloc[0]),
        short=None if met else case.says("treaty.short" if met is None else "treaty.clause"),
        opposite=met is False,
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
        nothing = case.says("carried.none")
        return Condition(criterion="carried-out", met=None, sentence=nothing, short=case.says("carried.short"))
    done = int(stages.isin(_DONE).sum())
    met = 2 * done < len(stages)
    return Condition(
        criterion="carried-out",
        met=met,
        sentence=case.says("carried.known", done=done, n=len(stages), since=str(part.params["since"])),
        short=None if met else case.says("carried.most"),
        opposite=not met,
        row_table="pledges",
        as_of=str(rows.loc[use & signed, "status_asof"].dropna().max()),
    )
