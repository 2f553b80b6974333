"""Derived tables that need no judgement: ranks, who reported, mirror gaps, revisions, and the state of the sources."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from itertools import pairwise

import pandas as pd

from etl.calendars import parse, stands_for
from etl.measures import mirror, ranks
from etl.measures.partner_lists import CellKey, from_figures, from_trade
from etl.schema import conform, empty
from etl.sources.base import Source
from etl.tables import TABLES
from etl.tidy import Tables

PAIR = {"IRN", "RUS"}
TYPICAL_YEARS = 5  # the typical mirror gap looks at the last five years with both sides observed


def current_trade(tables: Tables) -> pd.DataFrame:
    """Rows of `trade` in their newest vintage."""
    trade = tables["trade"]
    return trade[trade["current"].astype(bool)]


def partner_ranks(tables: Tables, absurd: Sequence[CellKey]) -> pd.DataFrame:
    """`partner_ranks` for Iran's and Russia's partners; `absurd` cells are left out and named in the note."""
    lists = list(from_trade(current_trade(tables), absurd))
    lists += from_figures(tables["official_figures"], tables["families"])
    wanted = [entry for entry in lists if entry.reporter in PAIR]
    frame = ranks.table(wanted, _floors(tables), reporter_gap(tables))
    return conform(TABLES["partner_ranks"], frame)


def _floors(tables: Tables) -> dict[tuple[str, str, str], dict[str, int]]:
    """Lower bounds of Iran's partners in Iran's own books, by (reporter, Gregorian year, flow).

    Used for the order alone. A part of a year bounds the year from below; only figures of the same calendar year
    count, since a Solar Hijri year lies across two.
    """
    out: dict[tuple[str, str, str], dict[str, int]] = {}
    figures = tables["official_figures"]
    rankable = tables["families"].loc[tables["families"]["rankable"].astype(bool), "series"]
    use = figures[
        (figures["reporter"] == "IRN")
        & (figures["root_family"] == "iran_customs")
        & figures["series"].isin(rankable)
        & figures["value_low_usd"].notna()
        & (figures["calendar"] == "gregorian")
    ]
    for r in use.itertuples(index=False):
        known = parse(r.period, r.calendar)
        if known is None:
            continue
        for flow in {r.flow, "total"}:
            floor = out.setdefault(("IRN", str(known.year), flow), {})
            floor[r.partner] = max(floor.get(r.partner, 0), int(r.value_low_usd))
    return out


def mirror_gaps(tables: Tables) -> pd.DataFrame:
    """`mirror_gaps`: flows that both sides recorded, at every factor."""
    trade = current_trade(tables)
    rows = trade[(trade["commodity"] == "TOTAL") & (trade["list_scope"] != "remainder")]
    both = [mirror.mirror_gaps(rows, factor) for factor in mirror.FACTORS]
    frame = pd.concat(both, ignore_index=True)
    frame = frame[frame["export_usd"].notna() & frame["import_usd"].notna()]
    return conform(TABLES["mirror_gaps"], pd.concat([frame, pair_gaps(tables)], ignore_index=True))


def pair_gaps(tables: Tables) -> pd.DataFrame:
    """Russia's exports to Iran against Iran's customs of the Iranian year that stands for the same year: crude."""
    trade, figures = current_trade(tables), tables["official_figures"]
    exports = trade[(trade["exporter"] == "RUS") & (trade["importer"] == "IRN") & (trade["recorded_by"] == "exporter")]
    rankable = tables["families"].loc[tables["families"]["rankable"].astype(bool), "series"]
    books = figures[
        (figures["reporter"] == "IRN") & (figures["partner"] == "RUS") & (figures["flow"] == "import")
        & (figures["root_family"] == "iran_customs") & figures["series"].isin(rankable) & figures["value_usd"].notna()
    ]  # fmt: skip
    rows = []
    for e in exports[exports["commodity"] == "TOTAL"].itertuples(index=False):
        for b in books.itertuples(index=False):
            known = parse(b.period, b.calendar)
            same = known is not None and known.full and stands_for(b.period, b.calendar) == int(e.period)
            if same and pd.notna(e.value_usd):
                rows.append({
                    "exporter": "RUS", "importer": "IRN", "period": e.period, "factor": mirror.PRESENT_FACTOR,
                    "export_usd": e.value_usd, "import_usd": b.value_usd, "export_source": e.source,
                    "import_source": f"{b.series}:{b.period}", "gap_log": mirror.gap(e.value_usd, b.value_usd),
                    "ratio": mirror.ratio(e.value_usd, b.value_usd), "mirror_only": False, "note": "crude: Iranian year, non-oil",
                })  # fmt: skip
    return pd.DataFrame(rows)


def reporter_gap(tables: Tables) -> float | None:
    """What two reporters typically differ by, in log points: median of Iran's pairs, else the pair's own crude gaps.

    The pair's own stands in at its largest, because it has to be exceeded. None when neither is known.
    """
    trade = current_trade(tables)
    rows = trade[(trade["commodity"] == "TOTAL") & (trade["list_scope"] != "remainder")]
    rows = rows[(rows["exporter"] == "IRN") | (rows["importer"] == "IRN")]
    both = mirror.mirror_gaps(rows)
    seen = both[both["observed"]]
    newest = max((int(p) for p in rows["period"]), default=0)
    recent = seen[seen["period"].astype(int) > newest - TYPICAL_YEARS] if len(seen) else seen
    typical = mirror.typical_gap(recent["gap_log"]) if len(recent) else None
    if typical is not None:
        return typical
    own = pair_gaps(tables)
    return float(own["gap_log"].abs().max()) if len(own) else None


def coverage(tables: Tables) -> pd.DataFrame:
    """`coverage`: the best status of each side's record, for pairs of Iran or Russia and each year."""
    trade = current_trade(tables)
    countries = tables["countries"]
    real = set(countries.loc[countries["country_kind"] == "country", "id"])
    rows = trade[(trade["commodity"] == "TOTAL") & trade["exporter"].isin(real) & trade["importer"].isin(real)]
    order = {s: i for i, s in enumerate(("A", "V", "E", "M"))}
    best = rows.assign(order=rows["obs_status"].map(order)).sort_values("order", kind="stable")
    best = best.drop_duplicates(["exporter", "importer", "period", "recorded_by"])
    wide = best.pivot_table(
        index=["exporter", "importer", "period"], columns="recorded_by", values="obs_status", aggfunc="first"
    ).reindex(columns=["exporter", "importer"])
    wide.columns = pd.Index(["exporter_recorded", "importer_recorded"])
    frame = wide.reset_index()
    has = {c: frame[c].notna() & (frame[c] != "M") for c in wide.columns}
    a, b = has["exporter_recorded"], has["importer_recorded"]
    frame["who"] = "nobody"
    frame.loc[a & b, "who"] = "both"
    frame.loc[a & ~b, "who"] = "exporter"
    frame.loc[~a & b, "who"] = "importer"
    return conform(TABLES["coverage"], frame)


