"""The grid of definitions: what each choice reads, what has a vote, and why a definition cannot be had."""

from __future__ import annotations

from typing import Any

import pandas as pd
import pytest

from etl.contract.calendars import GREGORIAN, SOLAR_HIJRI, parts
from etl.judge.growth import latest, worst
from etl.judge.growth_definitions import growth
from etl.judge.specification import Specification
from etl.measures.mirror import PRESENT_FACTOR
from tests.etl.judge.readings import figure, tables
from tests.etl.judge.test_growth import BASE, both

Published = dict[str, pd.DataFrame]


def asked(readings: list[Specification], **choices: str) -> Specification:
    (result,) = [r for r in readings if all(r.option(k) == v for k, v in choices.items())]
    return result


def of(
    trade: list[dict[str, Any]], figures: list[dict[str, Any]] | None = None, step: Any = latest
) -> list[Specification]:
    return growth(step)(tables(trade, figures), BASE, None)


FOUR_YEARS = [*both("2020", 10, 10), *both("2021", 30, 53), *both("2022", 20, 106), *both("2023", 40, 53)]


# ------------------------------------------------------------------ growth
def test_without_freight_imports_are_divided_by_the_imfs_factor_and_the_value_is_an_estimate() -> None:
    free = asked(of(FOUR_YEARS), valuation="FOB", calendar=GREGORIAN)
    assert free.low == pytest.approx(100 * ((40 + 53 / PRESENT_FACTOR) / (30 + 53 / PRESENT_FACTOR) - 1))
    assert (free.basis, free.votes, free.period) == ("imputed", True, "2023")
    assert asked(of(FOUR_YEARS), valuation="as_recorded", calendar=GREGORIAN).basis == "observed"


def test_where_both_ways_hold_no_freight_the_same_rows_are_read() -> None:
    exporters = [*both("2021", 3, 1), *both("2022", 4, 1)]
    result = of([{**r, "recorded_by": "exporter", "valuation": "FOB"} for r in exporters])
    printed, free = (asked(result, valuation=v, calendar=GREGORIAN) for v in ("as_recorded", "FOB"))
    assert printed.same_rows() == free.same_rows()
    assert free.basis == "observed"


def test_a_sum_of_both_ways_has_no_known_freight() -> None:
    result = of([], [figure(1, "1400", 100), figure(2, "1401", 120)])
    free = asked(result, valuation="FOB", calendar=SOLAR_HIJRI)
    assert (free.low, free.high, free.why_not, free.votes) == (None, None, "one-sum", False)


def test_the_other_calendar_spreads_each_year_over_its_days_and_has_no_vote() -> None:
    other = asked(of(FOUR_YEARS), calendar=SOLAR_HIJRI, valuation="as_recorded")
    values = {2020: 20, 2021: 83, 2022: 126, 2023: 93}
    spread = {y: sum(s * values[g] for g, s in parts(y, SOLAR_HIJRI).items()) for y in (1400, 1401)}
    assert other.low == pytest.approx(100 * (spread[1401] / spread[1400] - 1))
    assert (other.period, other.basis, other.votes) == ("1401", "imputed", False)


def test_the_other_calendar_needs_the_years_beside_it() -> None:
    result = of([], [figure(1, "1400", 100), figure(2, "1401", 120)])
    other = asked(result, calendar=GREGORIAN, valuation="as_recorded")
    assert (other.why_not, other.period, other.calendar) == ("no-neighbours", "2022", GREGORIAN)
    more = of([], [figure(0, "1399", 90), figure(1, "1400", 100), figure(2, "1401", 120)])
    assert asked(more, calendar=GREGORIAN, valuation="as_recorded").low is not None


def test_every_year_is_asked_in_the_same_ways() -> None:
    result = of(FOUR_YEARS, step=worst)
    assert {(r.option("calendar"), r.option("valuation")) for r in result} == {
        (c, v) for c in (GREGORIAN, SOLAR_HIJRI) for v in ("as_recorded", "FOB")
    }
    assert asked(result, calendar=SOLAR_HIJRI, valuation="FOB").period == "1400-1401"


def test_a_series_without_the_base_year_has_no_definition() -> None:
    assert of(both("2022", 1, 1)) == []


# ------------------------------------------------------------------ the published grid
def test_every_specification_is_a_definition_with_rows_of_its_own(published: Published) -> None:
    grid, specs = published["grid"], published["specifications"]
    own = grid[grid["found"] == "own rows"]
    key = ["claim", "part", "specification"]
    assert sorted(map(tuple, own[key].to_numpy())) == sorted(map(tuple, specs[key].to_numpy()))
    assert (own["definition"] == own["specification"]).all()


def test_a_definition_that_reads_the_same_rows_gives_the_same_answer(published: Published) -> None:
    grid = published["grid"]
    same = grid[grid["found"] == "same rows"].merge(
        published["specifications"], on=["claim", "part", "specification"], suffixes=("", "_of")
    )
    assert len(same) == (grid["found"] == "same rows").sum() > 0
    for end in ("value_low", "value_high"):
        assert same[end].equals(same[f"{end}_of"])


def test_what_has_no_rows_says_why_and_has_no_value(published: Published) -> None:
    grid = published["grid"]
    gone, derived = grid[grid["found"] == "not to be had"], grid[grid["found"] == "derived"]
    assert len(gone) > 0
    assert gone["why_not"].notna().all()
    assert gone[["value_low", "value_high", "specification", "holds_strong"]].isna().all(axis=None)
    assert len(derived) > 0
    assert set(derived["cell_basis"]) == {"imputed"}
    assert derived["specification"].isna().all()


# ------------------------------------------------------------------ constant dollars


def test_a_series_without_the_base_year_is_held_against_another_one_of_the_same_books() -> None:
    figures = [figure(1, "1400", 100), figure(2, "1401", 104), figure(3, "1402", 118, series="tpo")]
    result = [s for s in growth(latest)(tables([], figures), BASE, None) if s.votes and s.series == "tpo"]
    assert [(s.period, s.low, s.row_key) for s in result] == [("1402", pytest.approx(18), "tpo 1400 1402 irica")]
    other = [figure(1, "1400", 100, root_family="other"), figure(3, "1402", 118, series="tpo")]
    assert [s for s in growth(latest)(tables([], other), BASE, None) if s.votes] == []
