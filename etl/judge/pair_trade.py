"""Specifications of any pair's trade: a partner's share, its change since a year, and that change in real terms."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from operator import itemgetter
from typing import Any

import pandas as pd

from etl.contract.calendars import parse, stands_for
from etl.contract.frames import Tables
from etl.judge.records import Record, basis, found_at, records, select
from etl.judge.specification import Specification

BASIS = "as_recorded"
IN_REAL_TERMS = {"dollars": "real_change_pct", "tonnes": "tonnes_change_pct"}


def share(tables: Tables, params: Mapping[str, Any], until: date | None) -> list[Specification]:
    """Share of `partner` in all of `reporter`'s trade in `flow`, in per cent, by source and full year since `since`.

    params: reporter, partner, flow, since (Gregorian year a period stands for).
    """
    rows = (row for row in _rows(tables, params, until) if pd.notna(row["share"]))
    return [_specification(row, 100 * float(row["share"]), "%") for row in rows]


def change(tables: Tables, params: Mapping[str, Any], until: date | None) -> list[Specification]:
    """Change of the trade with `partner` in per cent, the latest full year of each source against the year `base`.

    params: reporter, partner, flow, base.
    """
    books: dict[str, list[Record]] = defaultdict(list)
    for row in _rows(tables, {**params, "since": params["base"]}, until):
        if pd.notna(row["value_usd"]):
            books[row["source"]].append(row)
    out = []
    for first, *_, last in (book for book in books.values() if len(book) > 1):
        # from a year without trade there is no change in per cent
        if first["value_usd"] and stands_for(first["period"], first["calendar"]) == params["base"]:
            value = 100 * (float(last["value_usd"]) / float(first["value_usd"]) - 1)
            out.append(_specification(last, value, "% change"))
    return out


def _rows(tables: Tables, params: Mapping[str, Any], until: date | None) -> Iterator[Record]:
    """Full years of `partner_ranks` for the pair, in order."""
    asked = {"basis": BASIS, **{name: params[name] for name in ("reporter", "partner", "flow")}}
    rows = select(tables, "partner_ranks", asked, "a partner's trade")
    for row in sorted(rows, key=lambda row: (row["source"], row["period"])):
        period, year = parse(row["period"], row["calendar"]), stands_for(row["period"], row["calendar"])
        full = period is not None and period.full and period.end <= (until or date.max)
        if full and year is not None and year >= params["since"]:
            yield row


def _specification(row: Record, value: float, unit: str) -> Specification:
    return Specification.exact(
        value,
        root_family=row["root_family"],
        series=row["source"],
        period=row["period"],
        calendar=row["calendar"],
        basis=basis(row),
        unit=unit,
        flip_pct=abs(value) if unit == "% change" else None,
        **found_at("partner_ranks", row),
    )


def real_change(tables: Tables, params: Mapping[str, Any], until: date | None) -> list[Specification]:
    """Change in per cent of the latest full year of each series against the base year, in each unit it is known in.

    params: flow. Tonnes and constant dollars of one series are two series: what rises in one may fall in the other.
    """
    books: dict[str, list[Record]] = defaultdict(list)
    for r in records(tables.get("real_terms")):
        if r["flow"] == params["flow"] and r["period"] != r["base_period"]:
            books[r["series"]].append(r)
    return [s for _, book in sorted(books.items()) for s in _of_series(book, until)]


def _of_series(book: Sequence[Record], until: date | None) -> Iterator[Specification]:
    ended = [(period.end, r) for r in book if (period := parse(r["period"], r["calendar"]))]
    for unit, column in IN_REAL_TERMS.items():
        known = [(end, r) for end, r in ended if end <= (until or date.max) and pd.notna(r[column])]
        if known:
            _, record = max(known, key=itemgetter(0))
            yield Specification.exact(
                value := float(record[column]),
                root_family=record["root_family"],
                series=f"{record['series']}:{unit}",
                period=record["period"],
                calendar=record["calendar"],
                basis=record["cell_basis"],
                unit="% change",
                flip_pct=abs(value),
                **found_at("real_terms", record),
            )
