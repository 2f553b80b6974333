"""Years of which no list is held: places from `partner_bounds`, for `rank_places` and `partner_ranks`."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from statistics import multimode
from typing import Any

import pandas as pd

from etl.contract.calendars import stands_for
from etl.contract.frames import Tables
from etl.contract.rows import each
from etl.derive.current import pair_trade

OWN_FIGURES = "partner_bounds"  # rows of other sources bound the partners of a list that is held


def places(tables: Tables) -> Iterator[dict[str, Any]]:
    """Rows from `partner_bounds`: places of the years in which single partners' figures are all there is.

    Part of a year bounds the year that its own stands for. A partner that publishes nothing is counted apart.
    """
    bounds, trade = tables["partner_bounds"], pair_trade(tables)
    trade = trade[(trade["commodity"] == "TOTAL") & trade["value_usd"].notna()]
    years: dict[tuple[str, str, int, str], list[Any]] = defaultdict(list)
    for r in each(bounds[bounds["source"] == OWN_FIGURES]):
        year = stands_for(r.period, r.calendar)
        if year is not None:
            years[r.reporter, r.against_partner, year, r.source].append(r)
    for (reporter, partner, year, source), some in sorted(years.items()):
        above = list(dict.fromkeys(r.partner for r in some if r.reports and r.against == "above"))
        maybe = sorted({r.partner for r in some if r.reports and r.against == "unknown"})
        silent = sorted({r.partner for r in some if not r.reports and r.against == "above"})
        best = 1 + len(above)
        yield {
            "reporter": reporter,
            "partner": partner,
            "period": str(year),
            "calendar": "gregorian",
            "flow": "total",
            "source": source,
            "root_family": min(multimode(r.root_family for r in some)),
            "value_usd": _own_value(trade[trade["period"] == str(year)], reporter, partner),
            "obs_status": "A",
            "place_best": best,
            "place_worst": best + len(maybe),
            "place_best_all": best + len(silent),
            "place_worst_all": best + len(maybe) + len(silent),
            "worst_basis": "likely",
            "above": " ".join(above),
            "maybe": " ".join(maybe),
            "missing": " ".join(silent),
            "partners": len({r.partner for r in some}),
        }


def _own_value(trade: pd.DataFrame, reporter: str, partner: str) -> int | None:
    """Trade of the two in the partner's own books, both ways; None where one way is not held."""
    books: dict[str, dict[str, int]] = defaultdict(dict)
    for r in each(trade):
        if partner == (r.exporter if r.recorded_by == "exporter" else r.importer):
            books[r.source][r.exporter] = books[r.source].get(r.exporter, 0) + r.value_usd
    whole = [sum(book.values()) for _, book in sorted(books.items()) if book.keys() == {reporter, partner}]
    return whole[0] if whole else None


def ranks(tables: Tables) -> pd.DataFrame:
    """The same as rows of `partner_ranks`: everybody counted in the worst place, no other books read, no own rank."""
    rows = [
        {
            **{c: r[c] for c in ("reporter", "partner", "period", "calendar", "flow", "source", "root_family")},
            **{c: r[c] for c in ("value_usd", "obs_status", "worst_basis", "partners")},
            "basis": "as_recorded",
            "rank_best": r["place_best"],
            "rank_worst": r["place_worst_all"],
            "missing": " ".join(x for x in (r["maybe"], r["missing"]) if x),
        }
        for r in places(tables)
    ]
    return pd.DataFrame(rows)
