"""Measure parts: every combination of what is known gives exactly one of six verdicts, the first that matches."""

from __future__ import annotations

import itertools
import math

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from etl.claims import settings
from etl.judge.measure_rule import moved, outcome, rule, stable
from etl.judge.weigh import WeightedSpecification, weigh
from tests.etl.judge.making import THRESHOLDS, part, reading, weighed

SIX = ("supported", "overstated", "contradicted", "depends on definition", "cannot be settled", "not yet checked")
SHARES = st.one_of(st.floats(0, 1), st.sampled_from([0, 0.2, 0.5, 0.65, 0.8, 1]))
TRI = st.sampled_from([True, False, None])


def first_that_matches(
    strong: float, weak: float, natural: bool | None, resolvable: bool | None, computable: int, families: int
) -> str:
    """The rules as the claims' table words them."""
    rules = (
        ("cannot be settled", computable < 3 or families < 2),
        ("supported", strong >= 0.8 and natural is True and resolvable is True),
        ("overstated", weak >= 0.8 and strong < 0.5),
        ("contradicted", strong <= 0.2 and natural is False),
        ("depends on definition", True),
    )
    return next(verdict for verdict, fits in rules if fits)


@given(SHARES, SHARES, TRI, TRI, st.integers(0, 5), st.integers(0, 3))
def test_every_combination_gives_one_verdict_the_first_that_matches(
    strong: float, extra: float, natural: bool | None, resolvable: bool | None, computable: int, families: int
) -> None:
    weak = min(1.0, strong + extra * (1 - strong))  # strong implies weak
    given = (strong, weak, natural, resolvable, computable, families)
    assert rule(*given, THRESHOLDS) == first_that_matches(*given)


def test_at_and_beside_every_threshold_too() -> None:
    shares = (0, 0.2, 0.21, 0.49, 0.5, 0.79, 0.8, 1)
    known = (True, False, None)
    given = set()
    for case in itertools.product(shares, shares, known, known, (2, 3), (1, 2)):
        assert rule(*case, THRESHOLDS) == first_that_matches(*case)
        given.add(first_that_matches(*case))
    assert given == set(SIX) - {"not yet checked"}


def test_nothing_computable_cannot_be_settled() -> None:
    assert rule(None, None, None, None, 0, 0, THRESHOLDS) == "cannot be settled"


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
    assert outcome(specs, natural, {}, math.log(2), THRESHOLDS).verdict == "supported"
    assert outcome(specs, {}, {}, math.log(2), THRESHOLDS).verdict == "depends on definition"
    assert outcome(specs, natural, {}, None, THRESHOLDS).verdict == "depends on definition", "unknown: not resolvable"
    assert outcome(specs, natural, {}, math.log(3), THRESHOLDS).verdict == "depends on definition"


def test_the_distance_is_compared_in_logs_and_must_be_exceeded() -> None:
    specs = three((True, True), (True, True), (True, True))
    found = [outcome(specs, {"root_family": "f0"}, {}, gap, THRESHOLDS).resolvable for gap in (1.0, math.log(3), 1.2)]
    assert found == [True, False, False]


@pytest.mark.parametrize(
    ("answers", "verdict", "strong"),
    [
        (((False, True),) * 3, "overstated", 0),
        (((False, False),) * 3, "contradicted", 0),
        (((True, True), (False, False), (False, False)), "depends on definition", 1 / 3),
        (((True, True), (True, True), (False, False)), "depends on definition", 2 / 3),
        (((None, True), (None, True), (False, True)), "cannot be settled", 0),
        (((None, None),) * 3, "cannot be settled", None),
        ((), "cannot be settled", None),
    ],
)
def test_verdicts_of_three_books(
    answers: tuple[tuple[bool | None, bool | None], ...], verdict: str, strong: float | None
) -> None:
    found = outcome(three(*answers), {"root_family": "f2"}, {}, 0.1, THRESHOLDS)
    assert found.verdict == verdict
    assert found.strong == (None if strong is None else pytest.approx(strong))
    assert found.defined == len(answers)


def test_three_specifications_of_one_family_cannot_settle_anything() -> None:
    specs = [weighed(True, period=p, flip=200.0) for p in ("2022", "2023", "2024")]
    found = outcome(specs, {"root_family": "customs"}, {}, 0.1, THRESHOLDS)
    assert (found.verdict, found.holds, found.computable) == ("cannot be settled", 3, 3)


def test_the_runner_up_is_another_specification_than_the_natural_one() -> None:
    specs = three((True, True), (False, False), (True, True))
    found = outcome(specs, {"root_family": "f0"}, {"basis": "observed"}, None, THRESHOLDS)
    assert found.natural is specs[0]
    assert found.runner_up is not None
    assert found.runner_up is not specs[0]


@pytest.mark.parametrize(
    ("families", "basis", "word"),
    [
        (3, "observed", "robust"),
        (2, "observed", "medium"),
        (1, "observed", "limited"),
        (3, "stated", "limited"),
        (3, "imputed", "limited"),
    ],
)
def test_the_word_for_the_evidence(families: int, basis: str, word: str) -> None:
    specs = [weighed(True, family=f"f{i}", basis=basis) for i in range(families)]
    assert outcome(specs, {}, {}, None, THRESHOLDS).evidence == word
    assert outcome([weighed(None)], {}, {}, None, THRESHOLDS).evidence == "none"


@pytest.mark.parametrize(
    ("yes", "of", "word"),
    [(5, 5, "high"), (4, 5, "high"), (1, 5, "high"), (2, 3, "medium"), (3, 5, "low"), (2, 2, None)],
)
def test_the_word_for_the_agreement(yes: int, of: int, word: str | None) -> None:
    specs = [weighed(i < yes, weight=1 / of, family=f"f{i}") for i in range(of)]
    assert outcome(specs, {}, {}, None, THRESHOLDS).agreement == word


def test_stable_is_the_same_verdict_ten_points_either_way() -> None:
    clear = three(*((False, True),) * 3)
    assert stable(clear, {}, None, THRESHOLDS, "overstated")
    # weak holds in exactly 80 %: ten points stricter and it does no more
    edge = three(*((False, True),) * 4, (False, False))
    assert outcome(edge, {}, {}, None, THRESHOLDS).verdict == "overstated"
    assert not stable(edge, {}, None, THRESHOLDS, "overstated")


def test_in_every_specification_of_the_package_strong_implies_weak(published: dict[str, pd.DataFrame]) -> None:
    specs = published["specifications"]
    strong, weak = specs["holds_strong"].fillna(False), specs["holds_weak"]
    assert strong.any()
    assert weak[strong.astype(bool)].eq(True).all()
    assert specs.loc[weak.eq(False).fillna(False), "holds_strong"].eq(False).all()


def test_the_weights_of_every_part_sum_to_one(published: dict[str, pd.DataFrame]) -> None:
    sums = published["specifications"].groupby(["claim", "part"])["weight"].sum()
    assert (sums - 1).abs().max() < 1e-6


def test_what_cannot_be_told_says_why(published: dict[str, pd.DataFrame]) -> None:
    specs = published["specifications"]
    untold = specs["holds_strong"].isna() | specs["holds_weak"].isna()
    assert specs.loc[untold, "why_not"].notna().all()
    assert specs.loc[~untold, "why_not"].isna().all()


def test_an_interval_around_the_tested_number_cannot_be_told() -> None:
    specs = weigh([reading(low=4, high=6)], part())
    assert outcome(specs, {}, {}, None, THRESHOLDS).computable == 0
