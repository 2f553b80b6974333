"""`arms_shares`: who supplies whom, in per cent of the recorded deliveries of a span of years."""

from __future__ import annotations

import math
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import pandas as pd

from etl.contract.frames import Tables, of_rows
from etl.contract.tables import TABLES

# Spans that SIPRI or the press print, and those the article's readers ask for; each where a vintage covers it whole.
SPANS = ((1995, 2024), (2000, 2023), (2007, 2016), (2010, 2015), (2016, 2023), (2016, 2024), (2020, 2024))
OTHER = {"imports": "supplier", "exports": "recipient"}
OWN = {"imports": "recipient", "exports": "supplier"}


def arms_shares(tables: Tables, lists: Sequence[Mapping[str, str]]) -> pd.DataFrame:
    """Frame of `arms_shares`: every span that a vintage covers, and every year by itself.

    `lists` are those that a vintage holds whole, each a `side`, `country` and `source`.
    """
    rows = [row for choices in lists for row in _list(tables["arms"], **choices)]
    return of_rows(TABLES["arms_shares"], rows)


def _list(arms: pd.DataFrame, side: str, country: str, source: str) -> Iterator[dict[str, Any]]:
    book = arms[(arms["source"] == source) & arms["current"].astype(bool)]
    if book.empty:
        return
    years = book["period"].astype(int)
    first, last = int(years.min()), int(years.max())
    spans = [s for s in SPANS if first <= s[0] and s[1] <= last] + [(y, y) for y in range(first, last + 1)]
    known = ((book[OWN[side]] == country) & book["tiv_million"].notna()).to_numpy(dtype=bool)
    columns = years[known], book.loc[known, OTHER[side]], book.loc[known, "tiv_million"]
    deliveries = list(zip(*(column.tolist() for column in columns), strict=True))
    for start, end in spans:
        yield from _span([d for d in deliveries if start <= d[0] <= end], side, country, source, (start, end))


def _span(
    deliveries: list[tuple[int, str, float]], side: str, country: str, source: str, span: tuple[int, int]
) -> Iterator[dict[str, Any]]:
    """Rows of one span from its deliveries: year, other side, and millions of SIPRI's trend indicator values.

    Deliveries of which none reaches a hundredth have no shares, and no row.
    """
    by_other: dict[str, list[tuple[int, float]]] = defaultdict(list)
    for year, other, value in deliveries:
        by_other[other].append((year, value))
    sums = {other: math.fsum(value for _, value in some) for other, some in sorted(by_other.items())}
    total, ordered = math.fsum(sums.values()), sorted(sums.values())
    start, end = span
    for other, value in sums.items() if total else ():
        yield {
            "side": side,
            OWN[side]: country,
            OTHER[side]: other,
            "period_label": str(start) if start == end else f"{start}-{end}",
            "source": source,
            "from_year": start,
            "to_year": end,
            "tiv_million": value,
            "total_tiv_million": total,
            "share_pct": min(100.0, 100 * value / total),
            # a tie shares the better rank; sums of hundredths are told apart at a thousandth
            "rank": 1 + len(ordered) - bisect_right(ordered, value + 1e-3),
            "partners": len(sums),
            "years_recorded": len({year for year, _ in by_other[other]}),
        }
