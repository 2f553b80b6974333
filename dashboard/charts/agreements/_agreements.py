"""Agreements as charts choose and show them: stages, groups of sectors, and how a stage is filled.

Only evidenced work is solid; contracts are hatched; memoranda, talks and reports are an outline.
"""

from __future__ import annotations

from collections.abc import Callable

import pandas as pd

from dashboard.charts import theme, wording
from dashboard.charts.base import Choice, Row
from dashboard.texts import formats, word

STAGES = ("R", "T", "M", "C", "W", "D")
FILLS = {"R": "outline", "T": "outline", "M": "outline", "C": "hatched", "W": "solid", "D": "solid"}
COLOUR = theme.BLUE
STATES = theme.LOOKS["agreement_state"]
SECTORS = Choice("sector", ("all", "energy", "nuclear", "transport", "arms", "framework"))


def counts(rows: pd.DataFrame) -> dict[str, int]:
    """How many agreements there are, and how many of them stop at which kind of stage."""
    fills = rows["furthest"].map(FILLS)
    return {"n": len(rows), **{name: int((fills == name).sum()) for name in ("outline", "hatched", "solid")}}


def symbol(look: theme.Look) -> Callable[[Row], str]:
    """Marker of an agreement by how firm its furthest stage is."""
    endings = {"outline": "-open", "hatched": "-open-dot", "solid": ""}
    return lambda row: look.symbol + endings[FILLS[row.furthest]]


def value(row: Row) -> str:
    """The money of a row in words, with who stated it; empty when no sum is known."""
    if pd.isna(row.value_usd):
        return ""
    who = "" if pd.isna(row.value_status) else f" ({word('value_status', row.value_status)})"
    return formats.dollars(int(row.value_usd)) + who


def hover(row: Row) -> str:
    """What a label over a row says: title, date and stage, state, money, status."""
    stage = word("stage", row.furthest)
    texts = [formats.day(str(row.signed_date)), f"{stage}; {word('state', row.state)}", value(row)]
    status = "" if pd.isna(row.status_text) else wording.wrapped(str(row.status_text))
    return "<br>".join(
        filter(None, [f"<b>{wording.wrapped(str(row.title))}</b>", *[wording.safe(t) for t in texts], status])
    )
