"""Which parts of claims a chart offers: those that have rows in its table."""

from __future__ import annotations

from typing import Any

import pandas as pd

from dashboard.charts import frames, style
from dashboard.charts.base import TableMap


def titles(tables: TableMap, rows: pd.DataFrame) -> dict[str, str]:
    """`<claim>.<part>` -> each part with a row in `rows` in a few words, in the article's order."""
    known = set(zip(rows["claim"], rows["part"], strict=True))
    claims = tables["claims"][["id", "position", "phrase"]].rename(columns={"id": "claim", "position": "place"})
    parts = tables["parts"].merge(claims, on="claim").sort_values(["place", "position", "part"], kind="stable")
    return {f"{p.claim}.{p.part}": _title(p) for p in frames.each(parts) if (p.claim, p.part) in known}


def _title(part: Any) -> str:
    return f"{part.phrase}: {part.title}" if style.missing(part.question) else str(part.question)


def of_part(rows: pd.DataFrame, name: str) -> pd.DataFrame:
    """`rows` of the part `<claim>.<part>`."""
    claim, _, part = name.partition(".")
    return rows[(rows["claim"] == claim) & (rows["part"] == part)]
