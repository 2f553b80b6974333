"""What we know of the data themselves: the state of the sources, revised cells, and the history of the verdicts."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from typing import Any

import pandas as pd

from etl.collect.ledger import DOUBTFUL, GOOD
from etl.contract.schema import Tables, conform
from etl.contract.tables import TABLES
from etl.sources.base import Source

GRACE = timedelta(days=14)  # a monthly schedule asks a source of 28 days every 30 or 31
RENAMED = {"depends on definition": "depends"}


def sources(tables: Tables, bundled: pd.DataFrame, live: Iterable[Source], ledger: pd.DataFrame) -> pd.DataFrame:
    """`sources`: terms of each source, when it was last asked, what came, its newest observation and rows."""
    rows = bundled.to_dict("records")
    known = {r["id"] for r in rows}
    live = list(live)
    # a bundled series that is also fetched is asked under the name of its source
    by_series = {series: source.id for source in live for series, _ in source.ids}
    for source in live:
        for series, title in source.series or ((source.id, source.title),):
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
    return {
        "id": series,
        "title": title,
        "publisher": source.publisher,
        "mode": "live",
        "homepage": source.homepage,
        "licence": source.licence,
        "redistribute": source.redistribute,
        "citation": source.citation,
        "cadence_days": source.cadence_days,
        "raw_file": f"live/{source.id}/",
    }


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


_BY_SOURCE = {
    "trade": "period",
    "trade_months": "month",
    "arms": "period",
    "indicators": "period",
    "partner_shares": "period",
    "un_resolutions": "date",
    "un_agreement": "year",
    "un_roll_calls": "date",
    "partner_bounds": "period",
}


def _newest(tables: Tables) -> tuple[dict[str, str], dict[str, int]]:
    """Newest period and number of rows by source id."""
    newest: dict[str, str] = {}
    counts: dict[str, int] = {}
    for name, column in _BY_SOURCE.items():
        for source, group in tables[name].groupby("source"):
            newest[source] = max(newest.get(source, ""), str(group[column].max()))
            counts[source] = counts.get(source, 0) + len(group)
    for source, (name, column) in _BY_FILE.items():
        counts[source] = len(tables[name])
        frame = tables[name]
        if "measure_kind" in frame:  # what is announced speaks of years to come
            frame = frame[frame["measure_kind"].isin(("claimed_realised", "realised_flow", "stock"))]
        dates = frame[column].dropna() if column else pd.Series(dtype="str")
        if len(dates):
            newest[source] = str(dates.max())
    return newest, counts


Reason = Mapping[str, str]


def verdict_log(
    log: pd.DataFrame, tables: Tables, version: str, rules: str, created: str, *, reasons: Iterable[Reason] = ()
) -> pd.DataFrame:
    """The earlier `log` and a line for every verdict that is new or moved, and why: first, new data or a new rule.

    `reasons` are entries with claim, part, date, kind (data or rule) and reason: where one explains a change of this
    day its kind stands, else a change under the same rules came from the data.
    """
    table, by_change = TABLES["verdict_log"], _by_change(reasons)
    earlier: dict[tuple[str, str], list[Any]] = defaultdict(list)
    for line in log.itertuples(index=False):
        earlier[line.claim, line.part].append(line)
    fresh = []
    for v in tables["verdicts"].itertuples(index=False):
        before = _latest(earlier[v.claim, v.part])
        if any(
            _now(old.verdict) == v.verdict or (old.data_version, old.rule_version) == (version, rules) for old in before
        ):
            continue
        same_rules = any(old.rule_version == rules for old in before)
        kind = by_change.get((v.claim, v.part, created), {}).get("kind", "data" if same_rules else "rule")
        why = kind if before else "first"
        fresh.append(
            {
                "claim": v.claim,
                "part": v.part,
                "data_version": version,
                "rule_version": rules,
                "package_date": created,
                "verdict": v.verdict,
                "why": why,
                "verdict_from": before[0].verdict if before else None,
                "moved_by": _moved_by(tables, before[0]) if why == "data" else None,
            }
        )
    return conform(table, pd.concat([log, conform(table, pd.DataFrame(fresh))], ignore_index=True) if fresh else log)


def _now(word: str) -> str:
    """A verdict of the log in the words of today: a word that was renamed is no change."""
    return RENAMED.get(word, word)


def _by_change(reasons: Iterable[Reason]) -> dict[tuple[str, str, str], Reason]:
    return {(r["claim"], r["part"], r["date"]): r for r in reasons}


def changes(log: pd.DataFrame, reasons: Iterable[Reason], words: Mapping[str, str]) -> pd.DataFrame:
    """`changes`: every line of the log that took the place of another verdict, with the reason.

    `reasons` as for `verdict_log`; `words` the general reason of each kind.
    """
    by_change = _by_change(reasons)
    rows = []
    for line in log[log["verdict_from"].notna()].to_dict("records"):
        why = line["why"]
        entry = by_change.get((line["claim"], line["part"], line["package_date"]), {})
        rows.append(
            {
                **{
                    k: line[k]
                    for k in ("claim", "part", "verdict_from", "data_version", "rule_version", "package_date")
                },
                "verdict_to": line["verdict"],
                "why": why,
                "reason": entry.get("reason", words[why]),
            }
        )
    return conform(TABLES["changes"], pd.DataFrame(rows, columns=TABLES["changes"].names))


def _latest(lines: list[Any]) -> list[Any]:
    """The last line of one part, or several when the log cannot tell which of one day came last (it is kept by key)."""
    last = max((line.package_date for line in lines), default="")
    newest = [line for line in lines if line.package_date == last]
    return [line for line in newest if line.why != "first"] or newest


def _moved_by(tables: Tables, old: object) -> str | None:
    """Cells revised since the verdict before: the source and how many of its cells."""
    revisions = tables["revisions"]
    later = revisions[revisions["seen"].fillna("") > str(getattr(old, "package_date", ""))]
    counts = later.groupby("source").size()
    return ", ".join(f"{source}: {n} cells" for source, n in counts.items()) or None
