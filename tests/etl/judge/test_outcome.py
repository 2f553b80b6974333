"""The outcome of a measure part: the next reading, and the words for its evidence and agreement."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.etl.judge.making import weighed
from tests.etl.judge.test_measure_rule import judged, three


def test_a_count_of_our_own_is_no_authoritative_register() -> None:
    result = judged([weighed(True, family="register")], {"root_family": "register"}, {}, None, source_kind="register")
    assert (result.verdict, result.evidence, result.evidence_reason) == ("supported", "medium", "own_count")


def test_the_runner_up_is_another_specification_than_the_natural_one() -> None:
    specs = three((True, True), (False, False), (True, True))
    result = judged(specs, {"root_family": "f0"}, {"basis": "observed"}, None)
    assert result.natural is specs[0]
    assert result.runner_up is not None
    assert result.runner_up is not specs[0]


@pytest.mark.parametrize(
    ("families", "basis", "word"),
    [
        (3, "observed", "strong"),
        (2, "observed", "medium"),
        (1, "observed", "thin"),
        (3, "stated", "medium"),
        (3, "imputed", "thin"),
    ],
)
def test_the_word_for_the_evidence(families: int, basis: str, word: str) -> None:
    specs = [weighed(True, family=f"f{i}", basis=basis) for i in range(families)]
    assert judged(specs, {}, {}, None).evidence == word
    assert judged([weighed(None)], {}, {}, None).evidence == "none"


@pytest.mark.parametrize(
    ("yes", "of", "word"),
    [(5, 5, "high"), (4, 5, "high"), (1, 5, "high"), (2, 3, "medium"), (3, 5, "low"), (2, 2, None)],
)
def test_the_word_for_the_agreement(yes: int, of: int, word: str | None) -> None:
    specs = [weighed(i < yes, weight=1 / of, family=f"f{i}") for i in range(of)]
    assert judged(specs, {}, {}, None).agreement == word


def test_a_count_that_leaves_both_answers_open_is_evidence_and_settles_nothing() -> None:
    specs = [replace(weighed(None, family="register"), low=0.4, high=2.4)]
    result = judged(specs, {"root_family": "register"}, {}, None, source_kind="register")
    assert (result.verdict, result.grounds.resolvable) == ("cannot be settled", False)
    assert (result.evidence, result.evidence_reason) == ("medium", "own_count")
