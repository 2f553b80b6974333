"""The main thesis: four strands side by side, each speaking for a strategic agreement or not, or not to be told."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from etl import claims
from etl.judge.cause_expediency import conditions
from etl.judge.causes import verdict
from etl.judge.context import Condition
from etl.judge.measures import MEASURES
from tests.etl.derive.making import COUNTRIES, table, text_of
from tests.etl.judge.making import context

(PART,) = next(c for c in claims.load(set(MEASURES)) if c.id == "alignment").parts


def kappa(a: str, b: str, value: float, year: int = 2024, **given: Any) -> dict[str, Any]:
    base = {
        "country_a": a,
        "country_b": b,
        "year": year,
        "yardstick": "kappa_quadratic",
        "vote_set": "all-of-the-year",
        "value": value,
        "both_voted": 80,
        "series_break": False,
        "source": "un",
    }
    return {**base, **given}


def share(reporter: str, year: int, value: float, basis: str = "observed") -> dict[str, Any]:
    return {
        "reporter": reporter,
        "partner": "IRN" if reporter == "RUS" else "RUS",
        "period": str(year),
        "flow": "total",
        "calendar": "gregorian",
        "source": "book",
        "root_family": "customs",
        "yardstick": "share",
        "value": value,
        "cell_basis": basis,
    }


def signed(id: str, furthest: str, day: str = "2023-05-17", **given: Any) -> dict[str, Any]:
    base = {
        "id": id,
        "signed_date": day,
        "title": id,
        "sector": "s",
        "instrument": "i",
        "furthest": furthest,
        "state": "active",
        "umbrella": False,
        "counts": True,
        "status_text": "t",
        "publisher": "p",
        "status_asof": "2025",
    }
    return {**base, **given}


def event(title: str) -> dict[str, Any]:
    return {
        "mutual_defence": "no mutual" not in title,
        "id": "EV060",
        "date": "2025-01-17",
        "kind": "diplomacy",
        "title": title,
        "actors": "RUS;IRN",
        "root": "r",
        "publisher": "p",
    }


ROWS: dict[str, list[dict[str, Any]]] = {
    "alignment": [kappa("RUS", "IRN", 0.2), kappa("RUS", "CHN", 0.6), kappa("IRN", "TUR", 0.4)],
    "trade_ties": [
        share("RUS", 2021, 0.005),
        share("RUS", 2024, 0.004),
        share("IRN", 2021, 0.03),
        share("IRN", 2024, 0.05),
    ],
    "sanctions_and_events": [event("Treaty (20 years, no mutual-defence clause)")],
    "agreements": [signed("A", "M"), signed("B", "C"), signed("C", "D")],
}


def asked(until: date = date.max, imputed: bool = True, **rows: list[dict[str, Any]]) -> dict[str, Condition]:
    tables = {name: table(name, some) for name, some in {**ROWS, **rows}.items()} | {"countries": COUNTRIES}
    seen = replace(context(tables), known_by=until, imputed=imputed)
    return {c.criterion: c for c in conditions(PART, seen)}


def test_four_strands_none_of_which_speaks_for_agreement() -> None:
    result = asked()
    assert {n: c.met for n, c in result.items()} == dict.fromkeys(("votes", "trade", "treaty", "carried-out"), True)
    assert verdict(list(result.values())) == "consistent with"


def test_a_median_within_the_interval_of_the_pair_does_not_tell() -> None:
    others = [kappa("RUS", "CHN", 0.5), kappa("IRN", "TUR", 0.5)]
    near = asked(alignment=[kappa("RUS", "IRN", 0.6, value_low=0.4, value_high=0.7), *others])["votes"]
    clear = asked(alignment=[kappa("RUS", "IRN", 0.6, value_low=0.55, value_high=0.7), *others])["votes"]
    assert (near.met, near.opposite, near.short and near.short.id) == (None, False, "cause.votes.near")
    assert (clear.met, clear.opposite) == (False, True)


@pytest.mark.parametrize(
    ("rows", "criterion"),
    [
        ({"alignment": [kappa("RUS", "IRN", 0.7), kappa("RUS", "CHN", 0.5)]}, "votes"),
        ({"trade_ties": [share(r, y, y / 1e6) for r in ("RUS", "IRN") for y in (2021, 2024)]}, "trade"),
        ({"sanctions_and_events": [event("Treaty with a mutual-defence clause")]}, "treaty"),
        ({"agreements": [signed("A", "W"), signed("B", "D"), signed("C", "M")]}, "carried-out"),
    ],
)
def test_one_strand_that_speaks_for_agreement_leaves_it_open(
    rows: dict[str, list[dict[str, Any]]], criterion: str
) -> None:
    result = asked(**rows)
    assert (result[criterion].met, result[criterion].opposite) == (False, True)
    assert verdict(list(result.values())) == "not established"


@pytest.mark.parametrize(
    ("rows", "criterion"),
    [
        ({"alignment": [kappa("RUS", "IRN", 0.7, year=2019)]}, "votes"),
        ({"trade_ties": [share("RUS", 2021, 0.1), share("RUS", 2024, 0.2)]}, "trade"),
        ({"sanctions_and_events": []}, "treaty"),
        ({"agreements": [signed("A", "D", "2018-03-14")]}, "carried-out"),
    ],
)
def test_what_is_missing_cannot_be_decided(rows: dict[str, list[dict[str, Any]]], criterion: str) -> None:
    result = asked(**rows)
    assert result[criterion].met is None
    assert result[criterion].short


def test_one_share_that_falls_is_enough_not_to_rise_each_way() -> None:
    result = asked(trade_ties=[share("RUS", 2021, 0.5), share("RUS", 2024, 0.4)])["trade"]
    assert result.met is True
    assert "went from 50.00 % in 2021 to 40.00 % in 2024" in text_of(result.sentence)


def test_raw_agreement_is_said_and_decides_nothing() -> None:
    raw = kappa(
        "RUS", "IRN", 0.78, year=2025, yardstick="agree_raw", vote_set="all-of-the-year", year_coverage="complete"
    )
    result = asked(alignment=[raw])["votes"]
    assert result.met is None
    assert "78 % of 80 roll calls" in text_of(result.sentence)


def test_frames_restatements_and_rows_that_do_not_count_stay_out() -> None:
    more = [signed("D", "W", umbrella=True), signed("E", "W", counts=False), signed("F", "W", relation="restatement")]
    sentence = text_of(asked(agreements=[*ROWS["agreements"], *more])["carried-out"].sentence)
    assert sentence.startswith("Agreements signed since 2022: 3,")


def test_what_the_article_could_not_know() -> None:
    result = asked(until=date(2024, 3, 19))
    assert result["treaty"].met is None
    assert "2024" not in text_of(result["trade"].sentence)


def test_estimates_can_be_left_out() -> None:
    rows = [share("RUS", 2021, 0.5), share("RUS", 2024, 0.4, "imputed")]
    assert asked(trade_ties=rows)["trade"].met is True
    assert asked(imputed=False, trade_ties=rows)["trade"].met is None


def test_half_of_the_agreements_are_not_fewer_than_half() -> None:
    half = [signed("A", "W"), signed("B", "D"), signed("C", "M"), signed("D", "C")]
    assert asked(agreements=half)["carried-out"].met is False
    assert asked(agreements=[*half, signed("E", "M")])["carried-out"].met is True
