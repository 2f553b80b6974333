"""A measure part: the values that its sentence can name."""

from __future__ import annotations

import pytest

from etl.claims.render import render
from etl.judge import measure_part
from etl.judge.outcome import outcome_of
from tests.etl.judge.making import THRESHOLDS, part, weighed
from tests.etl.judge.test_sentences import WORDS


def test_a_measure_gives_the_values_of_its_natural_reading() -> None:
    specs = [weighed(False, family="iran_customs", low=7, high=7), weighed(True, family="imf_estimate", low=5, high=5)]
    o = outcome_of(specs, part(natural_is={"root_family": "iran_customs"}), None, THRESHOLDS)
    result = measure_part.sentence_values(o, WORDS)
    assert render("{finding:finding}", result, WORDS["format"]) == "Seventh in 2022 (Iran's customs)"
    assert (result["holds"], result["computable"], result["families"]) == (1, 2, ["imf_estimate", "iran_customs"])


@pytest.mark.parametrize(("low", "high"), [(None, None), (None, 3)])
def test_a_number_that_is_not_known_is_no_finding(low: float | None, high: float | None) -> None:
    specs = [weighed(None, family="a", low=low, high=high)]
    o = outcome_of(specs, part(natural_is={"root_family": "a"}), None, THRESHOLDS)
    assert "finding" not in measure_part.sentence_values(o, WORDS)
