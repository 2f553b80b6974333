"""Stated sums and cargoes: a ratio to the measured whole, the year before, and the straight line to a target."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from etl.judge.corridor import cargo_change, cargo_target, investment_plausible
from tests.etl.judge.readings import frame


def cargo(number: int, year: str, tonnes: int | None, kind: str = "actual", **given: Any) -> dict[str, Any]:
    base = {
        "id": f"C{number}",
        "period_label": year,
        "branch": "total",
        "cargo_kind": kind,
        "publisher": "P",
        "tonnes": None if tonnes is None else tonnes * 10**6,
        "root_family": "russian_officials",
    }
    return {**base, **given}


def corridor(*rows: dict[str, Any]) -> dict[str, Any]:
    return {"corridor": frame("corridor", *rows)}


def test_cargo_of_one_year_is_held_against_the_year_before() -> None:
    result = corridor(cargo(1, "2021", 16), cargo(2, "2022", 14), cargo(3, "2022", 18), cargo(4, "2024", 20))
    (reading,) = cargo_change(result, {"base": 2021}, None)
    assert (reading.low, reading.high) == (pytest.approx(-12.5), pytest.approx(12.5))
    assert (reading.period, reading.why_not, reading.row_key) == ("2022", "conflict", "C1 C2 C3")


def test_branches_and_families_are_not_mixed() -> None:
    result = corridor(
        cargo(1, "2023", 10, branch="eastern"),
        cargo(2, "2024", 12, branch="eastern"),
        cargo(3, "2024", 30),
        cargo(4, "2024", 12, branch="eastern", root_family="iran_officials"),
    )
    assert [(r.series, r.point) for r in cargo_change(result, {"base": 2021}, None)] == [("eastern", pytest.approx(20))]


def test_forecasts_targets_parts_and_gaps_are_no_cargo() -> None:
    result = corridor(
        cargo(1, "2021", 10),
        cargo(2, "2022", 12, "forecast"),
        cargo(3, "2022", 99, "target"),
        cargo(4, "2022 (8 months)", 9),
        cargo(5, "2022", None),
        cargo(6, "2020", 5),
    )
    assert cargo_change(result, {"base": 2021}, None) == []


def test_at_least_so_much_leaves_the_top_open_whatever_the_words_beside_it_say() -> None:
    before, after = cargo(1, "2022", 10), cargo(2, "2023", 12)
    (open_above,) = cargo_change(corridor(before, {**after, "bound": "at_least"}), {"base": 2021}, None)
    assert (open_above.low, open_above.high) == (pytest.approx(20), None)
    (printed,) = cargo_change(corridor(before, {**after, "qualifier": "more than before"}), {"base": 2021}, None)
    assert (printed.low, printed.high) == (pytest.approx(20), pytest.approx(20))


def test_from_a_year_without_cargo_there_is_no_change_and_from_one_perhaps_without_it_has_no_upper_end() -> None:
    none, after = cargo(1, "2022", 0), cargo(2, "2023", 12)
    assert cargo_change(corridor(none, after), {"base": 2021}, None) == []
    (perhaps,) = cargo_change(corridor(none, cargo(3, "2022", 10), after), {"base": 2021}, None)
    assert (perhaps.low, perhaps.high, perhaps.point) == (pytest.approx(20), None, None)
    (stopped,) = cargo_change(corridor(cargo(1, "2022", 10), cargo(2, "2023", 0)), {"base": 2021}, None)
    assert stopped.point == -100


def test_no_cargo_at_all_is_short_of_every_target() -> None:
    rows = (cargo(1, "2021", 10), cargo(2, "2024", 0), cargo(3, "2030", 28, "target"))
    (result,) = cargo_target(corridor(*rows), {"base": 2021}, None)
    assert (result.low, result.high, result.flip_pct) == (0, 0, None)


def test_cargo_that_could_not_be_known_is_left_out() -> None:
    result = corridor(cargo(1, "2022", 10), cargo(2, "2023", 12), cargo(3, "2024", 13))
    assert [r.period for r in cargo_change(result, {"base": 2021}, date(2024, 3, 19))] == ["2023"]
    assert cargo_change(result, {"base": 2021}, date(2000, 1, 1)) == []
    assert cargo_change(corridor(), {"base": 2021}, None) == []


def test_cargo_is_held_against_the_straight_line_to_each_target() -> None:
    outcome = corridor(
        cargo(1, "2021", 10), cargo(2, "2024", 13), cargo(3, "2030", 28, "target"), cargo(4, "2030", 19, "target")
    )
    result = {r.series: (r.low, r.why_not) for r in cargo_target(outcome, {"base": 2021}, None)}
    # the line to 28 stands at 16 in 2024, the one to 19 at 13
    assert result == {"target-C3": (pytest.approx(81.25), ""), "target-C4": (pytest.approx(100), "")}


def test_the_line_starts_at_the_largest_figure_of_the_base_year() -> None:
    rows = (cargo(1, "2021", 10), cargo(2, "2021", 12), cargo(3, "2024", 16), cargo(4, "2030", 21, "target"))
    (result,) = cargo_target(corridor(*rows), {"base": 2021}, None)
    # from 12 to 21 the line is at 15 in 2024; from 10 it would be at 13.7
    assert result.low == pytest.approx(100 * 16 / 15)


def test_a_target_without_cargo_since_says_nothing() -> None:
    target = cargo(3, "2030", 28, "target")
    assert cargo_target(corridor(cargo(1, "2021", 10), target), {"base": 2021}, None) == []
    assert cargo_target(corridor(target), {"base": 2021}, date(2000, 1, 1)) == []


def investment(number: int, origin: str, label: str, kind: str, value: int | None) -> dict[str, Any]:
    return {
        "id": f"I{number}",
        "host": "IRN",
        "origin": origin,
        "origin_id": origin,
        "period_label": label,
        "calendar": "gregorian",
        "measure_kind": kind,
        "value_usd": value,
        "series": "oietai",
        "cell_basis": "stated",
        "root": "r",
        "publisher": "P",
    }


def test_a_claim_over_the_measured_whole_is_a_ratio() -> None:
    result = {
        "investment": frame(
            "investment",
            investment(1, "RUS", "FY1401", "claimed_realised", 2760),
            investment(2, "WLD", "2022", "realised_flow", 1500),
            investment(3, "WLD", "2021", "realised_flow", None),
            investment(4, "RUS", "FY1401", "approved", 9),
            investment(5, "WLD", "2020", "realised_flow", 0),
        )
    }
    ask = {"origin": "RUS", "label": "FY1401", "years": [2022, 2021, 2020]}
    (reading,) = investment_plausible(result, ask, None)
    assert (reading.point, reading.low, reading.high) == (pytest.approx(1.84),) * 3
    assert (reading.period, reading.why_not, reading.row_key) == ("2022", "", "I1 I2")


@pytest.mark.parametrize("year", ["2021", "2019"])
def test_a_target_that_lies_not_after_the_base_year_has_no_line(year: str) -> None:
    rows = (cargo(1, "2021", 10), cargo(2, "2024", 13), cargo(3, year, 28, "target"))
    assert cargo_target(corridor(*rows), {"base": 2021}, None) == []