def revisions(tables: Tables, seen: dict[str, str]) -> pd.DataFrame:
    """`revisions`: cells of one source whose value a later vintage changed; `seen` gives the day by source id."""
    out = []
    for name, value in (("trade", "value_usd"), ("arms", "tiv_million"), ("indicators", "indicator_value")):
        frame = tables[name]
        cell = [k for k in TABLES[name].key if k != "vintage_date"]
        doubled = frame[frame.duplicated(cell, keep=False)].sort_values([*cell, "vintage_date"], kind="stable")
        for key, group in doubled.groupby(cell, sort=True):
            rows = list(group.itertuples(index=False))
            for old, new in pairwise(rows):
                a, b = getattr(old, value), getattr(new, value)
                if (pd.isna(a) and pd.isna(b)) or (pd.notna(a) and pd.notna(b) and a == b):
                    continue
                known = pd.notna(a) and pd.notna(b) and a != 0
                out.append({
                    "source": new.source, "row_table": name, "cell": " ".join(str(k) for k in key), "period": new.period,
                    "old_value": a, "new_value": b, "change_pct": 100 * (float(b) / float(a) - 1) if known else None,
                    "old_vintage": old.vintage_date, "new_vintage": new.vintage_date,
                    "seen": seen.get(new.source, new.vintage_date if len(new.vintage_date) == 10 else None),
                })  # fmt: skip
    return conform(TABLES["revisions"], pd.DataFrame(out)) if out else empty(TABLES["revisions"])


def everything(tables: Tables, ledger: pd.DataFrame) -> dict[str, pd.DataFrame]:
    """All derived tables that need no judgement, by name."""
    absurd: list[CellKey] = []
    return {
        "partner_ranks": partner_ranks(tables, absurd),
        "coverage": coverage(tables),
        "mirror_gaps": mirror_gaps(tables),
        "revisions": revisions(tables, _first_seen(ledger)),
    }


def _first_seen(ledger: pd.DataFrame) -> dict[str, str]:
    good = ledger[ledger["outcome"] == "ok"]
    return {source: days.max()[:10] for source, days in good.groupby("source")["retrieved"]}


