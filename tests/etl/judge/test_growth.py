"""Growth: full years of one series in one reporter's books, as intervals; forecasts do not vote, seams are marked."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from etl.derive.turnover import Cell, yearly
from etl.judge.growth import latest, worst
from etl.judge.growth_definitions import growth
from etl.judge.specification import Specification
from tests.etl.judge.readings import figure, flow, tables

BASE = {"base": 2021}


def since(made: Any, params: Any, until: date | None) -> list[Specification]:
    """The figures as they are printed; the other definitions have tests of their own."""
    return [r for r in growth(latest)(made, params, until) if not r.choices]


def every_year(made: Any, params: Any, until: date | None) -> list[Specification]:
    return [r for r in growth(worst)(made, params, until) if not r.choices]


def years(made: Any, series: str = "s") -> dict[int, tuple[float, float]]:
    cells = yearly(made, None).get(series, {})
    return {y: (c.low / 1e6, c.high / 1e6) for y, c in cells.items()}


def both(period: str, a: int, b: int, **given: Any) -> list[dict[str, Any]]:
    return [flow("RUS", period, a, **given), flow("IRN", period, b, **given)]


def one(readings: list[Specification]) -> Specification:
    (reading,) = readings
    return reading


def test_both_directions_of_one_year_are_its_trade() -> None:
    result = tables(
        [*both("2021", 3000, 1000), flow("RUS", "2022", 9), flow("IRN", "2023", 9), flow("RUS", "2023", None)]
    )
    assert years(result) == {2021: (4000, 4000)}


def test_one_reporters_record_is_never_added_to_the_other_ones() -> None:
    iran = {"by": "IRN", "root_family": "iran_customs"}
    result = tables(
        [
            *both("2021", 3000, 1000),
            *both("2021", 2000, 500, **iran),
            flow("RUS", "2022", 7),
            flow("IRN", "2022", 8, **iran),
        ]
    )
    assert years(result, "s:RUS") == {2021: (4000, 4000)}
    assert years(result, "s:IRN") == {2021: (2500, 2500)}
    # in 2022 each side recorded its own exports alone: a basis of its own
    assert years(result, "s:exporter") == {2022: (15, 15)}
    assert {c.root_family for c in yearly(result, None)["s:IRN"].values()} == {"iran_customs"}


def test_a_source_that_holds_what_importers_recorded_is_one_series() -> None:
    result = tables([flow("RUS", "2010", 5, by="IRN"), flow("IRN", "2010", 6, by="RUS")])
    assert years(result) == {2010: (11, 11)}


def test_old_vintages_products_and_parts_of_a_year_are_no_year() -> None:
    result = tables(
        [
            *both("2021", 1, 1, current=False),
            *both("2022", 1, 1, commodity="27"),
            *both("2023-10m", 1, 1),
        ]
    )
    assert yearly(result, None) == {}


def test_no_trade_at_all_gives_no_years() -> None:
    assert yearly(tables(), None) == {}


def test_printed_totals_and_both_flows_are_one_interval() -> None:
    result = tables(
        figures=[
            figure(1, "1400", 2240),
            figure(2, "1400", 570, 580, flow="export"),
            figure(3, "1400", 1660, flow="import"),
            figure(4, "1401", 744, flow="export"),
        ]
    )
    assert years(result, "irica") == {2021: (2230, 2240)}


def test_figures_of_another_level_and_labels_are_left_out() -> None:
    result = tables(
        figures=[
            figure(1, "1400", 4500, series="irica-eaeu"),
            figure(2, "1400-10m", 9),
            figure(3, "undated", 9),
            figure(4, "1400", 9, partner="CHN"),
        ]
    )
    assert yearly(result, None) == {}


@pytest.mark.parametrize("forecast", [True, False, None])
def test_a_forecast_does_not_vote(forecast: bool | None) -> None:
    result = tables(figures=[figure(1, "2025", 5, calendar="gregorian", forecast=forecast)])
    assert (2025 in years(result, "irica")) is not forecast


def test_only_years_that_ended_by_a_day_count() -> None:
    result = tables(figures=[figure(1, "1401", 5), figure(2, "1402", 6), figure(3, "1403", 7)])
    assert set(yearly(result, date(2024, 3, 19))["irica"]) == {2022, 2023}
    assert set(yearly(result, date(2024, 3, 18))["irica"]) == {2022}


def test_the_latest_year_is_held_against_the_base() -> None:
    result = tables([*both("2021", 3000, 1000), *both("2022", 1, 1), *both("2024", 4000, 800)])
    reading = one(since(result, BASE, None))
    assert (reading.low, reading.high, reading.point) == (pytest.approx(20), pytest.approx(20), pytest.approx(20))
    assert (reading.period, reading.unit, reading.flip_pct) == ("2024", "% change", pytest.approx(20))
    assert (reading.row_table, reading.row_key, reading.ends) == ("trade", "s 2021 2024", date(2024, 12, 31))


def test_without_the_base_year_or_a_later_one_nothing_is_compared() -> None:
    assert since(tables(both("2021", 1, 1)), BASE, None) == []
    assert since(tables([*both("2020", 1, 1), *both("2022", 1, 1)]), BASE, None) == []


def test_intervals_that_overlap_cannot_be_decided() -> None:
    result = tables(figures=[figure(1, "1400", 4000, 4042), figure(2, "1401", 4000)])
    reading = one(since(result, BASE, None))
    assert reading.low is not None
    assert reading.low < 0 <= (reading.high or 0)
    assert (reading.why_not, reading.point, reading.flip_pct) == ("conflict", None, 0)


def test_a_comparison_with_an_estimate_is_imputed() -> None:
    result = tables([*both("2021", 3, 1), *both("2022", 3, 2, obs_status="E")])
    assert one(since(result, BASE, None)).basis == "imputed"
    backwards = tables([*both("2021", 3, 1, obs_status="E"), *both("2022", 3, 2)])
    assert one(since(backwards, BASE, None)).basis == "imputed"
    stated = tables(figures=[figure(1, "1400", 1), figure(2, "1401", 2, cell_basis="stated")])
    assert one(since(stated, BASE, None)).basis == "stated"


def test_every_year_takes_the_worst_step_of_an_unbroken_run() -> None:
    result = tables([*both("2021", 50, 50), *both("2022", 60, 60), *both("2023", 54, 54), *both("2025", 1, 1)])
    reading = one(every_year(result, BASE, None))
    assert (reading.low, reading.high) == (pytest.approx(-10), pytest.approx(-10))
    assert reading.period == "2021-2023", "2024 is missing: the run ends before it"


def test_a_year_without_trade_is_a_fall_of_all_of_it_whatever_comes_after() -> None:
    fallen = [*both("2021", 50, 50), *both("2022", 0, 0)]
    for later in ([], both("2023", 25, 25), both("2023", 0, 0), both("2023", 25, 25, obs_status="E")):
        reading = one(every_year(tables([*fallen, *later]), BASE, None))
        assert (reading.low, reading.high, reading.why_not, reading.basis) == (-100, -100, "", "observed")
        assert (reading.period, reading.row_key) == ("2021-2022", "s 2021 2022")


def test_every_year_needs_the_base_year_and_the_next() -> None:
    assert every_year(tables([*both("2021", 1, 1), *both("2023", 1, 1)]), BASE, None) == []


def test_one_estimated_step_makes_the_run_imputed() -> None:
    result = tables([*both("2021", 1, 1), *both("2022", 2, 2, obs_status="E"), *both("2023", 3, 3)])
    assert one(every_year(result, BASE, None)).basis == "imputed"


def test_from_nothing_there_is_no_change_in_per_cent_and_from_perhaps_nothing_it_has_no_upper_end() -> None:
    none = tables([*both("2021", 0, 0), *both("2022", 3000, 1000)])
    assert since(none, BASE, None) == every_year(none, BASE, None) == []
    ends = {2021: (0.0, 2e9), 2022: (3e9, 3e9)}
    known = {"calendar": "gregorian", "basis": "observed", "root_family": "imf", "table": "trade"}
    cells = {y: Cell(year=y, period=str(y), low=low, high=high, **known) for y, (low, high) in ends.items()}
    for measure in (latest, worst):
        change = measure("s", cells, 2021)
        assert change
        assert (change.low, change.high, change.point, change.flip_pct) == (50, None, None, 50)
