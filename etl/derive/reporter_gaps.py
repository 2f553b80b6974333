"""What two reporters of one flow differ by: the pair in its own books, and what is typical of reporters."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from typing import Any

import pandas as pd

from etl.contract.calendars import full_year
from etl.contract.distinct import distinct, where
from etl.contract.frames import Tables
from etl.contract.memo import Memo
from etl.contract.pair import pair_of
from etl.contract.rows import each
from etl.derive.current import compared_trade, of_all_periods, pair_figures
from etl.measures import mirror
from etl.measures.lists_from_figures import IRANIAN

CRUDE = "crude"
_READ = ("trade", "official_figures", "families", "countries")
TYPICAL_YEARS = 5  # the last years with both sides observed
_TYPICAL: Memo[float | None] = Memo()  # asked by four tables
_MEASURED: Memo[float | None] = Memo()
_CRUDE: Memo[pd.DataFrame] = Memo()  # the same at each factor
_BOTH = ["exporter", "importer", "period", "export_usd", "export_source", "import_usd", "import_source"]


def pair_gaps(tables: Tables, factor: float = mirror.PRESENT_FACTOR) -> pd.DataFrame:
    """Flows of the two as one recorded them against the other's customs of the year compared with it: crude.

    Both directions: what one sold against the other's imports, and the other's exports against what it bought.
    """
    both = _CRUDE.of(*(tables[name] for name in _READ), make=lambda: pd.DataFrame(_crude(tables), columns=_BOTH))
    gaps = mirror.at_factor(both, factor).drop(columns="reconciled_usd")
    return gaps.assign(gap_kind=CRUDE, mirror_only=False)


def gap_sizes(gaps: pd.DataFrame) -> pd.Series[float]:
    """Size of the gap of each exporter and period, in log points: the median of its figures."""
    return gaps.assign(size=gaps["gap_log"].abs().astype(float)).groupby(["exporter", "period"])["size"].median()


def _crude(tables: Tables) -> Iterator[tuple[Any, ...]]:
    """Both records of each crude pair: rows of `_BOTH`."""
    figures, trade, pair = pair_figures(tables), compared_trade(tables), pair_of(tables)
    books = figures[(figures["root_family"] == IRANIAN) & figures["partner"].isin(pair) & figures["value_usd"].notna()]
    known = trade[trade["exporter"].isin(pair) & trade["importer"].isin(pair) & trade["value_usd"].notna()]
    records: dict[tuple[str, str, str, int | None], list[Any]] = defaultdict(list)
    for r in each(known):
        records[r.exporter, r.importer, r.recorded_by, int(r.period)].append(r)
    for b in each(books[books["flow"] != "total"]):
        sells = b.flow == "export"
        exporter, importer = (b.reporter, b.partner) if sells else (b.partner, b.reporter)
        # the partner records the other end of the flow
        recorded_by, year = "importer" if sells else "exporter", full_year(b.period, b.calendar)
        for r in records.get((exporter, importer, recorded_by, year), ()):
            ends = [(b.value_usd, f"{b.series}:{b.period}"), (r.value_usd, r.source)]
            sold, bought = ends if sells else ends[::-1]
            yield exporter, importer, r.period, *sold, *bought


def reporter_gap(tables: Tables) -> float | None:
    """What two reporters typically differ by, in log points: `measured_gap`, else the median of the pair's crude gaps.

    Crude gaps count by direction and year: several figures of one flow and year once. None when neither is known.
    """
    whole = of_all_periods(tables)
    return _TYPICAL.of(*(whole[name] for name in _READ), make=lambda: _reporter_gap(whole))


def _reporter_gap(tables: Tables) -> float | None:
    measured = measured_gap(tables)
    return mirror.typical_gap(gap_sizes(pair_gaps(tables)), at_least=1) if measured is None else measured


def measured_gap(tables: Tables) -> float | None:
    """Median gap of the second country's flows of five years that both sides observed; None with fewer than ten."""
    return _MEASURED.of(tables["trade"], tables["countries"], make=lambda: _measured_gap(tables))


def _measured_gap(tables: Tables) -> float | None:
    rows, reporter = compared_trade(tables), pair_of(tables).second
    rows = rows[where(rows["exporter"], reporter.__eq__) | where(rows["importer"], reporter.__eq__)]
    newest = max(map(int, distinct(rows["period"]).values), default=0)
    both = mirror.mirror_gaps(rows[where(rows["period"], lambda period: int(period) > newest - TYPICAL_YEARS)])
    return mirror.typical_gap(both.loc[both["observed"], "gap_log"])
