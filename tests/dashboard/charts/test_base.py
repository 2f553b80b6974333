"""What a chart says by its facts, and of no rows."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd
import pytest

from dashboard.charts.base import Chart, Phrases

ROWS = pd.DataFrame({"year": [2020, 2022]})
FACTS = {"before": 1, "after": 1}


def chart(facts: Mapping[str, Any], **more: Any) -> Chart:
    drawing = {"data": [1], "layout": {}}
    return Chart(
        Phrases("rivals"), lambda *_: ROWS, lambda _: drawing, lambda _: dict(facts), table="", choices=(), **more
    )


def test_sentences_are_filled_with_facts() -> None:
    one = chart({**FACTS, "n": 2}, listed=lambda _: "")
    assert one.finding(ROWS).startswith("1 of 2 other explanations")
    assert one.alt(ROWS).startswith("1 of 2 other explanations")


def test_a_fact_chooses_the_wording() -> None:
    one = chart({"wording": "after", "n": 2}, listed=lambda _: "")
    assert one.alt(ROWS).startswith("2 other explanations came with")


def test_a_headline_has_the_fullest_fact_that_fits() -> None:
    assert chart({"before": ("one " * 90, "one"), "after": 1, "n": 2}).finding(ROWS).startswith("one of 2 other")
    assert chart({"head": ("long " * 90, "Short")}).finding(ROWS) == "Short"


def test_sentences_that_no_text_holds_are_facts() -> None:
    one = chart({"head": ("A headline",), "finding": "Found.", "alt": "A picture."})
    assert (one.finding(ROWS), one.alt(ROWS)) == ("A headline", "A picture.")


def test_every_row_follows_the_finding() -> None:
    one = chart({"finding": "Found."}, listed=lambda row: f"in {row.year}")
    assert one.alt(ROWS) == "Found. in 2020; in 2022"
    assert chart({"finding": "Found."}, listed=lambda row: f"In {row.year}.").alt(ROWS) == "Found. In 2020. In 2022."
    assert chart({"finding": "Found."}, listed=lambda _: "").alt(ROWS) == "Found."
    assert chart({"finding": "Found.", "listed": "all of them"}).alt(ROWS) == "Found. all of them"


@pytest.mark.parametrize("facts", [{}, {"head": "", "finding": ""}])
def test_of_no_facts_and_of_no_rows_nothing_is_said(facts: Mapping[str, Any]) -> None:
    one = chart(facts, listed=lambda _: "")
    assert one.finding(ROWS) == one.finding(ROWS.head(0)) == one.alt(ROWS) == "No other explanation is held."
    assert one.alt(ROWS.head(0)) == "No rows match these choices."
    assert one.draw(ROWS.head(0))["data"] == []
