"""What officials state against UNCTAD's measured inflow: two kinds of figure side by side, not comparable."""

from __future__ import annotations

from typing import Any

import pandas as pd

from dashboard.charts import axes, controls, frames, sides, style, theme, wording
from dashboard.charts.base import Chart, Choice, Choices, Figure, TableMap
from dashboard.charts.investment import _investment
from dashboard.texts import formats, say, word
from dashboard.texts.parties import parties

ID = "investment-total"
phrase = wording.Phrases(ID)
KINDS = ("realised_flow", "claimed_realised")
FIRST = "first"  # the group of figures of the first country alone


def _origins(tables: TableMap) -> dict[str, str]:
    both = sides.pair(tables)
    return {name: say(f"choice.origins.{name}") for name in ("both", "all")} | {
        both.slug(both.first): say("choice.origins.first")
    }


CHOICES = (Choice("origins", offered=_origins), *controls.ends("investment", "period_start", "2015", "2009"))
LOOKS = {
    "measured": theme.Look(theme.BLUE, "circle"),
    "stated": theme.Look(theme.GREEN, "triangle-up"),
    FIRST: theme.Look(theme.ORANGE, "square"),
}


def select(tables: TableMap, choices: Choices) -> pd.DataFrame:
    """Rows of `investment` said or measured to have come in, from all origins and from the first country."""
    rows = _investment.once(tables)
    rows = rows[rows["measure_kind"].isin(KINDS) & rows["value_usd"].notna() & rows["period_end"].notna()]
    first = sides.pair(tables).first
    origins = {"both": ("WLD", first), "all": ("WLD",)}.get(choices["origins"], (first,))
    rows = rows[rows["origin_id"].isin(origins) & controls.within(rows["period_end"], choices)]
    return frames.ordered(rows, "period_start period_end origin_id id")


def _group(row: Any) -> str:
    if row.origin_id == parties().first:
        return FIRST
    return "measured" if row.cell_basis == "observed" else "stated"


def draw(rows: pd.DataFrame) -> Figure:
    """A bar over the period of each figure at its value; with a dot where an official states it."""
    records = list(frames.each(rows))
    data: list[style.Trace] = []
    for name, look in LOOKS.items():
        title, group = phrase(name), [r for r in records if _group(r) == name]
        data += _investment.over_periods(group, look, _hover, name=name, title=title, width=3)
    starts, ends = zip(*[_investment.span(r) for r in records], strict=True)
    return style.figure(data, axes.years(min(starts), max(ends)), axes.money(rows["value_usd"]))


def _hover(row: Any) -> str:
    who = phrase("origin", origin=row.origin, kind=word("measure_kind", row.measure_kind))
    label = "" if row.period_precision == "exact" else phrase("label")
    return wording.words(_investment.period(row), who, formats.dollars(row.value_usd), str(row.root), label)


def _newest(rows: pd.DataFrame) -> tuple[pd.DataFrame, pd.DataFrame]:
    """The newest sum stated for the first country, and what UNCTAD measures from everywhere that year, or last."""
    stated = rows[(rows["origin_id"] == parties().first) & (rows["period_precision"] == "exact")].tail(1)
    measured = rows[rows["measure_kind"] == "realised_flow"]
    if stated.empty:
        return stated, measured.tail(1)
    year = str(stated["period_start"].iloc[0])[:4]
    return stated, measured[measured["period_start"].str[:4] == year].head(1)


def finding(rows: pd.DataFrame) -> str:
    """What is stated for the first country alone beside what is measured from all origins that year."""
    stated, measured = _newest(rows)
    sums = [(formats.dollars(r.value_usd), r.period_label) for r in frames.each(pd.concat([stated, measured]))]
    if not sums:
        return phrase.head("head_labels", n=len(rows))
    (amount, period), (total, year) = sums[0], sums[-1]
    if stated.empty:
        return phrase.head("head_measured", amount=total, year=year)
    name = "head_stated" if measured.empty else "head"
    return phrase.head(name, amount=amount, period=period, measured=total, year=year)


def detail(rows: pd.DataFrame) -> str:
    """The same in full, with what is stated for all origins that year."""
    (own, flow), world = map(frames.first, _newest(rows)), rows[rows["origin_id"] == "WLD"]
    if own is None:
        only = flow and phrase("only", amount=formats.dollars(flow.value_usd), year=flow.period_label)
        return only or phrase("labels", n=len(rows))
    text = phrase("stated_russia", amount=formats.dollars(own.value_usd), period=_investment.period(own))
    every = frames.first(world[world["period_label"] == own.period_label])
    if every:
        text += phrase("of_all", amount=formats.dollars(every.value_usd))
    if flow:
        text += phrase("against", amount=formats.dollars(flow.value_usd), year=own.period_start[:4])
    return text + "."


def facts(rows: pd.DataFrame) -> dict[str, Any]:
    """How many figures there are of which kind."""
    count = pd.Series([_group(r) for r in frames.each(rows)]).value_counts()
    return {"text": ", ".join(f"{int(count[n])} {phrase(n)}" for n in LOOKS if n in count)}


CHART = Chart(
    select, draw, finding, detail, facts=facts, id=ID, table="investment", choices=CHOICES, dated=True, yearly=False
)
