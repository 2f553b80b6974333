"""Approved, announced, said to have come in, measured: five kinds of sum that are never added or joined."""

from __future__ import annotations

import pandas as pd

from dashboard.charts import axes, frames, phrases, sides, style, theme, wording
from dashboard.charts.base import Chart, Choice, Choices, Facts, Figure, Phrases, Row, TableMap
from dashboard.charts.investment import _investment
from dashboard.texts import formats, word
from dashboard.texts.parties import parties

phrase = Phrases("investment-stages")
KINDS = theme.LOOKS["measure_kind"]


def _origins(tables: TableMap) -> dict[str, str]:
    """The first country, all of the world, and others of which sums are held."""
    named = (sides.pair(tables).first, "WLD", *parties().order("origins"))
    return {origin: wording.country(origin) for origin in named}


CHOICES = (Choice("origin", offered=_origins),)


def select(tables: TableMap, choices: Choices) -> pd.DataFrame:
    """Rows of `investment` from one origin with a value, oldest first."""
    rows = frames.chosen(_investment.once(tables), choices, origin_id="origin")
    rows = frames.known(rows[rows["value_usd"].gt(0).fillna(False)], "period_start", "period_end")
    return frames.ordered(rows, "period_end period_start id")


def draw(rows: pd.DataFrame) -> Figure:
    """Each figure over its period, on a scale on which ten times as much is one step."""
    records = list(frames.each(rows))
    kinds = {kind: (look, word("measure_kind", kind)) for kind, look in KINDS.items()}
    return style.figure(
        [*_investment.over_periods(records, "measure_kind", kinds, _hover, size=9)],
        axes.years(min(map(_investment.begin, records)), max(map(_investment.middle, records))),
        axes.decades(int(rows["value_usd"].min()) / 1.8, int(rows["value_usd"].max()) * 1.8),
    )


def _amount(row: Row) -> dict[str, str]:
    return {"kind": word("measure_kind", row.measure_kind), "amount": formats.dollars(row.value_usd)}


def _hover(row: Row) -> str:
    text = phrase("hover", **_amount(row))
    return wording.words(_investment.period(row), text, word("series", row.series), str(row.root))


def facts(rows: pd.DataFrame) -> Facts:
    """The newest figure of each kind, beside each other; of one statement the whole and never a part of it."""
    last = {r.measure_kind: r for r in frames.each(frames.ordered(rows, "period_end period_start value_usd"))}
    newest = [last[kind] for kind in KINDS if kind in last]
    texts = [phrase("newest", period=_investment.period(r), **_amount(r)) for r in newest]
    named = phrases.fewer([phrase("kind", **_amount(r)) for r in newest])
    return {"origin": rows["origin"].iloc[-1], "named": named, "text": "; ".join(texts)}


CHART = Chart(phrase, select, draw, facts, table="investment", choices=CHOICES, dated=True, yearly=False)
