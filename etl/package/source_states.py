"""`sources`: what is known of each source: its terms, when it was last asked, what came, its newest observation."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from typing import Any

import pandas as pd

from etl.collect.entry import DOUBTFUL, GOOD
from etl.contract.distinct import distinct
from etl.contract.frames import Tables, conform
from etl.contract.tables import TABLES
from etl.sources.source import Source

_TERMS = ("publisher", "homepage", "licence", "redistribute", "citation", "cadence_days")
GRACE = timedelta(days=14)  # a monthly schedule asks a source of 28 days every 30 or 31


def sources(tables: Tables, bundled: pd.DataFrame, live: Iterable[Source], ledger: pd.DataFrame) -> pd.DataFrame:
    """`sources`: terms of each source, when it was last asked, what came, its newest observation and rows."""
    rows = bundled.to_dict("records")
    known = {r["id"] for r in rows}
    live = list(live)
    # a bundled series that is also fetched is asked under the name of its source
    by_series = {series: source.id for source in live for series, _ in source.ids}
    for source in live:
        for series, title in source.ids:
            if series not in known:
                rows.append(_live_row(source, series, title))
    newest, counts = _newest(tables)
    lines: dict[str, list[Any]] = defaultdict(list)
    for line in ledger.itertuples():
        lines[line.source].append(line)
    for row in rows:
        both = {row["id"], by_series.get(row["id"], "")}
        tries = sorted((x for name in both for x in lines[name]), key=lambda line: (line.retrieved, line.Index))
        good = [line for line in tries if line.outcome in GOOD]
        row["last_tried"] = tries[-1].retrieved[:10] if tries else None
        row["last_succeeded"] = good[-1].retrieved[:10] if good else None
        last = _last(tries, int(row["cadence_days"]))
        row["last_outcome"] = _in_words(last)
        row["standing"] = standing(last.outcome if last else None, row["last_tried"], row["last_succeeded"])
        row["stale_after"] = stale_after(row)
        row["newest_observation"] = newest.get(row["id"])
        row["rows"] = counts.get(row["id"], 0)
    return conform(TABLES["sources"], pd.DataFrame(rows))


def standing(outcome: str | None, tried: str | None, succeeded: str | None) -> str:
    """What a source's answers are worth: a value of `sources.standing`.

    `outcome` is that of the ledger line that counts, the others are the days of the last try and success; None without.
    """
    if tried is None:
        return "unasked"
    if outcome == DOUBTFUL and succeeded:
        return "doubtful"
    return "answered" if succeeded and tried <= succeeded and outcome in GOOD else "failing"


def stale_after(row: Mapping[str, Any]) -> str | None:
    """The day after which the last success of a row of `sources` is stale; None without one."""
    last = row["last_succeeded"] and _day(row["last_succeeded"])
    return (last + timedelta(days=int(row["cadence_days"])) + GRACE).isoformat() if last else None


def _live_row(source: Source, series: str, title: str) -> dict[str, object]:
    own = {name: getattr(source, name) for name in _TERMS}
    return {"id": series, "title": title, "mode": "live", "raw_file": f"live/{source.id}/", **own}


def _last(tries: list[Any], cadence: int) -> Any:
    """The newest ledger line; where the newest answer to some question cannot be used, the line of that one.

    A question that failed longer ago than the cadence is not asked any more.
    """
    if not tries:
        return None
    newest = {line.request: line.Index for line in tries}.values()  # the last line of each question
    dated = [(line, day) for line in tries if line.Index in newest and (day := _day(line.retrieved))]
    last_day = max((day for _, day in dated), default=date.max)
    recent = [line for line, day in dated if last_day - day <= timedelta(days=cadence)]
    # a line without a question is a call that was made again, or a source that was given up
    requests = [line for line in recent if line.request != "" or line is recent[-1]]
    bad = [line for line in requests if line.outcome not in GOOD]
    return bad[-1] if bad else tries[-1]


def _in_words(line: Any) -> str:
    if line is None:
        return "never asked"
    return f"{line.outcome}: {line.message}" if line.message else str(line.outcome)


def _day(time: str) -> date | None:
    try:
        return date.fromisoformat(time[:10])
    except ValueError:
        return None


_TIMES = ("period", "month", "date", "year")  # an observed table whose rows name a source has at most one of them
#: id of a source whose rows do not name it -> the table that holds them all, and its column of dates
_BY_FILE = {
    "official_statements": ("official_figures", "period_end"),
    "growth_statements": ("growth_statements", "period_label"),
    "investment_statements": ("investment", "period_end"),
    "agreements": ("agreements", "status_asof"),
    "events": ("sanctions_and_events", "date"),
    "corridor_statements": ("corridor", "source_date"),
    "history": ("history", ""),
    "sipri_press": ("arms_statements", "period_label"),
    "tonnes": ("tonnes", "period_end"),
    "acts": ("acts", "date"),
    "contacts": ("contacts", "date"),
    "searches": ("searches", "date"),
}


def _newest(tables: Tables) -> tuple[dict[str, str], dict[str, int]]:
    """Newest period and number of rows by source id."""
    newest: dict[str, str] = {}
    counts: dict[str, int] = {}
    observed = (table for table in TABLES.values() if table.kind == "observed" and "source" in table.names)
    for name, column in ((table.name, c) for table in observed for c in _TIMES if c in table.names):
        (codes, named), (places, values) = distinct(tables[name]["source"]), distinct(tables[name][column])
        for code, source in enumerate(named):
            own = places[codes == code]
            newest[source] = max(newest.get(source, ""), *(str(values[at]) for at in {*own.tolist()} if at >= 0))
            counts[source] = counts.get(source, 0) + len(own)
    for source, (name, column) in _BY_FILE.items():
        counts[source] = len(tables[name])
        frame = tables[name]
        if "measure_kind" in frame:  # what is announced speaks of years to come
            frame = frame[frame["measure_kind"].isin(("claimed_realised", "realised_flow", "stock"))]
        dates = frame[column].dropna() if column else pd.Series(dtype="str")
        if len(dates):
            newest[source] = str(dates.max())
    return newest, counts
