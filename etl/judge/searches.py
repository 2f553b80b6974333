"""Searches joined to verdicts: "not shown" carries the day and the place where it was looked for."""

from __future__ import annotations

from typing import Any

import pandas as pd

from etl.claims import Part
from etl.judge.records import records


def last_search(searches: pd.DataFrame | None, part: Part) -> dict[str, Any]:
    """`searched_on`, `search` (an id of `searches`) and `searched_in` of the part's newest search; empty without one.

    A search for another part of the claim, or for none, says nothing about this one.
    """
    if searches is None or searches.empty:
        return {}
    own = [r for r in records(searches) if r["claim"] == part.claim and r["part"] == part.id]
    if not own:
        return {}
    newest = max(own, key=lambda r: (r["date"], r["id"]))
    return {"searched_on": newest["date"], "search": newest["id"], "searched_in": newest.get("searched_in") or ""}
