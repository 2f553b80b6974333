"""What a chart says by its facts, and of no rows."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd
import pytest

from dashboard.charts.base import Chart

ROWS = pd.DataFrame({"year": [2020, 2022]})
FACTS = {"before": 1, "after": 1}


def chart(**more: Any) -> Chart:
    return Chart(lambda *_: ROWS, lambda _: {"data": [1]}, id="rivals", table="rivals", choices=(), **more)


def test_sentences_are_filled_with_facts() -> None:
    one = chart(facts=lambda rows: {**FACTS, "n": len(rows)})
    assert one.finding(ROWS).startswith("1 of 2 other explanations")
    assert one.detail(ROWS).startswith("1 of 2 other explanations")


def test_a_fact_chooses_the_wording() -> None:
    one = chart(facts=lambda rows: {"wording": "after", "n": len(rows)})
    assert one.detail(ROWS).startswith("2 other explanations came with")


def test_every_row_follows_the_finding() -> None:
    one = chart(detail=lambda _: "Found.", listed=lambda rows: ", ".join(map(str, rows["year"])))
    assert one.alt(ROWS) == "Found. 2020, 2022"


@pytest.mark.parametrize("facts", [{}, None])
def test_of_no_facts_and_of_no_rows_nothing_is_said(facts: Mapping[str, Any]) -> None:
    one = chart(facts=lambda _: facts or {})
    assert one.finding(ROWS) == one.finding(ROWS.head(0)) == "No other explanation is held."
    assert one.detail(ROWS) == one.detail(ROWS.head(0)) == "No other explanation is held."
    assert one.draw(ROWS.head(0))["data"] == []
