"""What a package for the public leaves out of sources whose rows may not be passed on.

Such a source ("derived-only") enters ranks, shares and gaps. Its rows of observed tables are left out, and so are its
values where they stand in derived tables: cells and sentences that reveal them. Ranks, shares, ratios and gaps remain.
Which cells those are follows from the descriptions of fields and tables (`Field.reveals`, `Field.named_by`).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import pandas as pd

from etl.contract.schema import Table
from etl.contract.tables import TABLES
from etl.sources.bundled import Tables

_SOURCES = ("source", "series", "line", "root")  # the first of these that a table has names the source of its cells


@dataclass(frozen=True, kw_only=True)
class Cell:
    """A column that reveals values of the sources that the columns `named_by` name; a `quote` is a sentence."""

    table: str
    column: str
    named_by: tuple[str, ...]
    quote: bool
    required: bool


def revealing() -> list[Cell]:
    """Every column of a derived table or a ledger that reveals what a publisher printed."""
    return [cell for table in TABLES.values() if table.kind in ("derived", "ledger") for cell in _revealing(table)]


def _revealing(table: Table) -> list[Cell]:
    own = tuple(c for c in _SOURCES if c in table.names)[:1]
    cells = [(f, f.named_by or own) for f in table.fields if f.reveals and f.name not in table.open]
    return [
        Cell(
            table=table.name,
            column=f.name,
            named_by=named_by,
            quote=f.reveals == "quote",
            required=f.name in table.filled,
        )
        for f, named_by in cells
        if named_by
    ]


def observed() -> list[str]:
    """Observed tables whose rows name their source."""
    return [t.name for t in TABLES.values() if t.kind == "observed" and "source" in t.names]


def public(tables: Tables, restricted: Iterable[str], notice: str) -> Tables:
    """`tables` as published: without rows and values of the sources `restricted`; `notice` replaces their sentences.

    A row that cannot be without such a value is left out.
    """
    sources, out = set(restricted), dict(tables)
    if not sources:
        return out
    for name in observed():
        out[name] = out[name][~_of(out[name], ("source",), sources)]
    for cell in revealing():
        frame = out[cell.table]
        hit = _of(frame, cell.named_by, sources)
        if hit.any():
            if cell.required and not cell.quote:
                out[cell.table] = frame[~hit]
            else:
                out[cell.table] = frame.assign(**{cell.column: frame[cell.column].mask(hit, _instead(cell, notice))})
    return out


def _instead(cell: Cell, notice: str) -> object:
    return notice if cell.quote else pd.NA


def _of(frame: pd.DataFrame, columns: tuple[str, ...], sources: set[str]) -> pd.Series[bool]:
    """Rows whose source, in any of `columns`, is one of `sources`: comtrade, comtrade:RUS, turnover:comtrade:RUS."""
    hit = pd.Series(False, index=frame.index, dtype=bool)
    for column in columns:
        known = {v for v in frame[column].dropna().unique() if not sources.isdisjoint(str(v).split(":"))}
        hit |= frame[column].isin(known)
    return hit
