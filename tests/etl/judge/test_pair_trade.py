"""A partner's share and the change of its trade, from ranks of whole years."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from etl.judge.pair_trade import change, share
from tests.etl.judge.readings import frame

ASK = {"reporter": "IRN", "partner": "RUS", "flow": "total", "base": 2021, "since": 2021}


def row(period: str, value: int | None, **given: Any) -> dict[str, Any]:
    base = {
        "reporter": "IRN",
        "partner": "RUS",
        "flow": "total",
        "period": period,
        "calendar": "gregorian",
        "source": "s",
        "root_family": "imf",
        "basis": "as_recorded",
        "obs_status": "A",
        "value_usd": value,
        "share": 0.25,
        "rank_best": 1,
    }
    return {**base, **given}


def ranks(*rows: dict[str, Any]) -> dict[str, Any]:
    return {"partner_ranks": frame("partner_ranks", *rows)}


def test_the_latest_year_of_each_source_is_held_against_the_base_year() -> None:
    given = ranks(row("2021", 4), row("2022", None), row("2023", 6), row("2023", 8, source="t"), row("2024-3m", 1))
    (result,) = change(given, ASK, None)
    assert (result.series, result.period, result.unit) == ("s", "2023", "% change")
    assert (result.low, result.high, result.flip_pct) == (pytest.approx(50),) * 3
    assert change(given, ASK, date(2022, 12, 31)) == []


def test_from_a_year_without_trade_there_is_no_change_in_per_cent() -> None:
    assert change(ranks(row("2021", 0), row("2022", 6)), ASK, None) == []
    (stopped,) = change(ranks(row("2021", 6), row("2022", 0)), ASK, None)
    assert stopped.point == -100


def test_shares_are_of_whole_years_and_an_estimate_is_marked() -> None:
    given = ranks(row("2020", 1), row("2021", 1, obs_status="E"), row("2022", 1, share=None), row("2023-10m", 1))
    (result,) = share(given, ASK, None)
    assert (result.point, result.period, result.basis, result.ends) == (25, "2021", "imputed", date(2021, 12, 31))
