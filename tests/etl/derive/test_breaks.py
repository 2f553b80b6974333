"""Breaks in level: where they are looked for, and what is said of them."""

from __future__ import annotations

import pandas as pd
import pytest

from etl.derive.breaks import Line, breaks, lines
from tests.etl.derive.making import WORDS, cells, table

SAY = WORDS
COUNTRIES = pd.DataFrame({"id": ["RUS", "IRN"], "name": ["Russia", "Iran"], "party": [1, 2]})


def votes(values: dict[int, float], **given: object) -> list[dict[str, object]]:
    base = {"country_a": "RUS", "country_b": "IRN", "both_voted": 50, "identical": 40, "source": "un"}
    return [{**base, "year": y, "agree3": v, "year_coverage": "complete", **given} for y, v in values.items()]


def line_list(trade: dict[int, float], *rows: dict[str, object]) -> list[Line]:
    tables = {"un_agreement": table("un_agreement", list(rows)), "countries": COUNTRIES}
    return lines(tables, {"s": cells(trade)})


def found(trade: dict[int, float], *rows: dict[str, object]) -> pd.DataFrame:
    return breaks(line_list(trade, *rows), SAY)


def test_a_doubling_of_trade_is_found_and_under_twenty_points_only_shown() -> None:
    (row,) = found({y: 1e9 if y <= 2018 else 2e9 for y in range(2010, 2025)}).to_dict("records")
    assert (row["break_after"], row["points"], bool(row["testable"])) == (2018, 15, False)
    assert (row["mean_before"], row["mean_after"]) == (pytest.approx(1e9), pytest.approx(2e9))
    assert "too few to test" in row["sentence"]


def test_a_year_without_trade_ends_a_run() -> None:
    (line,) = line_list({y: 0.0 if y == 2012 else 1e9 for y in range(2008, 2025)})
    assert (line.first, len(line.values)) == (2013, 12)


def test_agreement_of_the_pair_over_complete_years_of_one_source() -> None:
    values = {y: 0.6 if y <= 2005 else 0.8 for y in range(1995, 2020)}
    other = votes(dict.fromkeys(range(2020, 2030), 0.1), year_coverage="Jan-Jun only")
    (row,) = found({}, *votes(values), *other).to_dict("records")
    assert (row["line"], row["break_after"], bool(row["testable"])) == ("agreement:un", 2005, True)
    assert "60 % agreement" in row["sentence"]


def test_a_gap_cuts_a_series_and_the_longest_run_is_taken() -> None:
    run = {y: 1e9 * (1 + (y > 2003)) for y in range(2000, 2009)}
    (row,) = found({**run, 2015: 1e9, 2016: 1e9}).to_dict("records")
    assert (row["fit_from"], row["fit_to"]) == (2000, 2008)


def test_a_few_years_are_not_searched() -> None:
    assert found(dict.fromkeys(range(2020, 2025), 1000000000.0)).empty
