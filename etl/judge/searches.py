"""Searches joined to verdicts: "not shown" carries the day and the place where it was looked for."""

from __future__ import annotations

from typing import Any

import pandas as pd

from etl.claims import Part


def last_search(searches: pd.DataFrame | None, part: Part) -> dict[str, Any]:
    """`searched_on`, `search` (an id of `searches`) and `searched_in` of the part's newest search; empty without one.

    A search for another part of the claim, or for none, says nothing about this one.
    """
    if searches is None or searches.empty:
        return {}
    own = searches[(searches["claim"] == part.claim) & (searches["part"] == part.id)]
    if own.empty:
        return {}
    newest = own.sort_values(["date", "id"]).to_dict("records")[-1]
    return {"searched_on": newest["date"], "search": newest["id"], "searched_in": newest.get("searched_in") or ""}
