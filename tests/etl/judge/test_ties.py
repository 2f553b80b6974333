"""Investment, cargo, arms and votes: what each gives, what cannot be compared, and what could be known by a day."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from etl.judge.specification import Specification
from etl.judge.ties import arms_share, cargo_change, cargo_target, plausible, votes_against
from tests.etl.judge.readings import frame

TURN = "2025-02-24"
PEACE = "integrity, aggression, peace"


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
    made = corridor(cargo(1, "2021", 16), cargo(2, "2022", 14), cargo(3, "2022", 18), cargo(4, "2024", 20))
    (reading,) = cargo_change(made, {"base": 2021}, None)
    assert (reading.low, reading.high) == (pytest.approx(-12.5), pytest.approx(12.5))
    assert (reading.period, reading.why_not, reading.row_key) == ("2022", "conflict", "C1 C2 C3")


def test_branches_and_families_are_not_mixed() -> None:
    made = corridor(
        cargo(1, "2023", 10, branch="eastern"),
        cargo(2, "2024", 12, branch="eastern"),
        cargo(3, "2024", 30),
        cargo(4, "2024", 12, branch="eastern", root_family="iran_officials"),
    )
    assert [(r.series, r.point) for r in cargo_change(made, {"base": 2021}, None)] == [("eastern", pytest.approx(20))]


def test_forecasts_targets_parts_and_gaps_are_no_cargo() -> None:
    made = corridor(
        cargo(1, "2021", 10),
        cargo(2, "2022", 12, "forecast"),
        cargo(3, "2022", 99, "target"),
        cargo(4, "2022 (8 months)", 9),
        cargo(5, "2022", None),
        cargo(6, "2020", 5),
    )
    assert cargo_change(made, {"base": 2021}, None) == []


def test_cargo_that_could_not_be_known_is_left_out() -> None:
    made = corridor(cargo(1, "2022", 10), cargo(2, "2023", 12), cargo(3, "2024", 13))
    assert [r.period for r in cargo_change(made, {"base": 2021}, date(2024, 3, 19))] == ["2023"]
    assert cargo_change(made, {"base": 2021}, date(2000, 1, 1)) == []
    assert cargo_change(corridor(), {"base": 2021}, None) == []


def test_cargo_is_held_against_the_straight_line_to_each_target() -> None:
    made = corridor(
        cargo(1, "2021", 10), cargo(2, "2024", 13), cargo(3, "2030", 28, "target"), cargo(4, "2030", 19, "target")
    )
    found = {r.series: (r.low, r.why_not) for r in cargo_target(made, {"base": 2021}, None)}
    # the line to 28 stands at 16 in 2024, the one to 19 at 13
    assert found == {"target-C3": (pytest.approx(81.25), ""), "target-C4": (pytest.approx(100), "")}


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


def test_a_claim_and_a_statistic_give_a_ratio_that_votes_nowhere() -> None:
    made = {
        "investment": frame(
            "investment",
            investment(1, "RUS", "FY1401", "claimed_realised", 2760),
            investment(2, "WLD", "2022", "realised_flow", 1500),
            investment(3, "WLD", "2021", "realised_flow", None),
            investment(4, "RUS", "FY1401", "approved", 9),
        )
    }
    ask = {"origin": "RUS", "label": "FY1401", "years": [2022, 2021]}
    (reading,) = plausible(made, ask, None)
    assert (reading.point, reading.low, reading.high) == (pytest.approx(1.84), None, None)
    assert (reading.period, reading.why_not, reading.row_key) == ("2022", "not-comparable", "I1 I2")


def arms(supplier: str, year: str, value: float | None) -> dict[str, Any]:
    return {
        "supplier": supplier,
        "recipient": "IRN",
        "period": year,
        "tiv_million": value,
        "source": "sipri",
        "recorded": "none_recorded" if value is None else "recorded",
        "vintage": "v",
        "vintage_date": "2025",
        "publisher": "SIPRI",
        "current": True,
    }


def shares(*rows: dict[str, Any], said: tuple[dict[str, Any], ...] = (), until: date | None = None) -> list[Specification]:
    made = {"arms": frame("arms", *rows), "arms_statements": frame("arms_statements", *said)}
    return arms_share(made, {"supplier": "RUS", "recipient": "IRN", "since": 2016}, until)


def test_a_share_of_arms_needs_what_all_suppliers_delivered() -> None:
    rows = [arms("RUS", "2016", 30), arms("WLD", "2016", 40), arms("RUS", "2017", 5), arms("RUS", "2015", 9)]
    assert [(r.period, r.low, r.why_not) for r in shares(*rows)] == [
        ("2016", 75, ""),
        ("2017", None, "no-denominator"),
    ]


def test_no_delivery_row_is_not_zero() -> None:
    assert shares(arms("RUS", "2020", None), arms("WLD", "2020", 40)) == []


def test_a_printed_share_is_taken_as_printed() -> None:
    said = [
        {"id": f"A{i}", "period_label": p, "supplier": "RUS", "recipient": "IRN", "share_pct": s, "publisher": "P"}
        for i, (p, s) in enumerate([("2007-2016", 71.0), ("2015-2025", None)])
    ]
    assert [(r.period, r.point) for r in shares(said=tuple(said))] == [("2007-2016", 71), ("2015-2025", None)]
    assert [r.period for r in shares(said=tuple(said), until=date(2024, 3, 19))] == ["2007-2016"]


def votes(*rows: tuple[str, str, str, bool], family: str = "un_record") -> dict[str, Any]:
    """Roll calls of (date, theme, Iran's vote, about Ukraine)."""
    texts = [
        {
            "resolution_id": f"U{i}",
            "resolution": "R",
            "date": d,
            "title": "T",
            "theme": theme,
            "about_ukraine": about,
            "source": "un",
            "root_family": family,
        }
        for i, (d, theme, _, about) in enumerate(rows)
    ]
    cast = [{"resolution_id": f"U{i}", "country": "IRN", "vote": vote} for i, (*_, vote, _) in enumerate(rows)]
    cast += [{"resolution_id": f"U{i}", "country": "RUS", "vote": "N"} for i in range(len(rows))]
    return {"un_resolutions": frame("un_resolutions", *texts), "un_votes": frame("un_votes", *cast)}


def against(made: dict[str, Any], until: date | None = None) -> dict[tuple[str, str], float | None]:
    readings = votes_against(made, {"country": "IRN", "turn": TURN}, until)
    return {(r.choices["theme"], r.choices["era"]): r.point for r in readings}


def test_votes_are_counted_by_theme_and_era_and_absence_is_no_no() -> None:
    made = votes(
        ("2014-03-27", PEACE, "X", True),
        ("2022-03-02", PEACE, "A", True),
        ("2025-02-24", PEACE, "A", True),
        ("2026-02-24", PEACE, "N", True),
        ("2022-04-07", "accountability", "N", True),
        ("2025-12-18", "human rights in Iran", "N", False),
    )
    assert against(made) == {
        ("peace", f"to-{TURN}"): 0,
        ("peace", f"after-{TURN}"): 100,
        ("other", f"to-{TURN}"): 100,
    }


def test_votes_that_could_not_be_known_are_left_out() -> None:
    made = votes(("2022-03-02", PEACE, "A", True), ("2026-02-24", PEACE, "N", True))
    assert list(against(made, date(2024, 3, 19))) == [("peace", f"to-{TURN}")]
    assert against(made, date(2000, 1, 1)) == {}


def test_what_the_press_tells_is_another_witness_than_the_record() -> None:
    readings = votes_against(
        votes(("2022-03-02", PEACE, "A", True), family="press_reports"), {"country": "IRN", "turn": TURN}, None
    )
    assert [(r.root_family, r.basis) for r in readings] == [("press_reports", "stated")]
