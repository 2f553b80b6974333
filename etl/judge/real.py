"""Specifications of growth in real terms: constant dollars, and tonnes as the customs print them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any

import pandas as pd

from etl.contract.calendars import parse
from etl.contract.schema import Tables
from etl.contract.tables import TABLES
from etl.judge.records import Record, records
from etl.judge.specification import Specification

COLUMNS = {"dollars": "real_change_pct", "tonnes": "tonnes_change_pct"}


def real_change(tables: Tables, params: Mapping[str, Any], until: date | None) -> list[Specification]:
    """Change in per cent of the latest full year of each series against the base year, in each unit it is known in.

    params: flow. Tonnes and constant dollars of one series are two series: what rises in one may fall in the other.
    """
    frame = tables.get("real_terms")
    if frame is None or frame.empty:
        return []
    books: dict[str, list[Record]] = defaultdict(list)
    for r in records(frame):
        if r["flow"] == params["flow"] and r["period"] != r["base_period"]:
            books[r["series"]].append(r)
    return [s for _, book in sorted(books.items()) for s in _of_series(book, until)]


def _of_series(book: Sequence[Record], until: date | None) -> Iterator[Specification]:
    ended = [(period.end, r) for r in book if (period := parse(r["period"], r["calendar"]))]
    for unit, column in COLUMNS.items():
        known = [(end, r) for end, r in ended if (until is None or end <= until) and pd.notna(r[column])]
        if known:
            end, record = max(known, key=lambda k: k[0])
            value = float(record[column])
            yield Specification(
                root_family=record["root_family"],
                series=f"{record['series']}:{unit}",
                period=record["period"],
                calendar=record["calendar"],
                basis=record["cell_basis"],
                low=value,
                high=value,
                point=value,
                unit="% change",
                flip_pct=abs(value),
                row_table="real_terms",
                row_key=TABLES["real_terms"].row_key(record),
                ends=end,
            )
