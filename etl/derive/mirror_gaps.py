"""`mirror_gaps`: the same flow in both sides' books, and what two reporters typically differ by."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import numpy as np
import pandas as pd

from etl.claims.message import columns, message
from etl.contract.calendars import parse, stands_for
from etl.contract.distinct import distinct, taken, where
from etl.contract.frames import Tables, Words, conform
from etl.contract.memo import Memo
from etl.contract.pair import pair_of
from etl.contract.rows import each
from etl.contract.tables import TABLES
from etl.derive.current import of_all_periods, recorded_trade
from etl.measures import mirror
from etl.measures.cells import CELL

IRANIAN = "iran_customs"  # customs that print totals by years of their own calendar
NOBODY = "none"  # the source of a side that recorded nothing
CRUDE = "crude"
SAME_YEAR = "same_year"
TYPICAL_YEARS = 5  # the typical mirror gap looks at the last five years with both sides observed


def mirror_gaps(tables: Tables, words: Words) -> pd.DataFrame:
    """`mirror_gaps`: flows that both sides recorded, and those of the pair that one did.

    An estimate is nobody's record. Two publishers' records of one flow meet where neither has both. The factors other
    than the present one are a sensitivity, and shown for the pair alone.
    """
    rows, parties = _records(tables), pair_of(tables)
    publishers = publishers_of(tables)
    frame = mirror.mirror_gaps(rows).assign(gap_kind=SAME_YEAR)
    pair = frame["exporter"].isin(parties) & frame["importer"].isin(parties)
    recorded = frame["export_usd"].notna() & frame["import_usd"].notna()
    recorded &= (frame["export_status"] != "E") & (frame["import_status"] != "E")
    frame = pd.concat([frame[pair], _of_one_publisher(frame[recorded & ~pair], publishers)], ignore_index=True)
    frame = frame.fillna({"export_source": NOBODY, "import_source": NOBODY})
    own = frame[frame["exporter"].isin(parties) & frame["importer"].isin(parties)]
    others = [mirror.at_factor(own, factor) for factor in mirror.FACTORS if factor != mirror.PRESENT_FACTOR]
    crude = [pair_gaps(tables, factor) for factor in mirror.FACTORS]
    note = columns(note=message("depth.gaps.crude", words))
    noted = [gaps.assign(**note) for gaps in crude]
    return conform(TABLES["mirror_gaps"], pd.concat([frame, *others, *noted], ignore_index=True))


def publishers_of(tables: Tables) -> dict[str, str]:
    """The publisher of each source, in whatever period it has records that can be compared."""
    rows = _records(of_all_periods(tables)).drop_duplicates("source")
    return dict(zip(rows["source"], rows["publisher"], strict=True))


def _of_one_publisher(frame: pd.DataFrame, publishers: Mapping[str, str]) -> pd.DataFrame:
    """`frame` without records of two publishers for a flow of which one publisher has both."""
    same = frame["export_source"].map(publishers) == frame["import_source"].map(publishers)
    flow = ["exporter", "importer", "period"]
    both = pd.MultiIndex.from_frame(frame.loc[same, flow])
    return frame[same | ~pd.MultiIndex.from_frame(frame[flow]).isin(both)]


def _records(tables: Tables) -> pd.DataFrame:
    """Records that can be held against the other side's: an import without its freight is left out."""
    trade = recorded_trade(tables)
    return _RECORDS.of(trade, make=lambda: _compared(trade))


def _compared(trade: pd.DataFrame) -> pd.DataFrame:
    whole = where(trade["commodity"], "TOTAL".__eq__) & ~where(trade["list_scope"], "remainder".__eq__)
    whole &= where(trade["recorded_by"], "exporter".__eq__) | ~where(trade["valuation"], "FOB".__eq__)
    return taken(trade, np.flatnonzero(whole), _READ)


def pair_gaps(tables: Tables, factor: float = mirror.PRESENT_FACTOR) -> pd.DataFrame:
    """Flows of the two as one recorded them against the other's customs of the year compared with it: crude.

    Both directions: what one sold against the other's imports, and the other's exports against what it bought.
    """
    rows = _CRUDE.of(*_frames(tables), make=lambda: list(_crude(tables)))
    return pd.DataFrame(
        {**r, "factor": factor, "gap_log": mirror.gap(r["export_usd"], r["import_usd"], factor)} for r in rows
    )


