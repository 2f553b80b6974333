"""Panels for comparison: a reporter's trade with each partner by year, from one source, and who may be a donor."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
import pandas as pd

from etl.contract.countries import RANKED
from etl.contract.distinct import assigned, distinct, taken, where
from etl.contract.frames import Tables
from etl.contract.memo import Memo
from etl.contract.pair import Pair, pair_of
from etl.contract.rows import numbered, tuples
from etl.derive.current import current_trade
from etl.derive.marks import marked_cells
from etl.measures.cells import CELL, YEAR, CellKey, among

_ROWS: Memo[pd.DataFrame] = Memo(large=True)
POOLS = ("a", "b")


@dataclass(frozen=True, kw_only=True)
class Panel:
    """Export and import together, in US dollars: `values` (years, partners), `world` (years,) the reporter's total.

    `imputed` are the years in which the treated partner's value rests on an estimate.
    """

    pool: str
    source: str
    reporter: str
    unit: str
    values: pd.DataFrame
    world: pd.Series[float]
    imputed: frozenset[int]


def panels(
    tables: Tables, pool: str, left_out: Sequence[CellKey], until: date | None = None, *, imputed: bool = True
) -> Iterator[Panel]:
    """One panel per source with the treated partner and others; nothing is filled in.

    Cells of `left_out` are missing, and so are donors' cells that a detector marks: a donor is to be an observation.
    """
    reporter, unit = sides(pair_of(tables), pool)
    trade = current_trade(tables)
    marked = [cell for cell in marked_cells(tables["anomalies"]) if unit not in cell[1:3]]
    excluded = (*left_out, *marked)
    rows = _ROWS.of(trade, choice=(reporter, excluded), make=lambda: _rows(trade, reporter, excluded))
    if until is not None:
        rows = rows[rows["year"] <= (until.year if (until.month, until.day) == (12, 31) else until.year - 1)]
    if not imputed:
        rows = rows[rows["obs_status"] == "A"]
    donors = _donors(tables["countries"], pool) | {unit}
    for source, book in rows.groupby("source", sort=True):
        wide = _both_ways(book)
        values = wide[[c for c in wide.columns if c in donors]]
        if unit in values and values.shape[1] > 2:
            world = wide["WLD"] if "WLD" in wide else pd.Series(float("nan"), index=wide.index)
            cells = tuples(book, ["partner", "obs_status", "year"])
            yield Panel(
                pool=pool,
                source=str(source),
                reporter=reporter,
                unit=unit,
                values=values,
                world=world,
                imputed=frozenset(year for partner, status, year in cells if partner == unit and status != "A"),
            )


def sides(pair: Pair, pool: str) -> tuple[str, str]:
    """Whose other partners a pool is made of, and the partner treated: pool b is made of the first country's."""
    return (pair.second, pair.first) if pool == "a" else (pair.first, pair.second)


def _donors(countries: pd.DataFrame, pool: str) -> set[str]:
    """Who may be compared with: any country in pool a, one that joined no sanctions in pool b."""
    fits = countries["country_kind"] == "country"
    if pool == "b":
        fits &= countries["sanctioned_by"] == "no"
    return {c for c in countries.loc[fits & countries["party"].isna(), "id"] if c in RANKED}


def _rows(trade: pd.DataFrame, reporter: str, left_out: Sequence[CellKey]) -> pd.DataFrame:
    """Rows of one reporter with `partner`, `year` and whether it `sold`; of two records of a flow its own."""
    known = where(trade["commodity"], "TOTAL".__eq__) & trade["value_usd"].notna().to_numpy()
    known &= where(trade["list_scope"], "complete".__eq__) & where(trade["period"], YEAR.fullmatch)
    known &= where(trade["exporter"], reporter.__eq__) | where(trade["importer"], reporter.__eq__)
    rows = taken(trade, np.flatnonzero(known), [*CELL, "value_usd", "obs_status"])
    rows = taken(rows, np.flatnonzero(~among(rows, left_out)))
    exports = where(rows["exporter"], reporter.__eq__)
    own = where(rows["recorded_by"], "exporter".__eq__) == exports
    order = np.argsort(~own, kind="stable")
    # one side of every row is the reporter, so that both sides name the partner and the flow
    again = pd.Series(numbered(rows, ["source", "exporter", "importer", "period"])[order]).duplicated()
    first = order[~again.to_numpy()]
    rows, exports = taken(rows, first), exports[first]
    codes, years = distinct(rows["period"])
    return assigned(
        rows,
        partner=rows["importer"].where(exports, rows["exporter"]),
        year=np.array([*map(int, years)], dtype=np.int64)[codes],
        sold=exports,
    )


def _both_ways(book: pd.DataFrame) -> pd.DataFrame:
    """Years by partners: export and import together, missing when either is."""
    years, row = np.unique(book["year"].to_numpy(dtype=np.int64), return_inverse=True)
    column, partners = pd.factorize(book["partner"].array, sort=True)
    flows = np.full((2, len(years), len(partners)), np.nan)
    flows[book["sold"].to_numpy(dtype=int), row, column] = book["value_usd"].to_numpy(dtype="float64")
    return pd.DataFrame(
        flows[1] + flows[0],
        index=pd.Index(years, name="year"),
        columns=pd.Index(partners, dtype="str", name="partner"),
    )
