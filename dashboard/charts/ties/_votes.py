"""Rows of voting agreement, turned so that every row reads from one country: for several charts."""

from __future__ import annotations

from typing import Any

import pandas as pd

from dashboard.charts import frames, sides, wording
from dashboard.charts.base import Choice, Facts, Phrases, Row
from dashboard.texts import formats
from dashboard.texts.parties import parties

phrase = Phrases("un-agreement")  # whose words they have
CENTRE = Choice("centre", offered=sides.first_before_second)


def around(rows: pd.DataFrame, centre: str) -> pd.DataFrame:
    """`rows` of pairs with `centre` on either side, as the columns `country` and `other`; each pair and year once."""
    first = frames.of(rows, country_a=centre).assign(country=centre, other=lambda d: d["country_b"])
    second = frames.of(rows, country_b=centre).assign(country=centre, other=lambda d: d["country_a"])
    return pd.concat([first, second], ignore_index=True)


def newest_of_pair(rows: pd.DataFrame) -> Row:
    """The newest row of the article's pair among `rows` around one country; None where it has none."""
    pair = frames.of(rows, other=parties().other(str(rows["country"].iloc[0])))
    return frames.first(pair[pair["year"] == pair["year"].max()])


def compared(row: Row, others: pd.DataFrame) -> Facts:
    """The two countries of a row, how many `others` there are, and which have a higher value, the highest first."""
    above = frames.ordered(others[others["value"] > row.value], "-value")
    names = ", ".join(wording.country(n) for n in above["other"]) or phrase("nobody")
    countries = {"centre": wording.country(row.country), "other": wording.country(row.other)}
    return {"n": len(others), "above": len(above), "names": names, **countries}


def pair_words(row: Row) -> str:
    """The two countries of a row: Kenya and Uganda."""
    return phrase("pair", a=wording.country(row.country), b=wording.country(row.other))


def decimal(value: Any) -> str:
    """A measure of agreement in two digits."""
    return formats.minus(f"{float(value):z.2f}")


def interval(phrase: Phrases, row: Row) -> str:
    """The interval of a value in the words of a chart; empty where it has none."""
    if pd.isna(row.value_low):
        return ""
    return phrase("interval", low=decimal(row.value_low), high=decimal(row.value_high))
