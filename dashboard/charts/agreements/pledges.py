"""Pledges by year of signing and furthest stage, each counted once; sums as intervals, never one total."""

from __future__ import annotations

from typing import Any

import pandas as pd

from dashboard.charts import axes, controls, frames, periods, style, theme, wording
from dashboard.charts.agreements import _agreements
from dashboard.charts.base import Chart, Choice, Choices, Figure, TableMap
from dashboard.texts import formats, word

ID = "pledges"
phrase = wording.Phrases(ID)
COLUMNS = """
    year stage agreements unknown value_low_usd value_high_usd open_above realised_usd
""".split()
CHOICES = (Choice("show", ("agreements", "money")), *controls.ends("pledges", "year", "1992", "1992"))
STAGES = ("announced", "contracted", "evidenced", "delivered")
FILLS = {"announced": "-open", "contracted": "-open-dot", "evidenced": "", "delivered": ""}
SHAPES = {"announced": "circle", "contracted": "diamond", "evidenced": "square", "delivered": "square"}


def select(tables: TableMap, choices: Choices) -> pd.DataFrame:
    """Rows of `pledges` since a year; for money, those of which at least one sum is known."""
    rows = tables["pledges"]
    rows = rows[controls.within(rows["year"], choices)]
    if choices["show"] == "money":
        rows = rows[rows["value_high_usd"].notna()]
    return frames.ordered(rows.assign(show=choices["show"]), "year stage", [*COLUMNS, "show"])


def draw(rows: pd.DataFrame) -> Figure:
    """Numbers in lanes of stages; or a line from the lowest to the highest sum of each year and stage."""
    draw_stage = _money if rows["show"].iloc[0] == "money" else _numbers
    stages = [(stage, list(frames.each(rows[rows["stage"] == stage]))) for stage in STAGES]
    lanes = axes.lanes([word("pledge_short", s) for s in STAGES], (-0.6, len(STAGES) - 0.4))
    return style.figure(
        [trace for stage, records in stages if records for trace in draw_stage(stage, records)],
        axes.years(**periods.ends(rows)),
        lanes if draw_stage is _numbers else axes.money(rows["value_high_usd"]),
    )


def _look(stage: str) -> theme.Look:
    colour = theme.GREEN if stage == "delivered" else _agreements.COLOUR
    return theme.Look(colour, SHAPES[stage] + FILLS[stage])


def _money(stage: str, rows: list[Any]) -> list[style.Trace]:
    """A line from the lowest to the highest sum of each year, stages side by side."""
    look, aside = _look(stage), (STAGES.index(stage) - 1.5) * 0.16
    ends = [(int(r.year) + aside, int(r.value_low_usd), int(r.year) + aside, int(r.value_high_usd)) for r in rows]
    name = word("pledge", stage)
    points = style.marks(rows, look, _hover, x=lambda r: int(r.year) + aside, y="value_high_usd", name=name)
    return [style.spans(ends, look, 2, "dot"), points]


def _numbers(stage: str, rows: list[Any]) -> list[style.Trace]:
    """A mark for each year, the larger the more agreements, with their number above it where they are several."""
    lane, name = STAGES.index(stage), word("pledge", stage)
    trace = style.marks(rows, _look(stage), _hover, x="year", y=lambda _: lane, name=name)
    sizes = [7 + 2 * int(r.agreements) for r in rows]
    trace["marker"] |= {"size": sizes, "opacity": 1}  # plotly draws marks of several sizes faint
    numbers = [str(int(r.agreements)) if r.agreements > 1 else "" for r in rows]
    more = {"textposition": "top center", "textfont": {"size": 11}, "cliponaxis": False}
    return [trace | {"mode": "markers+text", "text": numbers, **more}]


def _sum(row: Any) -> str:
    if pd.isna(row.value_high_usd):
        return phrase("no_sum")
    low, high = formats.dollars(row.value_low_usd), formats.dollars(row.value_high_usd)
    more = phrase("open_above") if bool(row.open_above) else ""
    return (high if low == high else phrase("between", low=low, high=high)) + more


def _hover(row: Any) -> str:
    counted = phrase("hover", n=int(row.agreements), unknown=int(row.unknown))
    return wording.words(f"{int(row.year)}: {word('pledge', row.stage)}", counted, _sum(row))


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


CHART = Chart(select, draw, finding, detail, id=ID, table="pledges", choices=CHOICES, listed=listed, dated=True)