def sources(tables: Tables, bundled: pd.DataFrame, live: Iterable[Source], ledger: pd.DataFrame) -> pd.DataFrame:
    """`sources`: terms of each source, when it was last asked, what came, its newest observation and rows."""
    rows = bundled.to_dict("records")
    known = {r["id"] for r in rows}
    for source in live:
        for series, title in source.series or ((source.id, source.title),):
            if series not in known:
                rows.append(_live_row(source, series, title))
    newest, counts = _newest(tables)
    for row in rows:
        tries = ledger[ledger["source"].isin({row["id"], row.get("asked_as", row["id"])})].sort_values("retrieved")
        good = tries[tries["outcome"] == "ok"]
        row["last_tried"] = tries["retrieved"].iloc[-1][:10] if len(tries) else None
        row["last_succeeded"] = good["retrieved"].iloc[-1][:10] if len(good) else None
        row["last_outcome"] = _outcome(tries)
        row["newest_observation"] = newest.get(row["id"])
        row["rows"] = counts.get(row["id"], 0)
    return conform(TABLES["sources"], pd.DataFrame(rows))


def _live_row(source: Source, series: str, title: str) -> dict[str, object]:
    return {
        "id": series, "title": title, "publisher": source.publisher, "mode": "live", "homepage": source.homepage,
        "licence": source.licence, "redistribute": source.redistribute, "citation": source.citation,
        "cadence_days": source.cadence_days, "raw_file": f"live/{source.id}/", "asked_as": source.id,
    }  # fmt: skip


def _outcome(tries: pd.DataFrame) -> str:
    if tries.empty:
        return "never asked"
    last = tries.iloc[-1]
    return f"{last['outcome']}: {last['message']}" if last["message"] else str(last["outcome"])


_BY_FILE = {
    "official_statements": ("official_figures", "period_end"), "growth_statements": ("growth_statements", "period_label"),
    "investment_statements": ("investment", "period_end"), "agreements": ("agreements", "status_asof"),
    "events": ("sanctions_and_events", "date"), "corridor_statements": ("corridor", "source_date"),
    "history": ("history", ""), "sipri_press": ("arms_statements", "period_label"),
}  # fmt: skip


def _newest(tables: Tables) -> tuple[dict[str, str], dict[str, int]]:
    """Newest period and number of rows by source id."""
    newest: dict[str, str] = {}
    counts: dict[str, int] = {}
    for name, column in (("trade", "period"), ("arms", "period"), ("indicators", "period"), ("partner_shares", "period"),
                         ("un_resolutions", "date"), ("un_agreement", "year")):  # fmt: skip
        for source, group in tables[name].groupby("source"):
            newest[source] = max(newest.get(source, ""), str(group[column].max()))
            counts[source] = counts.get(source, 0) + len(group)
    for source, (name, column) in _BY_FILE.items():
        counts[source] = len(tables[name])
        dates = tables[name][column].dropna() if column else pd.Series(dtype="str")
        if len(dates):
            newest[source] = str(dates.max())
    return newest, counts


def verdict_log(log: pd.DataFrame, tables: Tables, version: str, rules: str, created: str) -> pd.DataFrame:
    """The earlier `log` and a line for every verdict that is new or moved, and why: first, new data or a new rule."""
    table = TABLES["verdict_log"]
    last = log.sort_values("package_date", kind="stable").drop_duplicates(["claim", "part"], keep="last")
    before = {(r.claim, r.part): r for r in last.itertuples(index=False)}
    fresh = []
    for v in tables["verdicts"].itertuples(index=False):
        old = before.get((v.claim, v.part))
        if old is not None and old.verdict == v.verdict:
            continue
        why = "first" if old is None else ("rule" if old.rule_version != rules else "data")
        fresh.append({
            "claim": v.claim, "part": v.part, "data_version": version, "rule_version": rules, "package_date": created,
            "verdict": v.verdict, "why": why, "moved_by": _moved_by(tables, old) if why == "data" else None,
        })  # fmt: skip
    return conform(table, pd.concat([log, conform(table, pd.DataFrame(fresh))], ignore_index=True) if fresh else log)


def _moved_by(tables: Tables, old: object) -> str | None:
    """Cells revised since the verdict before: the source and how many of its cells."""
    seen = tables["revisions"]
    later = seen[seen["seen"].fillna("") > str(getattr(old, "package_date", ""))]
    counts = later.groupby("source").size()
    return ", ".join(f"{source}: {n} cells" for source, n in counts.items()) or None
