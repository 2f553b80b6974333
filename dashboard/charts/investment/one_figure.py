"""One figure quoted for several periods: each period it is said to be of, drawn under the other."""

from __future__ import annotations

from typing import Any

import pandas as pd

from dashboard.charts import headlines, style, theme, titled_rows
from dashboard.charts.base import Chart, Choice, Choices, Figure, TableMap
from dashboard.charts.investment import _investment
from dashboard.texts import formats, say, word

ID = "one-figure"
COLUMNS = [*_investment.COLUMNS, "figure", "figure_sentence"]
CHOICES = (Choice("kind", ("claimed_realised", "announced")),)


def select(tables: TableMap, choices: Choices) -> pd.DataFrame:
    """Rows of `investment` that `anomalies` names as one figure with several periods, whoever they come from.

    A figure belongs to every kind that one of its rows has; `announced` shows only its announced rows.
    """
    marked = tables["anomalies"]
    marked = marked[(marked["anomaly"] == "reused") & (marked["row_table"] == "investment")]
    rows = _investment.once(tables)
    found = []
    for one in marked.itertuples():
        named = rows[rows["id"].isin(str(one.row_key).split())]
        if choices["kind"] == "announced":
            named = named[named["measure_kind"] == "announced"]
        if (named["measure_kind"] == choices["kind"]).any():
            found.append(named.assign(figure=str(one.row_key), figure_sentence=str(one.sentence)))
    if not found:
        return pd.DataFrame(columns=COLUMNS)
    keys = ["figure", "period_start", "period_end", "id"]
    return pd.concat(found, ignore_index=True).sort_values(keys, kind="stable", ignore_index=True)[COLUMNS]


def draw(rows: pd.DataFrame) -> Figure:
    """One bar over each period, from its first to its last day, under the words of its publisher."""
    if rows.empty:
        return style.empty_figure(CHART.height)
    records = list(rows.itertuples())
    spans = [_investment.span(r) for r in records]
    first, last = min(s for s, _ in spans), max(e for _, e in spans)
    width = max(last - first, 1.0)
    look = theme.country("RUS")
    bars = {
        "type": "bar", "orientation": "h", "base": [round(s, 3) for s, _ in spans],
        "x": [round(max(e - s, width * 0.01), 3) for s, e in spans],
        "y": [i + titled_rows.UNDER for i in range(len(records))], "width": 0.24, "showlegend": False,
        "hovertext": [_hover(r) for r in records], "hoverinfo": "text",
        "marker": {
            "color": look.colour, "line": {"color": look.colour, "width": 1.5},
            "pattern": {"shape": ["" if r.period_precision == "exact" else "/" for r in records]},
        },
    }  # fmt: skip
    axis = style.years(first, last)
    left = first - width * 0.02
    texts = [_title(r) for r in records]
    ends = [left, last + width * 0.02]
    layout = titled_rows.rows_layout(len(records), ends, titled_rows.pitch(texts), xaxis=axis | {"range": ends})
    return {"data": [bars, titled_rows.titles(texts, left)], "layout": layout}


def _title(row: Any) -> str:
    return say(f"chart.{ID}.row", amount=formats.dollars(int(row.value_usd)), period=_investment.period(row))


def _hover(row: Any) -> str:
    kind = word("measure_kind", row.measure_kind)
    precise = "" if row.period_precision == "exact" else say(f"chart.{ID}.label")
    return style.words(
        row.period_label, formats.dollars(int(row.value_usd)), kind, str(row.root), str(row.publisher), precise
    )


def finding(rows: pd.DataFrame) -> str:
    """For each figure shown whose it is, and for how many different periods it is quoted."""
    if rows.empty:
        return headlines.none(ID)
    named = [
        say(
            f"chart.{ID}.of_{group['origin_id'].iloc[0]}", amount=formats.dollars(int(group["value_usd"].min())),
            n=group["period_label"].nunique(),
        )
        for _, group in rows.groupby("figure", sort=False)
    ]  # fmt: skip
    return headlines.fit(say(f"chart.{ID}.head", told=headlines.joined(named)))


def detail(rows: pd.DataFrame) -> str:
    """Between what amounts, and for how many different periods."""
    if rows.empty:
        return style.empty(ID)
    figures = rows.groupby("figure", sort=False)
    told = []
    for _, group in figures:
        low, high = formats.dollars(int(group["value_usd"].min())), formats.dollars(int(group["value_usd"].max()))
        amount = low if low == high else say(f"chart.{ID}.between", low=low, high=high)
        told.append(say(f"chart.{ID}.quoted", amount=amount, n=group["period_label"].nunique()))
    return say(f"chart.{ID}.finding", told="; ".join(told))


def alt(rows: pd.DataFrame) -> str:
    """The periods in words."""
    if rows.empty:
        return say("chart.empty")
    told = "; ".join(_title(r) for r in rows.itertuples())
    return detail(rows) + " " + say(f"chart.{ID}.alt", told=told)


CHART = Chart(
    id=ID,
    table="investment",
    choices=CHOICES,
    select=select,
    draw=draw,
    finding=finding,
    detail=detail,
    alt=alt,
    height=406,
)
