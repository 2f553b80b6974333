"""`mirror_gaps`: the same flow in both sides' books, and what two reporters typically differ by."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from etl.contract.calendars import parse, stands_for
from etl.contract.schema import conform
from etl.contract.tables import TABLES
from etl.derive.current import current_trade
from etl.measures import mirror

Tables = Mapping[str, pd.DataFrame]
PAIR = {"IRN", "RUS"}
NOBODY = "none"  # the source of a side that recorded nothing
CRUDE = "crude: an Iranian year, non-oil, against a calendar year"
TYPICAL_YEARS = 5  # the typical mirror gap looks at the last five years with both sides observed


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
        (figures["reporter"] == "IRN")
        & (figures["partner"] == "RUS")
        & (figures["flow"] == "import")
        & (figures["root_family"] == "iran_customs")
        & figures["series"].isin(rankable)
        & figures["value_usd"].notna()
    ]
    rows = []
    for e in exports[exports["commodity"] == "TOTAL"].itertuples(index=False):
        for b in books.itertuples(index=False):
            known = parse(b.period, b.calendar)
            same = known is not None and known.full and stands_for(b.period, b.calendar) == int(e.period)
            if same and pd.notna(e.value_usd):
                rows.append(
                    {
                        "exporter": "RUS",
                        "importer": "IRN",
                        "period": e.period,
                        "factor": factor,
                        "export_usd": e.value_usd,
                        "import_usd": b.value_usd,
                        "export_source": e.source,
                        "import_source": f"{b.series}:{b.period}",
                        "gap_log": mirror.gap(e.value_usd, b.value_usd, factor),
                        "ratio": mirror.ratio(e.value_usd, b.value_usd),
                        "mirror_only": False,
                        "note": CRUDE,
                    }
                )
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
