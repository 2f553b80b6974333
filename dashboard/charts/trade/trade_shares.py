"""Shares each way: how much each of the two weighs in the other's trade."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pandas as pd

from dashboard.charts import headlines, periods, style, theme
from dashboard.charts.base import Chart, Choice, Choices, Figure, TableMap
from dashboard.texts import formats, say, word
from dashboard.texts.parties import parties

ID = "trade-shares"
COLUMNS = """
    reporter partner period calendar year full_year flow yardstick source root_family value value_low value_high
    value_usd total_usd cell_basis note
""".split()
CHOICES = (
    Choice("flow", ("total", "export", "import")),
    Choice("yardstick", ("share", "share_named", "intensity")),
    Choice("since", ("1992", "2016")),
)


def select(tables: TableMap, choices: Choices) -> pd.DataFrame:
    """Rows of `trade_ties` with a value of the measure asked, oldest first."""
    ties = tables["trade_ties"]
    rows = ties[(ties["flow"] == choices["flow"]) & (ties["yardstick"] == choices["yardstick"]) & ties["value"].notna()]
    rows = periods.with_years(rows)
    rows = rows[rows["year"].ge(int(choices["since"])).fillna(False)]
    return rows.sort_values(["reporter", "source", "year", "period"], kind="stable", ignore_index=True)[COLUMNS]


def draw(rows: pd.DataFrame) -> Figure:
    """One line for each country's trade and source, hollow where estimated."""
    if rows.empty:
        return style.empty_figure(CHART.height)
    data: list[dict[str, Any]] = []
    known: dict[str, int] = {}
    for (reporter, source), group in rows.groupby(["reporter", "source"], sort=False):
        place = known.setdefault(str(reporter), 0)
        known[str(reporter)] += 1
        data += _line(style.varied(theme.country(str(reporter)), place), str(reporter), str(source), group)
    share = rows["yardstick"].iloc[0] != "intensity"
    axis = style.shares(rows["value"]) if share else {"rangemode": "tozero"}
    first, last = int(rows["year"].min()), int(rows["year"].max())
    layout = {"height": CHART.height, "xaxis": style.years(first, last), "yaxis": axis, "legend": style.LEGEND}
    return {"data": data, "layout": layout}


def _line(look: theme.Look, reporter: str, source: str, group: pd.DataFrame) -> Iterator[dict[str, Any]]:
    name = f"{reporter} {source}"
    records = list(group.itertuples())
    yield style.key(say(f"chart.{ID}.name", **_sides(reporter), series=word("series", source)), look, name)
    if group["year"].is_unique:
        places = [(int(r.year), _place(r), float(r.value), r.cell_basis == "observed") for r in records]
        yield from style.stepped(places, look, name)
    yield style.points(
        [_place(r) for r in records],
        [float(r.value) for r in records],
        look,
        [style.symbol(look, r.cell_basis, r.full_year) for r in records],
        [_hover(r) for r in records],
        group=name,
    )


def _sides(reporter: str) -> dict[str, str]:
    both = parties()
    return {"reporter": both.names[reporter], "partner": both.names[both.other(reporter)]}


def _what(row: Any) -> str:
    return say(f"chart.{ID}.of_{row.flow}", **_sides(row.reporter))


def _place(row: Any) -> float:
    return round(periods.place(row.period, row.calendar), 3)


def _amount(row: Any) -> str:
    return formats.number(float(row.value)) if row.yardstick == "intensity" else formats.percent(float(row.value))


def _hover(row: Any) -> str:
    flow = _what(row)
    basis = word("cell_basis", row.cell_basis)
    return style.words(periods.period_words(row), flow, _amount(row), word("series", row.source), basis)


def finding(rows: pd.DataFrame) -> str:
    """The newest value each way, with its year."""
    full = rows[rows["full_year"].fillna(False)].sort_values("year", kind="stable")
    newest = full.drop_duplicates("reporter", keep="last").sort_values("reporter")
    if newest.empty:
        return headlines.none(ID)
    named = [say(f"chart.{ID}.head", what=_what(r), amount=_amount(r), year=int(r.year)) for r in newest.itertuples()]
    return headlines.fit("; ".join(named), named[0])


def detail(rows: pd.DataFrame) -> str:
    """The newest share each way, with its source."""
    newest = rows[rows["full_year"].fillna(False)].sort_values(["year"], kind="stable")
    newest = newest.drop_duplicates("reporter", keep="last").sort_values("reporter")
    if newest.empty:
        return style.empty(ID)
    texts = [
        say(
            f"chart.{ID}.newest",
            what=_what(r),
            amount=_amount(r),
            period=periods.period_words(r),
            series=word("series", r.source),
            basis=word("cell_basis", r.cell_basis),
        )
        for r in newest.itertuples()
    ]
    return say(f"chart.{ID}.finding", told="; ".join(texts))


def alt(rows: pd.DataFrame) -> str:
    """How many values over which years, and the newest each way."""
    if rows.empty:
        return say("chart.empty")
    first, last = int(rows["year"].min()), int(rows["year"].max())
    return say(f"chart.{ID}.alt", n=len(rows), first=first, last=last) + " " + detail(rows)


CHART = Chart(
    id=ID, table="trade_ties", choices=CHOICES, select=select, draw=draw, finding=finding, detail=detail, alt=alt
)
