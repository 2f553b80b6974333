"""Rows of voting agreement, turned so that every row reads from one country: for several charts."""

from __future__ import annotations

import pandas as pd

from dashboard.charts import sides, style, theme
from dashboard.charts.base import Choice
from dashboard.texts.parties import parties

CENTRE = Choice("centre", offered=sides.first_before_second)


def around(rows: pd.DataFrame, centre: str) -> pd.DataFrame:
    """`rows` of pairs with `centre` on either side, as the columns `country` and `other`; each pair and year once."""
    first = rows[rows["country_a"] == centre].assign(country=centre, other=lambda d: d["country_b"])
    second = rows[rows["country_b"] == centre].assign(country=centre, other=lambda d: d["country_a"])
    return pd.concat([first, second], ignore_index=True)


def with_pair(rows: pd.DataFrame, centre: str) -> pd.DataFrame:
    """Of `rows` around `centre` those of the article's pair."""
    return rows[rows["other"] == parties().other(centre)]


def looks(rows: pd.DataFrame) -> dict[str, theme.Look]:
    """A different look for each other country."""
    return style.looks(str(name) for name in rows["other"])
