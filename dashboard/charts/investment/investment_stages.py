"""Approved, announced, said to have come in, measured: five kinds of sum that are never added or joined."""

from __future__ import annotations

from typing import Any

import pandas as pd

from dashboard.charts import axes, frames, headlines, sides, style
from dashboard.charts.base import Chart, Choice, Choices, Figure, TableMap
from dashboard.charts.investment import _investment
from dashboard.texts import formats, word
from dashboard.texts.parties import parties

ID = "investment-stages"
phrase = headlines.Phrases(ID)


def _origins(tables: TableMap) -> dict[str, str]:
    """The first country, all of the world, and others of which sums are held."""
    named = (sides.pair(tables).first, "WLD", *parties().order("origins"))
    return {origin: word("choice.partner", origin) for origin in named}


CHOICES = (Choice("origin", offered=_origins),)


def select(tables: TableMap, choices: Choices) -> pd.DataFrame:
    """Rows of `investment` from one origin with a value, oldest first."""
    rows = _investment.once(tables)
    rows = rows[(rows["origin_id"] == choices["origin"]) & rows["value_usd"].gt(0).fillna(False)]
    rows = rows[rows["period_end"].notna()]
    return rows.sort_values(["period_end", "period_start", "id"], kind="stable", ignore_index=True)


def draw(rows: pd.DataFrame) -> Figure:
    """Each figure over its period, on a scale on which ten times as much is one step."""
    records = list(frames.each(rows))
    data: list[style.Trace] = []
    for kind, look in _investment.KINDS.items():
        title, group = word("measure_kind", kind), [r for r in records if r.measure_kind == kind]
        data += _investment.over_periods(group, look, _hover, name=kind, title=title, size=9)
    return style.figure(
        data,
        CHART.height,
        axes.years(min(_investment.span(r)[0] for r in records), max(_investment.middle(r) for r in records)),
        axes.decades(int(rows["value_usd"].min()) / 1.8, int(rows["value_usd"].max()) * 1.8),
    )


def _hover(row: Any) -> str:
    kind = phrase("hover", kind=word("measure_kind", row.measure_kind), amount=formats.dollars(row.value_usd))
    return style.words(_investment.period(row), kind, word("series", row.series), str(row.root))


def finding(rows: pd.DataFrame) -> str:
    """The newest figure of each kind, beside each other."""
    newest = rows.drop_duplicates("measure_kind", keep="last").set_index("measure_kind")["value_usd"]
    named = [
        phrase("kind", kind=word("measure_kind", kind), amount=formats.dollars(newest[kind]))
        for kind in _investment.KINDS
        if kind in newest.index
    ]
    origin = rows["origin"].iloc[-1]
    return headlines.fit(*(phrase("head", origin=origin, text=", ".join(named[:n])) for n in range(len(named), 0, -1)))


def detail(rows: pd.DataFrame) -> str:
    """The newest figure of each kind, beside each other."""
    newest = rows.drop_duplicates("measure_kind", keep="last").set_index("measure_kind")
    texts = [
        phrase(
            "newest",
            kind=word("measure_kind", kind),
            period=_investment.period(newest.loc[kind]),
            amount=formats.dollars(newest.loc[kind, "value_usd"]),
        )
        for kind in _investment.KINDS
        if kind in newest.index
    ]
    return phrase("finding", origin=rows["origin"].iloc[-1], text="; ".join(texts))


CHART = Chart(select, draw, finding, detail, id=ID, table="investment", choices=CHOICES, dated=True, yearly=False)
