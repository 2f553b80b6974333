"""Rows of voting agreement, turned so that every row reads from one country: for several charts."""

from __future__ import annotations

from typing import Any

import pandas as pd

from dashboard.charts import sides, wording
from dashboard.charts.base import Choice
from dashboard.texts import formats, say
from dashboard.texts.parties import parties

CENTRE = Choice("centre", offered=sides.first_before_second)


def around(rows: pd.DataFrame, centre: str) -> pd.DataFrame:
    """`rows` of pairs with `centre` on either side, as the columns `country` and `other`; each pair and year once."""
    first = rows[rows["country_a"] == centre].assign(country=centre, other=lambda d: d["country_b"])
    second = rows[rows["country_b"] == centre].assign(country=centre, other=lambda d: d["country_a"])
    return pd.concat([first, second], ignore_index=True)


def newest_of_pair(rows: pd.DataFrame) -> pd.Series | None:
    """The newest row of the article's pair among `rows` around one country; None where it has none."""
    pair = rows[rows["other"] == parties().other(str(rows["country"].iloc[0]))]
    return pair[pair["year"] == pair["year"].max()].iloc[0] if len(pair) else None


def names(row: Any) -> dict[str, str]:
    """The two countries of a row around one of them, as sentences ask for them."""
    return {"centre": wording.country(row["country"]), "other": wording.country(row["other"])}


def pair_words(row: Any) -> str:
    """The two countries of a row: Kenya and Uganda."""
    first, second = (wording.country(country) for country in (row.country, row.other))
    return say("chart.un-agreement.pair", a=first, b=second)


def above(rows: pd.DataFrame) -> str:
    """The other countries of `rows` by name, the highest value first."""
    ordered = rows.sort_values("value", ascending=False, kind="stable")
    return ", ".join(wording.country(n) for n in ordered["other"]) or say("chart.un-agreement.nobody")


def decimal(value: Any) -> str:
    """A measure of agreement in two digits."""
    return formats.minus(f"{float(value):z.2f}")


def interval(chart: str, row: Any) -> str:
    """The interval of a value in the words of a chart; empty where it has none."""
    if pd.isna(row.value_low):
        return ""
    return say(f"chart.{chart}.interval", low=decimal(row.value_low), high=decimal(row.value_high))
