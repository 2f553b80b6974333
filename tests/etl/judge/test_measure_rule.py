"""Measure parts: every combination of what is known gives exactly one of six verdicts, the first that matches."""

from __future__ import annotations

import itertools
import math
from typing import Any

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from etl.claims import settings
from etl.judge.measure_rule import Grounds, moved
from etl.judge.outcome import Outcome, outcome_of
from etl.judge.weigh import WeightedSpecification, weigh
from tests.etl.judge.making import THRESHOLDS, part, reading, weighed

FIVE = {"supported", "overstated", "contradicted", "depends", "cannot be settled"}
SHARES = st.one_of(st.floats(0, 1), st.sampled_from([0, 0.2, 0.5, 0.65, 0.8, 1]))
TRI = st.sampled_from([True, False, None])


def first_that_matches(strong: float, weak: float, natural: bool | None, resolvable: bool | None, settled: bool) -> str:
    """The rules as the claims' table words them."""
    rules = (
        ("cannot be settled", not settled),
        ("supported", strong >= 0.8 and natural is True and resolvable is True),
        ("overstated", weak >= 0.8 and strong < 0.5),
        ("contradicted", strong <= 0.2 and natural is False),
        ("depends", True),
    )
    return next(verdict for verdict, fits in rules if fits)


def grounds(lists: int, families: int, strong: float | None = None, weak: float | None = None, **given: Any) -> Grounds:
    base = {"register": False, "natural": None, "resolvable": None, "computable": lists}
    return Grounds(**{**base, **given}, lists=lists, families=families, strong_share=strong, weak_share=weak)


def ruled(
    strong: float | None, weak: float | None, natural: bool | None, resolvable: bool | None, settled: bool
) -> str:
    lists = 3 if settled else 2
    return grounds(lists, 2, strong, weak, natural=weighed(natural), resolvable=resolvable).verdict(THRESHOLDS)


@given(SHARES, SHARES, TRI, TRI, st.booleans())
def test_every_combination_gives_one_verdict_the_first_that_matches(
    strong: float, extra: float, natural: bool | None, resolvable: bool | None, settled: bool
) -> None:
    weak = min(1.0, strong + extra * (1 - strong))  # strong implies weak
    case = (strong, weak, natural, resolvable, settled)
    assert ruled(*case) == first_that_matches(*case)


def test_at_and_beside_every_threshold_too() -> None:
    shares = (0, 0.2, 0.21, 0.49, 0.5, 0.79, 0.8, 1)
    known = (True, False, None)
    given = set()
    for case in itertools.product(shares, shares, known, known, (True, False)):
        assert ruled(*case) == first_that_matches(*case)
        given.add(first_that_matches(*case))
    assert given == FIVE


def test_nothing_computable_cannot_be_settled() -> None:
    assert ruled(None, None, None, None, True) == "cannot be settled"


@pytest.mark.parametrize(
    ("lists", "families", "disputed", "register"),
    [(0, 0, False, False), (1, 1, False, True), (2, 2, False, True), (3, 1, False, True), (3, 2, True, True)],
)
def test_disputed_figures_need_three_lists_of_two_families_and_a_register_one_number(
    lists: int, families: int, disputed: bool, register: bool
) -> None:
    settled = [grounds(lists, families, register=own).settled(THRESHOLDS) for own in (False, True)]
    assert settled == [disputed, register]


def judged(
    specs: list[WeightedSpecification],
    natural: dict[str, str],
    runner_up: dict[str, str],
    gap: float | None,
    **given: Any,
) -> Outcome:
    return outcome_of(specs, part(natural_is=natural, runner_up_is=runner_up, **given), gap, THRESHOLDS)


def test_the_thresholds_of_the_tests_are_those_of_the_file() -> None:
    file = settings("thresholds")
    assert {k: file[k] for k in THRESHOLDS} == THRESHOLDS


@pytest.mark.parametrize("by", [0.1, -0.1])
def test_moved_thresholds_are_ten_points_away(by: float) -> None:
    there = moved(THRESHOLDS, by)
    assert (there["supported"], there["overstated_weak"]) == (round(0.8 + by, 9), round(0.8 + by, 9))
    assert (there["overstated_strong"], there["contradicted"]) == (round(0.5 - by, 9), round(0.2 - by, 9))
    assert (there["min_specifications"], there["agreement_high"]) == (3, 0.8)


def three(*answers: tuple[bool | None, bool | None], basis: str = "observed") -> list[WeightedSpecification]:
    """One specification per answer (strong, weak), each of a family of its own with equal weight."""
    return [
        weighed(s, w, 1 / len(answers), family=f"f{i}", flip=200.0, basis=basis) for i, (s, w) in enumerate(answers)
    ]


