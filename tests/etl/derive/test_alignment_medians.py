"""The pair beside comparable pairs: numbers recomputed from outside, and what the median is of."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pandas as pd
import pytest

from etl.derive.alignment_medians import alignment_medians
from tests.etl.derive.making import COUNTRIES, WORDS, table

OTHERS = WORDS["depth"]["comparators"]


def row(one: str, two: str, value: float) -> dict[str, Any]:
    return {
        "country_a": one,
        "country_b": two,
        "year": 2014,
        "yardstick": "kappa_quadratic",
        "vote_set": "all-of-the-year",
        "value": value,
        "both_voted": 50,
        "series_break": False,
        "source": "un_voeten",
    }


def medians(*rows: dict[str, Any], comparators: Sequence[str] = OTHERS) -> pd.DataFrame:
    return alignment_medians({"alignment": table("alignment", list(rows)), "countries": COUNTRIES}, comparators)


def test_the_median_is_of_the_other_pairs_alone() -> None:
    rows = [row("RUS", "IRN", 0.3), row("RUS", "CHN", 0.2), row("IRN", "CHN", 0.6), row("RUS", "USA", 0.9)]
    result = medians(*rows).iloc[0]
    assert (result["value"], result["median_others"], result["pairs"], bool(result["below"])) == (0.3, 0.4, 2, True)


def test_an_article_that_names_no_comparators_is_held_against_every_other_country() -> None:
    rows = [row("RUS", "IRN", 0.3), row("RUS", "CHN", 0.2), row("IRN", "CUB", 0.6), row("IRN", "RUS", 0.3)]
    result = medians(*rows, comparators=()).iloc[0]
    assert (result["median_others"], result["pairs"]) == (0.4, 2)


def test_an_equal_value_is_not_below() -> None:
    rows = [row("RUS", "IRN", 0.4), row("RUS", "CHN", 0.4)]
    assert not medians(*rows)["below"].iloc[0]


def test_a_year_without_the_pair_has_no_row() -> None:
    assert medians(row("RUS", "CHN", 0.4)).empty


@pytest.mark.parametrize(
    ("year", "own", "median"),
    [
        (1999, 0.03, 0.29),
        (2005, 0.28, 0.41),
        (2010, 0.28, 0.40),
        (2014, 0.30, 0.41),
        (2017, 0.32, 0.39),
        (2018, 0.36, 0.44),
        (2019, 0.41, 0.48),
    ],
)
def test_kappa_of_russia_and_iran(published: dict[str, pd.DataFrame], year: int, own: float, median: float) -> None:
    result = published["alignment_medians"].set_index("year").loc[year]
    assert (round(result["value"], 2), round(result["median_others"], 2)) == (own, median)
    assert result["below"]
    assert result["pairs"] == 2 * len(OTHERS)
    assert result["value_low"] < result["value"] < result["value_high"]
