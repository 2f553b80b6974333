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
    keys = ["period_start", "period_end", "origin_id", "id"]
    return rows.sort_values(keys, kind="stable", ignore_index=True)


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


def finding(rows: pd.DataFrame) -> str:
    """The newest sum stated for the first country alone beside what UNCTAD measures from all origins that year."""
    stated = rows[(rows["origin_id"] == parties().first) & (rows["period_precision"] == "exact")]
    measured = rows[rows["measure_kind"] == "realised_flow"]
    if len(stated):
        row = stated.iloc[-1]
        known = {"amount": formats.dollars(row["value_usd"]), "period": row["period_label"]}
        same = measured[measured["period_start"].str[:4] == str(row["period_start"])[:4]]
        if same.empty:
            return phrase.head("head_stated", **known)
        total = formats.dollars(same["value_usd"].iloc[0])
        return phrase.head(measured=total, year=same["period_label"].iloc[0], **known)
    if measured.empty:
        return phrase.head("head_labels", n=len(rows))
    row = measured.iloc[-1]
    return phrase.head("head_measured", amount=formats.dollars(row["value_usd"]), year=row["period_label"])


def detail(rows: pd.DataFrame) -> str:
    """The newest sum stated for the first country beside what is stated and measured for all origins that year."""
    own = rows[(rows["origin_id"] == parties().first) & (rows["period_precision"] == "exact")]
    if own.empty:
        return _measured(rows)
    row = own.iloc[-1]
    text = phrase("stated_russia", amount=formats.dollars(row["value_usd"]), period=_investment.period(row))
    stated = rows[(rows["origin_id"] == "WLD") & (rows["period_label"] == row["period_label"])]
    if len(stated):
        text += phrase("of_all", amount=formats.dollars(stated.iloc[0]["value_usd"]))
    year = row["period_start"][:4]
    measured = rows[(rows["measure_kind"] == "realised_flow") & (rows["period_start"].str[:4] == year)]
    if len(measured):
        amount = formats.dollars(measured.iloc[0]["value_usd"])
        text += phrase("against", amount=amount, year=year)
    return text + "."


def _measured(rows: pd.DataFrame) -> str:
    flows = rows[rows["measure_kind"] == "realised_flow"]
    if flows.empty:
        return "" if rows.empty else phrase("labels", n=len(rows))
    row = flows.iloc[-1]
    return phrase("only", amount=formats.dollars(row["value_usd"]), year=row["period_label"])


def facts(rows: pd.DataFrame) -> dict[str, Any]:
    """How many figures there are of which kind."""
    count = pd.Series([_group(r) for r in frames.each(rows)]).value_counts()
    return {"text": ", ".join(f"{int(count[n])} {phrase(n)}" for n in LOOKS if n in count)}


CHART = Chart(
    select, draw, finding, detail, facts=facts, id=ID, table="investment", choices=CHOICES, dated=True, yearly=False
)
