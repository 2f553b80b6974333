"""What a package for the public leaves out of sources whose rows may not be passed on.

Such a source ("derived-only") enters ranks, shares and gaps. Its rows of observed tables are left out, and so are its
values where they stand in derived tables: cells and sentences that reveal them. Ranks, shares, ratios and gaps remain.
Which cells those are follows from the descriptions of fields and tables (`etl.contract.tables.revealing`).
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from etl.contract.checks import Mask
from etl.contract.distinct import where
from etl.contract.frames import Tables
from etl.contract.tables import TABLES
from etl.contract.tables import revealing as described
from etl.sources.source import PUBLISH_ALL, Source

_WORDS = re.compile("[: ]")  # between the words of a series or of a row's key


@dataclass(frozen=True, kw_only=True)
class Cell:
    """A column that reveals values of the sources that the columns `named_by` name; a `quote` is a sentence."""

    table: str
    column: str
    named_by: tuple[str, ...]
    quote: bool
    required: bool


def revealing() -> list[Cell]:
    """Every column that reveals what a publisher printed, but those whose table says why they may be passed on."""
    return [
        Cell(
            table=table.name,
            column=f.name,
            named_by=described.named_by(table, f),
            quote=f.reveals == "quote",
            required=f.name in table.filled,
        )
        for table in TABLES.values()
        for f in described.cells(table)
        if f.name not in table.open
    ]


def restricted(sources: Iterable[Source]) -> set[str]:
    """Ids of those of `sources` whose rows may not be passed on; none when the operator says that they may."""
    if os.environ.get(PUBLISH_ALL) == "yes":
        return set()
    return {name for s in sources if s.redistribute != "yes" for name, _ in s.ids}


def public(tables: Tables, withheld: Iterable[str], notice: str) -> dict[str, pd.DataFrame]:
    """`tables` as published: without rows and values of the sources `withheld`; `notice` replaces their sentences.

    A row that cannot be without such a value is left out.
    """
    sources, out = set(withheld), dict(tables)
    if not sources:
        return out
    for name in (t.name for t in TABLES.values() if t.kind == "observed" and "source" in t.names):
        out[name] = _without(out[name], _of(out[name], ("source",), sources))
    for cell in revealing():
        frame = out[cell.table]
        hit = _of(frame, cell.named_by, sources)
        if hit.any():
            if cell.required and not cell.quote:
                out[cell.table] = _without(frame, hit)
            else:
                column = frame[cell.column].mask(hit, notice if cell.quote else pd.NA)
                out[cell.table] = frame.assign(**{cell.column: column})
    return out


def _without(frame: pd.DataFrame, hit: Mask) -> pd.DataFrame:
    """`frame` without the rows that were hit; where there are none the same frame, of which much is known."""
    return frame[~hit] if hit.any() else frame


def _of(frame: pd.DataFrame, columns: tuple[str, ...], sources: set[str]) -> Mask:
    """Rows whose source, in any of `columns`, is one of `sources`: comtrade, turnover:comtrade:DEU, a key with it."""

    def restricted(name: Any) -> bool:
        return not sources.isdisjoint(_WORDS.split(str(name)))

    hit: Mask = np.any([where(frame[column], restricted) for column in columns], axis=0)
    return hit
