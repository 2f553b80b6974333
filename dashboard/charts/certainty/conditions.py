"""What the rule of a cause asks, condition by condition: met, not met, or not to be told."""

from __future__ import annotations

from typing import Any

import pandas as pd

from dashboard.charts import headlines, style, theme, titled_rows
from dashboard.charts.base import Chart, Choice, Choices, Figure, TableMap
from dashboard.texts import say, word

ID = "conditions"
COLUMNS = ["claim", "part", "position", "criterion", "title", "required", "met", "sentence", "row_table", "row_key"]
CHOICES = (Choice("cause", ("trade-rank.cause", "alignment.expediency")),)
LOOKS = {
    "met": theme.Look(theme.GREEN, "circle"),
    "not_met": theme.Look(theme.MARK, "square-open"),
    "untold": theme.Look(theme.MUTED, "x"),
}


def select(tables: TableMap, choices: Choices) -> pd.DataFrame:
    """Rows of `conditions` of one cause part, in the order in which its rule asks."""
    claim, part = choices["cause"].split(".")
    rows = tables["conditions"]
    rows = rows[(rows["claim"] == claim) & (rows["part"] == part)]
    return rows.sort_values("position", kind="stable", ignore_index=True)[COLUMNS]


def state(row: Any) -> str:
    """met, not_met, or untold where the figures held here cannot tell."""
    return "untold" if style.missing(row.met) else "met" if bool(row.met) else "not_met"


def draw(rows: pd.DataFrame) -> Figure:
    """A titled row for each condition, with the mark of its state at the left and the state in words beside it."""
    if rows.empty:
        return style.empty_figure(CHART.height)
    records = list(rows.itertuples())
    texts = [str(r.title) for r in records]
    data = [titled_rows.titles(texts, 0)]
    for name, look in LOOKS.items():
        kept = [(i + titled_rows.UNDER, r) for i, r in enumerate(records) if state(r) == name]
        if kept:
            hover = [style.words(str(r.title), *style.wrapped(str(r.sentence)).split("<br>")) for _, r in kept]
            data.append(style.points(
                [0.03] * len(kept), [y for y, _ in kept], look, [look.symbol] * len(kept), hover,
                word("condition", name), size=12,
            ))  # fmt: skip
            data.append(_told([y for y, _ in kept], word("condition", name)))
    return {"data": data, "layout": titled_rows.rows_layout(len(records), [-0.01, 1], titled_rows.pitch(texts))}


def _told(y: list[float], text: str) -> dict[str, Any]:
    return {
        "type": "scatter", "mode": "text", "x": [0.07] * len(y), "y": y, "text": [text] * len(y),
        "textposition": "middle right", "hoverinfo": "skip", "showlegend": False, "textfont": {"size": 12},
    }  # fmt: skip


def finding(rows: pd.DataFrame) -> str:
    """How many of the conditions that count are met, not met, and cannot be told."""
    asked = [state(r) for r in rows.itertuples() if bool(r.required)]
    if not asked:
        return headlines.none(ID)
    return headlines.fit(say(f"chart.{ID}.head", n=len(asked), **{name: asked.count(name) for name in LOOKS}))


def detail(rows: pd.DataFrame) -> str:
    """How many of the conditions that count are met, not met, and cannot be told."""
    asked = [state(r) for r in rows.itertuples() if bool(r.required)]
    if not asked:
        return style.empty(ID)
    return say(f"chart.{ID}.finding", n=len(asked), **{name: asked.count(name) for name in LOOKS})


def alt(rows: pd.DataFrame) -> str:
    """Every condition with its state and its sentence."""
    if rows.empty:
        return say("chart.empty")
    told = " ".join(f"{r.title}: {word('condition', state(r))}. {r.sentence}" for r in rows.itertuples())
    return detail(rows) + " " + say(f"chart.{ID}.alt", told=told)


CHART = Chart(
    id=ID,
    table="conditions",
    choices=CHOICES,
    select=select,
    draw=draw,
    finding=finding,
    detail=detail,
    alt=alt,
    height=350,
)
