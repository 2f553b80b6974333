"""Pledges by year of signing and furthest stage, each counted once; sums as intervals, never one total."""

from __future__ import annotations

import pandas as pd

from dashboard.charts import axes, controls, frames, lines, periods, style, theme, wording
from dashboard.charts.base import Chart, Choice, Choices, Facts, Figure, Phrases, Row, TableMap
from dashboard.texts import formats, word

phrase = Phrases("pledges")
CHOICES = (Choice("show", ("agreements", "money")), *controls.ends("pledges", "year", "1992", "1992"))
LOOKS = theme.LOOKS["pledge_stage"]
STAGES = tuple(LOOKS)


def select(tables: TableMap, choices: Choices) -> pd.DataFrame:
    """Rows of `pledges` since a year; for money, those of which at least one sum is known."""
    rows = tables["pledges"]
    rows = rows[controls.within(rows["year"], choices)].assign(show=choices["show"])
    return frames.ordered(frames.known(rows, "value_high_usd") if choices["show"] == "money" else rows, "year stage")


def draw(rows: pd.DataFrame) -> Figure:
    """Numbers in lanes of stages; or a line from the lowest to the highest sum of each year and stage."""
    money = rows["show"].iloc[0] == "money"
    lanes = axes.lanes([word("pledge_short", s) for s in STAGES], (-0.6, len(STAGES) - 0.4))
    return style.figure(
        [
            trace
            for group in style.groups(frames.each(rows), "stage", LOOKS)
            for trace in (_sums(*group) if money else [_numbers(*group)])
        ],
        axes.years(**periods.ends(rows)),
        axes.money(rows["value_high_usd"]) if money else lanes,
    )


def _sums(stage: str, look: theme.Look, rows: list[Row]) -> list[style.Trace]:
    """A line from the lowest to the highest sum of each year, stages side by side."""

    def place(row: Row) -> float:
        return int(row.year) + (STAGES.index(stage) - 1.5) * 0.16

    points = style.marks(rows, look, _hover, x=place, y="value_high_usd", name=word("pledge", stage))
    return [lines.spans(rows, look, x=place, y=("value_low_usd", "value_high_usd"), dash="dot"), points]


def _numbers(stage: str, look: theme.Look, rows: list[Row]) -> style.Trace:
    """A mark for each year, the larger the more agreements, with their number above it where they are several."""
    lane, name = STAGES.index(stage), word("pledge", stage)
    trace = style.marks(rows, look, _hover, x="year", y=lambda _: lane, name=name)
    sizes = [7 + 2 * int(r.agreements) for r in rows]
    trace["marker"] |= {"size": sizes, "opacity": 1}  # plotly draws marks of several sizes faint
    numbers = [str(int(r.agreements)) if r.agreements > 1 else "" for r in rows]
    more = {"textposition": "top center", "textfont": {"size": 11}, "cliponaxis": False}
    return trace | {"mode": "markers+text", "text": numbers, **more}


def _sum(row: Row) -> str:
    if pd.isna(row.value_high_usd):
        return phrase("no_sum")
    low, high = formats.dollars(row.value_low_usd), formats.dollars(row.value_high_usd)
    more = phrase("open_above") if bool(row.open_above) else ""
    return (high if low == high else phrase("between", low=low, high=high)) + more


def _hover(row: Row) -> str:
    counted = phrase("hover", n=int(row.agreements), unknown=int(row.unknown))
    return wording.words(f"{int(row.year)}: {word('pledge', row.stage)}", counted, _sum(row))


def facts(rows: pd.DataFrame) -> Facts:
    """How many pledges there are, how many of them show work or are delivered, the newest, and the largest sum."""
    newest = frames.each(rows[rows["year"] == rows["year"].max()])
    solid = rows.loc[rows["stage"].isin(("evidenced", "delivered")), "agreements"]
    most = frames.last(frames.known(rows, "value_high_usd").sort_values("value_high_usd", kind="stable"))
    largest = most and phrase("largest", stage=word("pledge", most.stage), year=int(most.year), sum=_sum(most))
    return {
        "n": int(rows["agreements"].sum()),
        "solid": int(solid.sum()),
        **periods.ends(rows),
        "newest": ", ".join(f"{int(r.agreements)} {word('pledge', r.stage)}" for r in newest),
        "largest": f" {largest}" if largest else "",
    }


def _words(row: Row) -> str:
    return f"{int(row.year)} {word('pledge', row.stage)}: {int(row.agreements)}"


CHART = Chart(phrase, select, draw, facts, table="pledges", choices=CHOICES, listed=_words, dated=True)
