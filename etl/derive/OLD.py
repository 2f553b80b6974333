"""Derived tables that need no judgement: ranks, who reported, mirror gaps, revisions, and the state of the sources."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from etl import claims
from etl.contract.calendars import parse, stands_for
from etl.contract.schema import conform
from etl.contract.tables import TABLES
from etl.derive import anomalies, registry
from etl.measures import mirror, ranks
from etl.measures.partner_lists import CellKey, from_figures, from_trade
from etl.package import ledgers
from etl.sources.bundled import Tables

PAIR = {"IRN", "RUS"}
NOBODY = "none"  # the source of a side that recorded nothing
CRUDE = "crude: an Iranian year, non-oil, against a calendar year"
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
    """`mirror_gaps`: flows that both sides recorded, and those of Russia and Iran that one did, at every factor."""
    trade = current_trade(tables)
    rows = trade[(trade["commodity"] == "TOTAL") & (trade["list_scope"] != "remainder")]
    both = [mirror.mirror_gaps(rows, factor) for factor in mirror.FACTORS]
    frame = pd.concat(both, ignore_index=True)
    pair = frame["exporter"].isin(PAIR) & frame["importer"].isin(PAIR)
    frame = frame[(frame["export_usd"].notna() & frame["import_usd"].notna()) | pair]
    frame = frame.fillna({"export_source": NOBODY, "import_source": NOBODY})
    crude = [pair_gaps(tables, factor) for factor in mirror.FACTORS]
    return conform(TABLES["mirror_gaps"], pd.concat([frame, *crude], ignore_index=True))


def pair_gaps(tables: Tables, factor: float = mirror.PRESENT_FACTOR) -> pd.DataFrame:
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
                    "exporter": "RUS", "importer": "IRN", "period": e.period, "factor": factor,
                    "export_usd": e.value_usd, "import_usd": b.value_usd, "export_source": e.source,
                    "import_source": f"{b.series}:{b.period}", "gap_log": mirror.gap(e.value_usd, b.value_usd, factor),
                    "ratio": mirror.ratio(e.value_usd, b.value_usd), "mirror_only": False,
                    "note": CRUDE,
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


def everything(tables: Tables, ledger: pd.DataFrame) -> dict[str, pd.DataFrame]:
    """All derived tables that need no judgement, by name."""
    words = claims.settings("depth")
    marks = anomalies.anomalies(tables, words["anomaly"])
    ranked = partner_ranks(tables, anomalies.absurd(marks))
    out = {
        "anomalies": marks,
        "partner_ranks": anomalies.marked(ranked, marks),
        "coverage": coverage(tables),
        "mirror_gaps": mirror_gaps(tables),
        "revisions": ledgers.revisions(tables, ledger),
    }
    cause = claims.settings("thresholds")["cause"]
    return out | registry.everything({**tables, **out}, reporter_gap(tables), cause, words)
