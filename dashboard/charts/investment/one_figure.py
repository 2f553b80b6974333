"""One figure quoted for several periods: each period it is said to be of, drawn under the other."""

from __future__ import annotations

import pandas as pd

from dashboard.charts import frames, grids, wording
from dashboard.charts.base import Chart, Choice, Choices, Facts, Phrases, Row, TableMap
from dashboard.charts.investment import _investment
from dashboard.texts import formats, word

phrase = Phrases("one-figure")
CHOICES = (Choice("kind", ("claimed_realised", "announced")),)


def select(tables: TableMap, choices: Choices) -> pd.DataFrame:
    """Rows of `investment` that `anomalies` names as one figure with several periods, whoever they come from.

    A figure belongs to every kind that one of its rows has; `announced` shows only its announced rows.
    """
    rows = _investment.once(tables)
    figures = [rows.head(0).assign(figure="", figure_sentence="")]
    for one in frames.each(frames.of(tables["anomalies"], anomaly="reused", row_table="investment")):
        named = rows[rows["id"].isin(str(one.row_key).split())]
        of_kind = frames.chosen(named, choices, measure_kind="kind")
        if len(of_kind):
            shown = of_kind if choices["kind"] == "announced" else named
            figures.append(shown.assign(figure=str(one.row_key), figure_sentence=str(one.sentence)))
    return frames.ordered(pd.concat(figures, ignore_index=True), "figure period_start period_end id")


def _cells(row: Row) -> grids.Cells:
    """A period that a figure is quoted for: whose money, how much, and who said it."""
    whose = grids.cell(wording.country(row.origin_id), "strong")
    kind = word("measure_kind", row.measure_kind)
    return [whose, formats.dollars(row.value_usd), _investment.period(row), kind, str(row.root)]


def facts(rows: pd.DataFrame) -> Facts:
    """For each figure shown whose it is, for how many different periods it is quoted, and between what amounts."""
    figures = [group for _, group in rows.groupby("figure", sort=False)]
    named = tuple(wording.joined([_named(group, about=about) for group in figures]) for about in (True, False))
    return {"text": named, "every": "; ".join(map(_quoted, figures))}


def _named(group: pd.DataFrame, *, about: bool) -> str:
    """Whose figure, its smallest amount, the number of periods; `about` says that other amounts differ a little."""
    origin, amount = str(group["origin_id"].iloc[0]), formats.dollars(group["value_usd"].min())
    if about and group["value_usd"].nunique() > 1:
        amount = phrase("about", amount=amount)
    name, periods = "of_world" if origin == "WLD" else "of", group["period_label"].nunique()
    return phrase(name, origin=wording.country(origin), amount=amount, n=periods)


def _quoted(group: pd.DataFrame) -> str:
    low, high = formats.dollars(group["value_usd"].min()), formats.dollars(group["value_usd"].max())
    amount = low if low == high else phrase("between", low=low, high=high)
    return phrase("quoted", amount=amount, n=group["period_label"].nunique())


def _row(row: Row) -> str:
    return phrase("row", amount=formats.dollars(row.value_usd), period=_investment.period(row))


draw = grids.listing(phrase, "whose sum period kind root", _cells, (1,))
CHART = Chart(phrase, select, draw, facts, table="investment", choices=CHOICES, listed=_row, height=406)
