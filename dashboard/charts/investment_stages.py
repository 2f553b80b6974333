"""Approved, announced, said to have come in, measured: five kinds of sum that are never added or joined."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pandas as pd

from dashboard import theme
from dashboard.charts import marks, money_in, shared
from dashboard.charts.base import Chart, Choice, Choices, Figure, TableMap
from dashboard.texts import say, word

ID = "investment-stages"
CHOICES = (Choice("origin", ("RUS", "WLD", "CHN")),)


def select(tables: TableMap, choices: Choices) -> pd.DataFrame:
    """Rows of `investment` from one origin with a value, oldest first."""
    rows = money_in.once(tables)
    rows = rows[(rows["origin_id"] == choices["origin"]) & rows["value_usd"].gt(0).fillna(False)]
    rows = rows[rows["period_end"].notna()]
    return rows.sort_values(["period_end", "period_start", "id"], kind="stable", ignore_index=True)


def draw(rows: pd.DataFrame) -> Figure:
    """Each figure over its period, on a scale on which ten times as much is one step."""
    if rows.empty:
        return shared.empty_figure(CHART.height)
    records = list(rows.itertuples())
    data = [t for kind in money_in.KINDS for t in _traces(kind, [r for r in records if r.measure_kind == kind])]
    layout = {
        "height": CHART.height,
        "xaxis": marks.years(min(money_in.span(r)[0] for r in records), max(money_in.middle(r) for r in records)),
        "yaxis": marks.decades(int(rows["value_usd"].min()) / 1.8, int(rows["value_usd"].max()) * 1.8),
        "legend": marks.LEGEND,
    }  # fmt: skip
    return {"data": data, "layout": layout}


def _traces(kind: str, rows: list[Any]) -> Iterator[dict[str, Any]]:
    if not rows:
        return
    look = money_in.KINDS[kind]
    yield marks.key(word("measure_kind", kind), look, kind)
    ends = [(money_in.span(r)[0], int(r.value_usd), money_in.span(r)[1], int(r.value_usd)) for r in rows]
    yield marks.spans(ends, look, 2) | {"legendgroup": kind}
    yield marks.points(
        [money_in.middle(r) for r in rows], [int(r.value_usd) for r in rows], look,
        [marks.symbol(look, r.cell_basis) for r in rows], [_hover(r) for r in rows], group=kind, size=9,
    )  # fmt: skip


def _hover(row: Any) -> str:
    kind = say(
        f"chart.{ID}.hover", kind=word("measure_kind", row.measure_kind), amount=theme.dollars(int(row.value_usd))
    )
    return marks.words(money_in.period(row), kind, word("series", row.series), str(row.root))


def finding(rows: pd.DataFrame) -> str:
    """The newest figure of each kind, beside each other."""
    if rows.empty:
        return marks.empty(ID)
    newest = rows.drop_duplicates("measure_kind", keep="last").set_index("measure_kind")
    told = [
        say(
            f"chart.{ID}.newest", kind=word("measure_kind", kind), period=money_in.period(newest.loc[kind]),
            amount=theme.dollars(int(newest.loc[kind, "value_usd"])),
        )
        for kind in money_in.KINDS
        if kind in newest.index
    ]  # fmt: skip
    return say(f"chart.{ID}.finding", origin=rows["origin"].iloc[-1], told="; ".join(told))


def alt(rows: pd.DataFrame) -> str:
    """How many figures of which kind, and the newest of each."""
    if rows.empty:
        return say("chart.empty")
    return say(f"chart.{ID}.alt", n=len(rows)) + " " + finding(rows)


CHART = Chart(ID, "investment", CHOICES, select, draw, finding, alt)
