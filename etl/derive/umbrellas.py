"""`umbrellas`: each frame agreement by itself, with the share of its value that shows evidence of work."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd

from etl.claims.message import Message, columns, message
from etl.contract.frames import Tables, Words, conform
from etl.contract.rows import records
from etl.contract.tables import TABLES
from etl.measures import pledges as measure


def umbrellas(tables: Tables, words: Words) -> pd.DataFrame:
    """Frame of `umbrellas`: each frame agreement, with the share of its value that shows evidence of work."""
    rows = tables["agreements"]
    frame = measure.umbrellas(rows).join(rows.set_index("id")[["title", "status_asof"]], on="id")
    texts = pd.DataFrame([columns(sentence=_sentence(r, words)) for r in records(frame)], index=frame.index)
    return conform(TABLES["umbrellas"], frame.join(texts))


def _sentence(r: Mapping[str, Any], words: Words) -> Message:
    if pd.isna(r["share_low"]):
        return message("depth.umbrella.none", words, title=r["title"], asof=r["status_asof"])
    low, high = (f"{100 * float(r[c]):.0f}" for c in ("share_low", "share_high"))
    value = f"{int(r['value_usd']) / 1e9:,.1f}".removesuffix(".0")
    sure, open_above = float(r["share_low"]) > 0, float(r["share_high"]) > float(r["share_low"])
    if r["unvalued"] or (r["evidenced"] and not sure):
        key = "open"
    else:
        key = ("both" if open_above else "known") if sure else ("claimed" if open_above else "nothing")
    values = {"title": r["title"], "value": value, "low": low, "high": high, "asof": r["status_asof"]}
    return message(f"depth.umbrella.{key}", words, **values)
