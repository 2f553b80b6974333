"""Approved, announced, said to have come in, measured: five kinds of sum that are never added or joined."""

from __future__ import annotations

from typing import Any

import pandas as pd

from dashboard.charts import axes, frames, sides, style, wording
from dashboard.charts.base import Chart, Choice, Choices, Figure, TableMap
from dashboard.charts.investment import _investment
from dashboard.texts import formats, word
from dashboard.texts.parties import parties

ID = "investment-stages"
phrase = wording.Phrases(ID)


def _origins(tables: TableMap) -> dict[str, str]:
    """The first country, all of the world, and others of which sums are held."""
    named = (sides.pair(tables).first, "WLD", *parties().order("origins"))
    return {origin: wording.country(origin) for origin in named}


CHOICES = (Choice("origin", offered=_origins),)


def select(tables: TableMap, choices: Choices) -> pd.DataFrame:
    """Rows of `investment` from one origin with a value, oldest first."""
    rows = _investment.once(tables)
    rows = rows[(rows["origin_id"] == choices["origin"]) & rows["value_usd"].gt(0).fillna(False)]
    rows = rows[rows["period_end"].notna()]
    return frames.ordered(rows, "period_end period_start id")


def draw(rows: pd.DataFrame) -> Figure:
    """Each figure over its period, on a scale on which ten times as much is one step."""
    records = list(frames.each(rows))
    data: list[style.Trace] = []
    for kind, look in _investment.KINDS.items():
        title, group = word("measure_kind", kind), [r for r in records if r.measure_kind == kind]
        data += _investment.over_periods(group, look, _hover, name=kind, title=title, size=9)
    return style.figure(
        data,
        axes.years(min(_investment.span(r)[0] for r in records), max(_investment.middle(r) for r in records)),
        axes.decades(int(rows["value_usd"].min()) / 1.8, int(rows["value_usd"].max()) * 1.8),
    )


def _hover(row: Any) -> str:
    kind = phrase("hover", kind=word("measure_kind", row.measure_kind), amount=formats.dollars(row.value_usd))
    return wording.words(_investment.period(row), kind, word("series", row.series), str(row.root))


def finding(rows: pd.DataFrame) -> str:
    """The newest figure of each kind, beside each other."""
    named = [
        phrase("kind", kind=word("measure_kind", r.measure_kind), amount=formats.dollars(r.value_usd))
        for r in _newest(rows)
    ]
    origin = rows["origin"].iloc[-1]
    return wording.fit(*(phrase("head", origin=origin, text=", ".join(named[:n])) for n in range(len(named), 0, -1)))


def detail(rows: pd.DataFrame) -> str:
    """The newest figure of each kind, beside each other."""
    texts = [
        phrase(
            "newest",
            kind=word("measure_kind", r.measure_kind),
            period=_investment.period(r),
            amount=formats.dollars(r.value_usd),
        )
        for r in _newest(rows)
    ]
    return phrase("finding", origin=rows["origin"].iloc[-1], text="; ".join(texts))


def _newest(rows: pd.DataFrame) -> list[Any]:
    """The newest row of each kind, in the order of KINDS; of one statement the whole and never a part of it."""
    ordered = rows.sort_values(["period_end", "period_start", "value_usd"], kind="stable")
    newest = {r.measure_kind: r for r in frames.each(ordered)}
    return [newest[kind] for kind in _investment.KINDS if kind in newest]


CHART = Chart(select, draw, finding, detail, id=ID, table="investment", choices=CHOICES, dated=True, yearly=False)
