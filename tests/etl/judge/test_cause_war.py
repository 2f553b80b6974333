"""Because of the war: each condition of docs/METHODS.md met, not met, and not to be told."""

from __future__ import annotations

from typing import Any
from unittest.mock import patch

import pandas as pd
import pytest

from etl.judge import cause_war
from etl.judge.cause_war import conditions
from etl.judge.causes import verdict
from etl.judge.context import Condition
from tests.etl.derive.making import COUNTRIES, cells, table, text_of
from tests.etl.judge.making import context, part

RISE_AFTER = {y: 1e9 * (1 if y < 2022 else 6) * (1.01 if y % 2 else 1) for y in range(2014, 2025)}
RISE_BEFORE = {y: 1e9 * (1 if y < 2021 else 2) for y in range(2014, 2025)}


def dated(kind: str = "event", works: bool | None = True, actual: float = 9e9, year: int = 2022) -> dict[str, Any]:
    return {
        "series": "s",
        "flow": "total",
        "tested_year": year,
        "target_year": year + 2,
        "date_kind": kind,
        "works": works,
        "actual": actual,
        "band_low": 1e9,
        "band_high": 4e9,
        "least_jump": 3.0,
        "unit": "USD",
        "messages": '{"sentence": []}',
    }


def fit_row(pool: str, gap: float = 50, share: float = 0.05, poor: bool = False) -> dict[str, Any]:
    return {
        "method": "pool",
        "pool": pool,
        "series": "s",
        "flow": "total",
        "outcome": "index",
        "country": "IRN",
        "variant": "all-donors",
        "computed": True,
        "mean_gap": gap,
        "poor_fit": poor,
        "placebo_rank": 1,
        "placebo_units": 20,
        "placebo_share": share,
        "unit": "index",
        "messages": '{"sentence": []}',
    }


FALSE = [dated("false", False, year=2019)]
BOTH = [fit_row("a"), fit_row("b")]


def asked(
    tests: list[dict[str, Any]], fits: list[dict[str, Any]], series: dict[int, float] = RISE_AFTER
) -> dict[str, Condition]:
    tables = {"date_tests": table("date_tests", tests), "comparators": table("comparators", fits)}
    with patch.object(cause_war, "yearly", lambda *_, **__: {"s": cells(series)}):
        return {c.criterion: c for c in conditions(part("cause"), context(tables | {"countries": COUNTRIES}))}


def met(found: dict[str, Condition]) -> dict[str, bool | None]:
    return {name: c.met for name, c in found.items() if c.required}


def test_all_met_is_consistent_with_and_no_more() -> None:
    result = asked([dated(), *FALSE], BOTH)
    assert set(met(result).values()) == {True}
    assert verdict(list(result.values())) == "consistent with"


@pytest.mark.parametrize(
    ("tests", "fits", "criterion", "expected"),
    [
        ([dated(works=False, actual=2e9), *FALSE], BOTH, "timing", False),
        ([dated(actual=5e8), *FALSE], BOTH, "timing", False),
        ([dated(works=None), *FALSE], BOTH, "timing", None),
        ([dated(), dated("false", True, year=2020)], BOTH, "false-dates", False),
        ([dated()], BOTH, "false-dates", None),
        ([dated(), *FALSE], [fit_row("b")], "pool-a", None),
        ([dated(), *FALSE], [fit_row("a"), fit_row("b", -5)], "pool-b", False),
        ([dated(), *FALSE], [fit_row("a"), fit_row("b", poor=True)], "pool-b", None),
        ([dated(), *FALSE], [fit_row("a"), fit_row("b", share=0.3)], "placebo", False),
        ([dated(), *FALSE], [], "placebo", None),
    ],
)
def test_one_condition_short_is_not_established(
    tests: list[dict[str, Any]], fits: list[dict[str, Any]], criterion: str, expected: bool | None
) -> None:
    result = asked(tests, fits)
    assert result[criterion].met is expected
    assert verdict(list(result.values())) == "not established"


@pytest.mark.parametrize(("share", "expected"), [(0.10, True), (0.11, False)])
def test_one_in_ten_of_the_others_may_do_as_well_and_no_more(share: float, expected: bool) -> None:
    assert asked([dated(), *FALSE], [fit_row("a"), fit_row("b", share=share)])["placebo"].met is expected


def test_all_on_the_other_side_is_contradicted() -> None:
    fits = [fit_row("a", -50), fit_row("b", -50)]
    result = asked([dated(actual=5e8), dated("false", True, year=2020)], fits)
    assert verdict(list(result.values())) == "contradicted"


def test_the_rise_before_the_war_is_shown_and_does_not_count() -> None:
    result = asked([dated(), *FALSE], BOTH, RISE_BEFORE)
    assert (result["before"].met, result["before"].required) == (False, False)
    assert "rose by 100 % in 2021" in text_of(result["before"].sentence)


@pytest.mark.parametrize("year", [2020, 2021])
def test_from_a_year_without_trade_there_is_no_rise_in_per_cent(year: int) -> None:
    result = asked([dated(), *FALSE], BOTH, RISE_BEFORE | {year: 0})
    assert (result["before"].met, result["before"].required) == (None, False)
    assert verdict(list(result.values())) == "consistent with"


def test_the_bundled_conditions(published: dict[str, pd.DataFrame]) -> None:
    rows = published["conditions"].query("claim == 'trade-rank'").set_index("criterion")
    result = rows["met"].astype("object").where(rows["met"].notna(), None).to_dict()
    assert result == {
        "before": False,
        "timing": False,
        "false-dates": None,
        "pool-a": None,
        "pool-b": None,
        "placebo": None,
    }
