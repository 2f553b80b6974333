"""Years of which no list is held: places from `partner_bounds`, for `rank_places` and `partner_ranks`."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pandas as pd

from etl.contract.calendars import stands_for
from etl.contract.schema import Tables
from etl.derive.current import current_trade

OWN_FIGURES = "partner_bounds"  # rows of other sources bound the partners of a list that is held


def places(tables: Tables) -> Iterator[dict[str, Any]]:
    """Rows from `partner_bounds`: places of the years in which single partners' figures are all there is.

    Part of a year bounds the year that its own stands for. A partner that publishes nothing is counted apart.
    """
    bounds = tables["partner_bounds"]
    bounds = bounds[bounds["source"] == OWN_FIGURES]
    whole = bounds.assign(year=[stands_for(p, c) for p, c in zip(bounds["period"], bounds["calendar"], strict=True)])
    for (reporter, partner, year, source), some in whole.groupby(["reporter", "against_partner", "year", "source"]):
        speaks = some[some["reports"].astype(bool)]
        above = list(dict.fromkeys(speaks.loc[speaks["against"] == "above", "partner"]))
        maybe = sorted(set(speaks.loc[speaks["against"] == "unknown", "partner"]))
        silent = sorted(set(some.loc[~some["reports"].astype(bool) & (some["against"] == "above"), "partner"]))
        best = 1 + len(above)
        yield {
            "reporter": reporter,
            "partner": partner,
            "period": str(int(year)),
            "calendar": "gregorian",
            "flow": "total",
            "source": source,
            "root_family": some["root_family"].mode().iloc[0],
            "value_usd": _own_value(current_trade(tables), reporter, partner, str(int(year))),
            "obs_status": "A",
            "place_best": best,
            "place_worst": best + len(maybe),
            "place_best_all": best + len(silent),
            "place_worst_all": best + len(maybe) + len(silent),
            "worst_basis": "likely",
            "above": " ".join(above),
            "maybe": " ".join(maybe),
            "missing": " ".join(silent),
            "partners": some["partner"].nunique(),
        }


def _own_value(trade: pd.DataFrame, reporter: str, partner: str, year: str) -> int | None:
    """Trade of the two in the partner's own books, both ways; None where one way is not held."""
    rows = trade[(trade["commodity"] == "TOTAL") & (trade["period"] == year) & trade["value_usd"].notna()]
    own = rows[
        ((rows["exporter"] == partner) & (rows["importer"] == reporter) & (rows["recorded_by"] == "exporter"))
        | ((rows["exporter"] == reporter) & (rows["importer"] == partner) & (rows["recorded_by"] == "importer"))
    ]
    for _, book in own.groupby("source", sort=True):
        if set(book["exporter"]) == {reporter, partner}:
            return int(book["value_usd"].sum())
    return None


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
