"""What officials state against UNCTAD's measured inflow: two kinds of figure side by side, not comparable."""

from __future__ import annotations

import pandas as pd

from dashboard.charts import axes, controls, frames, sides, style, theme, wording
from dashboard.charts.base import Chart, Choice, Choices, Facts, Figure, Phrases, Row, TableMap
from dashboard.charts.investment import _investment
from dashboard.texts import formats, say, word
from dashboard.texts.parties import parties

phrase = Phrases("investment-total")
KINDS = ("realised_flow", "claimed_realised")
FIRST = "first"  # the group of figures of the first country alone
LOOKS = theme.LOOKS["investment_total"]


def _origins(tables: TableMap) -> dict[str, str]:
    both = sides.pair(tables)
    options = {"both": "both", "all": "all", both.slug(both.first): FIRST}
    return {option: say(f"choice.origins.{name}") for option, name in options.items()}


CHOICES = (Choice("origins", offered=_origins), *controls.ends("investment", "period_start", "2015", "2009"))


def select(tables: TableMap, choices: Choices) -> pd.DataFrame:
    """Rows of `investment` said or measured to have come in, from all origins and from the first country."""
    rows = frames.known(_investment.once(tables), "value_usd", "period_start", "period_end")
    first = sides.pair(tables).first
    origins = {"both": ("WLD", first), "all": ("WLD",)}.get(choices["origins"], (first,))
    rows = rows[rows["measure_kind"].isin(KINDS) & rows["origin_id"].isin(origins)]
    return frames.ordered(rows[controls.within(rows["period_end"], choices)], "period_start period_end origin_id id")


def _group(row: Row) -> str:
    if row.origin_id == parties().first:
        return FIRST
    return "measured" if row.cell_basis == "observed" else "stated"


def draw(rows: pd.DataFrame) -> Figure:
    """A bar over the period of each figure at its value; with a dot where an official states it."""
    records = list(frames.each(rows.assign(group=[_group(r) for r in frames.each(rows)])))
    kinds = {name: (look, phrase(name)) for name, look in LOOKS.items()}
    return style.figure(
        [*_investment.over_periods(records, "group", kinds, _hover, width=3)],
        axes.years(min(map(_investment.begin, records)), max(map(_investment.end, records))),
        axes.money(rows["value_usd"]),
    )


def _hover(row: Row) -> str:
    who = phrase("origin", origin=row.origin, kind=word("measure_kind", row.measure_kind))
    label = "" if row.period_precision == "exact" else phrase("label")
    return wording.words(_investment.period(row), who, formats.dollars(row.value_usd), str(row.root), label)


def facts(rows: pd.DataFrame) -> Facts:
    """The newest sum stated for the first country, and what UNCTAD measures from everywhere that year, or last.

    In full with what is stated for all origins that year.
    """
    groups = [_group(r) for r in frames.each(rows)]
    text = ", ".join(f"{groups.count(name)} {phrase(name)}" for name in LOOKS if name in groups)
    known = {"n": len(rows), "text": text}
    own = frames.last(frames.of(rows, origin_id=parties().first, period_precision="exact"))
    measured = frames.of(rows, measure_kind="realised_flow")
    if own:
        known |= {
            "amount": formats.dollars(own.value_usd),
            "label": own.period_label,
            "period": _investment.period(own),
        }
        measured = measured[measured["period_start"].str[:4] == own.period_start[:4]].head(1)
    flow = frames.last(measured)
    if flow:
        known |= {"measured": formats.dollars(flow.value_usd), "year": flow.period_label}
    if not own:
        return {"wording": "measured" if flow else "labels", **known}
    every = frames.first(frames.of(rows, origin_id="WLD", period_label=own.period_label))
    known["of_all"] = phrase("of_all", amount=formats.dollars(every.value_usd)) if every else ""
    known["against"] = phrase("against", amount=known["measured"], year=own.period_start[:4]) if flow else ""
    return {"wording": "" if flow else "stated", **known}


CHART = Chart(phrase, select, draw, facts, table="investment", choices=CHOICES, dated=True, yearly=False)