def test_supported_needs_shares_the_natural_reading_and_a_distance() -> None:
    specs = three((True, True), (True, True), (True, True))
    natural = {"root_family": "f0"}
    assert judged(specs, natural, {}, math.log(2)).verdict == "supported"
    assert judged(specs, {}, {}, math.log(2)).verdict == "depends"
    assert judged(specs, natural, {}, None).verdict == "depends", "unknown: not resolvable"
    assert judged(specs, natural, {}, math.log(3)).verdict == "depends"


def test_the_distance_is_compared_in_logs_and_must_be_exceeded() -> None:
    specs = three((True, True), (True, True), (True, True))
    result = [judged(specs, {"root_family": "f0"}, {}, gap).grounds.resolvable for gap in (1.0, math.log(3), 1.2)]
    assert result == [True, False, False]


@pytest.mark.parametrize(
    ("answers", "verdict", "strong"),
    [
        (((False, True),) * 3, "overstated", 0),
        (((False, False),) * 3, "contradicted", 0),
        (((True, True), (False, False), (False, False)), "depends", 1 / 3),
        (((True, True), (True, True), (False, False)), "depends", 2 / 3),
        (((None, True), (None, True), (False, True)), "cannot be settled", 0),
        (((None, None),) * 3, "cannot be settled", None),
        ((), "cannot be settled", None),
    ],
)
def test_verdicts_of_three_books(
    answers: tuple[tuple[bool | None, bool | None], ...], verdict: str, strong: float | None
) -> None:
    result = judged(three(*answers), {"root_family": "f2"}, {}, 0.1)
    assert result.verdict == verdict
    assert result.grounds.strong_share == (None if strong is None else pytest.approx(strong))
    assert len(result.specs) == len(answers)


def test_three_specifications_of_one_family_cannot_settle_anything() -> None:
    specs = [weighed(True, period=p, flip=200.0) for p in ("2022", "2023", "2024")]
    result = judged(specs, {"root_family": "customs"}, {}, 0.1)
    assert (result.verdict, result.holds, result.grounds.computable) == ("cannot be settled", 3, 3)


def test_one_number_of_a_register_is_an_answer_and_needs_no_distance() -> None:
    specs = [weighed(True, family="sipri")]
    result = judged(specs, {"root_family": "sipri"}, {}, None, source_kind="register")
    assert (result.verdict, result.grounds.resolvable, result.evidence) == ("supported", True, "strong")
    assert judged(specs, {"root_family": "sipri"}, {}, None).verdict == "cannot be settled"


def test_a_twin_of_a_list_is_no_second_list() -> None:
    twins = [weighed(True, family=f, eu=eu) for f in ("a", "b") for eu in ("countries", "one")]
    result = judged(twins, {"root_family": "a"}, {}, None)
    assert (result.grounds.computable, result.grounds.lists) == (4, 2)
    assert result.verdict == "cannot be settled"


def test_stable_is_the_same_verdict_ten_points_either_way() -> None:
    clear = three(*((False, True),) * 3)
    assert set(Grounds.of(clear, part(), None).verdicts(THRESHOLDS).values()) == {"overstated"}
    # weak holds in exactly 80 %: ten points stricter and it does no more
    edge = three(*((False, True),) * 4, (False, False))
    assert judged(edge, {}, {}, None).verdict == "overstated"
    assert len(set(Grounds.of(edge, part(), None).verdicts(THRESHOLDS).values())) == 2


def test_in_every_specification_of_the_package_strong_implies_weak(published: dict[str, pd.DataFrame]) -> None:
    specs = published["specifications"]
    strong, weak = specs["holds_strong"].fillna(False), specs["holds_weak"]
    assert strong.any()
    assert weak[strong.astype(bool)].eq(True).all()
    assert specs.loc[weak.eq(False).fillna(False), "holds_strong"].eq(False).all()


def test_the_weights_of_every_part_sum_to_one(published: dict[str, pd.DataFrame]) -> None:
    sums = published["specifications"].groupby(["claim", "part"])["weight"].sum()
    assert (sums - 1).abs().max() < 1e-6


def test_what_cannot_be_decided_says_why(published: dict[str, pd.DataFrame]) -> None:
    specs = published["specifications"]
    untold = specs["holds_strong"].isna() | specs["holds_weak"].isna()
    assert specs.loc[untold, "why_not"].notna().all()
    assert specs.loc[~untold, "why_not"].isna().all()


def test_an_interval_around_the_tested_number_cannot_be_decided() -> None:
    specs = weigh([reading(low=4, high=6)], part())
    assert judged(specs, {}, {}, None).grounds.computable == 0
