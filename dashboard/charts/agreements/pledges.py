"""Pledges by year of signing and furthest stage, each counted once; sums as intervals, never one total."""

from __future__ import annotations

from typing import Any

import pandas as pd

from dashboard.charts import axes, frames, headlines, periods, spans, style, theme
from dashboard.charts.agreements import _agreements
from dashboard.charts.base import Chart, Choice, Choices, Figure, TableMap
from dashboard.texts import formats, word

ID = "pledges"
phrase = headlines.Phrases(ID)
COLUMNS = """
    year stage agreements unknown value_low_usd value_high_usd open_above realised_usd
""".split()
CHOICES = (Choice("show", ("agreements", "money")), *spans.ends("pledges", "year", "1992", "1992"))
STAGES = ("announced", "contracted", "evidenced", "delivered")
FILLS = {"announced": "-open", "contracted": "-open-dot", "evidenced": "", "delivered": ""}
SHAPES = {"announced": "circle", "contracted": "diamond", "evidenced": "square", "delivered": "square"}


def select(tables: TableMap, choices: Choices) -> pd.DataFrame:
    """Rows of `pledges` since a year; for money, those of which at least one sum is known."""
    rows = tables["pledges"]
    rows = rows[spans.within(rows["year"], choices)]
    if choices["show"] == "money":
        rows = rows[rows["value_high_usd"].notna()]
    return frames.ordered(rows.assign(show=choices["show"]), "year stage", [*COLUMNS, "show"])


def draw(rows: pd.DataFrame) -> Figure:
    """Numbers in lanes of stages; or a line from the lowest to the highest sum of each year and stage."""
    money = rows["show"].iloc[0] == "money"
    data = [t for stage in STAGES for t in _stage(stage, rows[rows["stage"] == stage], money)]
    return style.figure(
        data,
        CHART.height,
        axes.years(**periods.ends(rows)),
        axes.money(rows["value_high_usd"])
        if money
        else axes.lanes([word("pledge_short", s) for s in STAGES], (-0.6, len(STAGES) - 0.4)),
    )


def _look(stage: str) -> theme.Look:
    colour = theme.GREEN if stage == "delivered" else _agreements.COLOUR
    return theme.Look(colour, SHAPES[stage] + FILLS[stage])


def _stage(stage: str, rows: pd.DataFrame, money: bool) -> list[dict[str, Any]]:
    records, look = list(frames.each(rows)), _look(stage)
    if not records:
        return []
    if money:
        aside = (STAGES.index(stage) - 1.5) * 0.16
        places = [int(r.year) + aside for r in records]
        ends = [(x, int(r.value_low_usd), x, int(r.value_high_usd)) for x, r in zip(places, records, strict=True)]
        high = [int(r.value_high_usd) for r in records]
        points = style.points(
            places, high, look, [look.symbol] * len(high), [_hover(r) for r in records], name=word("pledge", stage)
        )
        return [style.spans(ends, look, 2, "dot"), points]
    return [
        {
            "type": "scatter",
            "mode": "markers+text",
            "name": word("pledge", stage),
            "x": [int(r.year) for r in records],
            "y": [STAGES.index(stage)] * len(records),
            "text": [str(int(r.agreements)) if r.agreements > 1 else "" for r in records],
            "textposition": "middle right",
            "textfont": {"size": 11},
            "hovertext": [_hover(r) for r in records],
            "hoverinfo": "text",
            "cliponaxis": False,
            "marker": {
                "color": look.colour,
                "symbol": look.symbol,
                "line": {"color": look.colour, "width": 2},
                "opacity": 1,
                "size": [7 + 2 * int(r.agreements) for r in records],
            },
        }
    ]


def _sum(row: Any) -> str:
    if style.missing(row.value_high_usd):
        return phrase("no_sum")
    low, high = formats.dollars(row.value_low_usd), formats.dollars(row.value_high_usd)
    more = phrase("open_above") if bool(row.open_above) else ""
    return (high if low == high else phrase("between", low=low, high=high)) + more


def _hover(row: Any) -> str:
    counted = phrase("hover", n=int(row.agreements), unknown=int(row.unknown))
    return style.words(f"{int(row.year)}: {word('pledge', row.stage)}", counted, _sum(row))


def finding(rows: pd.DataFrame) -> str:
    """How many pledges there are, and how many of them show work or are delivered."""
    solid = int(rows.loc[rows["stage"].isin(("evidenced", "delivered")), "agreements"].sum())
    return phrase.head(n=int(rows["agreements"].sum()), first=int(rows["year"].min()), solid=solid)


def detail(rows: pd.DataFrame) -> str:
    """How many years hold a pledge that reached work or more, and in what the newest years stop."""
    newest = rows[rows["year"] == rows["year"].max()]
    last = ", ".join(f"{int(r.agreements)} {word('pledge', r.stage)}" for r in frames.each(newest))
    known = rows[rows["value_high_usd"].notna()].sort_values("value_high_usd", kind="stable")
    text = phrase("finding", year=int(rows["year"].max()), last=last)
    if known.empty:
        return text
    row = frames.last(known)
    return text + " " + phrase("largest", stage=word("pledge", row.stage), year=int(row.year), sum=_sum(row))


def listed(rows: pd.DataFrame) -> str:
    """Every year and stage with its number."""
    return "; ".join(f"{int(r.year)} {word('pledge', r.stage)}: {int(r.agreements)}" for r in frames.each(rows))


CHART = Chart(
    select,
    draw,
    finding,
    detail,
    id=ID,
    table="pledges",
    choices=CHOICES,
    listed=listed,
    dated=True,
)