def _frames(tables: Tables) -> tuple[pd.DataFrame, ...]:
    return tables["trade"], tables["official_figures"], tables["families"], tables["countries"]


_READ = [*CELL, "value_usd", "obs_status", "publisher"]
_RECORDS: Memo[pd.DataFrame] = Memo(large=True)  # asked for by three
_CRUDE: Memo[list[dict[str, Any]]] = Memo()  # the same at each factor
_TYPICAL: Memo[float | None] = Memo()  # asked by four tables


def _crude(tables: Tables) -> Iterator[dict[str, Any]]:
    """Both records of each crude pair, without what the freight factor changes."""
    records, figures, pair = _records(tables), tables["official_figures"], pair_of(tables)
    rankable = tables["families"].loc[tables["families"]["rankable"].astype(bool), "series"]
    books = figures[
        figures["reporter"].isin(pair)
        & figures["partner"].isin(pair)
        & (figures["root_family"] == IRANIAN)
        & figures["series"].isin(rankable)
        & figures["value_usd"].notna()
    ]
    records = records[records["exporter"].isin(pair) & records["importer"].isin(pair) & records["value_usd"].notna()]
    by_sides = books.groupby(["reporter", "partner"], sort=True)
    for way in ("import", "export"):
        for sides, own in by_sides:
            yield from _crude_way(records, own[own["flow"] == way], sides, way)


def _crude_way(
    records: pd.DataFrame, books: pd.DataFrame, sides: tuple[str, str], way: str
) -> Iterator[dict[str, Any]]:
    """One flow of whose customs printed `books`, `import` or `export`: the partner records the other end of it."""
    exporter, importer = sides if way == "export" else sides[::-1]
    side = "exporter" if way == "import" else "importer"
    own = records[(records["exporter"] == exporter) & (records["importer"] == importer)]
    whole = [(_year(b), b) for b in each(books)]
    for r in each(own[own["recorded_by"] == side]):
        for year, b in whole:
            if year != int(r.period):
                continue
            ends = [(r.value_usd, r.source), (b.value_usd, f"{b.series}:{b.period}")]
            (sold, sold_by), (bought, bought_by) = ends if way == "import" else ends[::-1]
            yield {
                "exporter": exporter,
                "importer": importer,
                "period": r.period,
                "export_usd": sold,
                "import_usd": bought,
                "export_source": sold_by,
                "import_source": bought_by,
                "gap_kind": CRUDE,
                "ratio": mirror.ratio(sold, bought),
                "mirror_only": False,
            }


def _year(book: Any) -> int | None:
    """The Gregorian year with which the whole year of a figure is compared; None for a part of a year."""
    known = parse(book.period, book.calendar)
    return stands_for(book.period, book.calendar) if known is not None and known.full else None


def reporter_gap(tables: Tables) -> float | None:
    """What two reporters typically differ by, in log points: `measured_gap`, else the median of the pair's crude gaps.

    Crude gaps count by direction and year: several figures of one flow and year once. None when neither is known.
    """
    whole = of_all_periods(tables)
    return _TYPICAL.of(*_frames(whole), make=lambda: _reporter_gap(whole))


def _reporter_gap(tables: Tables) -> float | None:
    measured = measured_gap(tables)
    if measured is not None:
        return measured
    own = pair_gaps(tables)
    if own.empty:
        return None
    return float(gap_sizes(own).median())


def gap_sizes(gaps: pd.DataFrame) -> pd.Series[float]:
    """Size of the gap of each exporter and period, in log points: the median of its figures."""
    return gaps.assign(size=gaps["gap_log"].abs().astype(float)).groupby(["exporter", "period"])["size"].median()


def measured_gap(tables: Tables) -> float | None:
    """Median gap of the second country's flows of five years that both sides observed; None with fewer than ten."""
    return _MEASURED.of(tables["trade"], tables["countries"], make=lambda: _measured_gap(tables))


_MEASURED: Memo[float | None] = Memo()


def _measured_gap(tables: Tables) -> float | None:
    rows, reporter = _records(tables), pair_of(tables).second
    rows = rows[where(rows["exporter"], reporter.__eq__) | where(rows["importer"], reporter.__eq__)]
    newest = max(map(int, distinct(rows["period"]).values), default=0)
    both = mirror.mirror_gaps(rows[where(rows["period"], lambda period: int(period) > newest - TYPICAL_YEARS)])
    return mirror.typical_gap(both.loc[both["observed"], "gap_log"])
