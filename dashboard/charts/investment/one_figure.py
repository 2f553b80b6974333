"""One figure quoted for several periods: each period it is said to be of, drawn under the other."""

from __future__ import annotations

from typing import Any

import pandas as pd

from dashboard.charts import frames, grids, wording
from dashboard.charts.base import Chart, Choice, Choices, Figure, TableMap
from dashboard.charts.investment import _investment
from dashboard.texts import formats, word

ID = "one-figure"
phrase = wording.Phrases(ID)
COLUMNS = [*_investment.COLUMNS, "figure", "figure_sentence"]
CHOICES = (Choice("kind", ("claimed_realised", "announced")),)


def select(tables: TableMap, choices: Choices) -> pd.DataFrame:
    """Rows of `investment` that `anomalies` names as one figure with several periods, whoever they come from.

    A figure belongs to every kind that one of its rows has; `announced` shows only its announced rows.
    """
    marked = tables["anomalies"]
    marked = marked[(marked["anomaly"] == "reused") & (marked["row_table"] == "investment")]
    rows = _investment.once(tables)
    figures = []
    for one in frames.each(marked):
        named = rows[rows["id"].isin(str(one.row_key).split())]
        if choices["kind"] == "announced":
            named = named[named["measure_kind"] == "announced"]
        if (named["measure_kind"] == choices["kind"]).any():
            figures.append(named.assign(figure=str(one.row_key), figure_sentence=str(one.sentence)))
    if not figures:
        return pd.DataFrame(columns=COLUMNS)
    return frames.ordered(pd.concat(figures, ignore_index=True), "figure period_start period_end id", COLUMNS)


def draw(rows: pd.DataFrame) -> Figure:
    """A row for each period that one figure is quoted for: whose money, how much, and who said it."""
    columns = ("whose", "sum", "period", "kind", "root")
    return grids.listed(ID, columns, rows, _cells, (1,))


def _cells(row: Any) -> grids.Row:
    whose = grids.cell(wording.country(row.origin_id), "strong")
    kind = word("measure_kind", row.measure_kind)
    return [whose, formats.dollars(row.value_usd), _investment.period(row), kind, str(row.root)]


def finding(rows: pd.DataFrame) -> str:
    """For each figure shown whose it is, and for how many different periods it is quoted."""
    figures = [group for _, group in rows.groupby("figure", sort=False)]
    wordings = ([_quoted(group, about=about) for group in figures] for about in (True, False))
    return wording.fit(*(phrase("head", text=wording.joined(named)) for named in wordings))


def _quoted(group: pd.DataFrame, *, about: bool) -> str:
    """Whose figure, its smallest amount, the number of periods; `about` says that other amounts differ a little."""
    origin, amount = str(group["origin_id"].iloc[0]), formats.dollars(group["value_usd"].min())
    if about and group["value_usd"].nunique() > 1:
        amount = phrase("about", amount=amount)
    name = "of_world" if origin == "WLD" else "of"
    periods = group["period_label"].nunique()
    return phrase(name, origin=wording.country(origin), amount=amount, n=periods)


def detail(rows: pd.DataFrame) -> str:
    """Between what amounts, and for how many different periods."""
    figures = rows.groupby("figure", sort=False)
    texts = []
    for _, group in figures:
        low, high = formats.dollars(group["value_usd"].min()), formats.dollars(group["value_usd"].max())
        amount = low if low == high else phrase("between", low=low, high=high)
        texts.append(phrase("quoted", amount=amount, n=group["period_label"].nunique()))
    return phrase("finding", text="; ".join(texts))


def listed(rows: pd.DataFrame) -> str:
    """The periods in words."""
    return "; ".join(
        phrase("row", amount=formats.dollars(r.value_usd), period=_investment.period(r)) for r in frames.each(rows)
    )


CHART = Chart(select, draw, finding, detail, id=ID, table="investment", choices=CHOICES, listed=listed, height=406)
