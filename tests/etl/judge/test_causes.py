"""Cause parts: which verdict which conditions give, and that none says more than *consistent with*."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product

import pandas as pd
import pytest

from etl.contract.enums import VERDICTS
from etl.contract.errors import ClaimError
from etl.judge.causes import REASONS, RULES, judged, verdict
from etl.judge.context import Condition
from tests.etl.derive.making import saying
from tests.etl.judge.making import context, part

NEVER = {"supported", "overstated", "depends", "not shown"}


def condition(met: bool | None, opposite: bool = False, required: bool = True) -> Condition:
    return Condition(
        criterion="timing",
        met=met,
        sentence=saying("Said."),
        short=None if met else saying("a reason"),
        opposite=opposite,
        required=required,
    )


@pytest.mark.parametrize(
    ("conditions", "expected"),
    [
        ([condition(True), condition(True)], "consistent with"),
        ([condition(True), condition(None)], "not established"),
        ([condition(True), condition(False)], "not established"),
        ([condition(False, True), condition(False, True)], "contradicted"),
        ([condition(False, True), condition(None)], "not established"),
        ([condition(True), condition(False, required=False)], "consistent with"),
        ([condition(False, required=False)], "not established"),
        ([], "not established"),
    ],
)
def test_verdicts_of_conditions(conditions: list[Condition], expected: str) -> None:
    assert verdict(conditions) == expected


def test_no_combination_says_more_than_consistent_with() -> None:
    kinds = [condition(m, o) for m, o in ((True, False), (True, True), (False, False), (False, True), (None, False))]
    text = {verdict(some) for n in (1, 2, 3) for some in product(kinds, repeat=n)}
    assert text <= set(VERDICTS) - NEVER
    assert text == {"consistent with", "not established", "contradicted"}


def test_an_unknown_rule_is_refused() -> None:
    with pytest.raises(ClaimError, match="unknown cause rule 'none', expected one of"):
        judged(part("cause", params={"rule": "none"}), [], context({}))


def test_nothing_is_asked_once_the_word_cannot_change() -> None:
    def asked() -> Iterator[Condition]:
        yield condition(False, required=False)
        yield condition(True)
        yield condition(None)
        raise AssertionError("one condition is not met and not the reverse: no further one matters")

    assert verdict(asked()) == "not established"


def test_the_sentence_gives_the_reasons_that_matter_and_no_more(
    published: dict[str, pd.DataFrame],
) -> None:
    row = published["verdicts"].query("claim == 'trade-rank' and part == 'cause'").iloc[0]
    assert row["verdict"] == row["verdict_to_1402"] == row["verdict_without_imputed"] == "not established"
    assert row["sentence"].startswith(
        "Not established: trade had already risen by 81 % in 2021, the year before the war"
    )
    assert "no other date can be tested in the same way" in row["sentence"]
    assert row["sentence"].count(",") <= 2 * REASONS


def test_every_condition_of_every_cause_part_is_published(published: dict[str, pd.DataFrame]) -> None:
    causes = published["verdicts"].query("rule == 'cause'")
    asked = published["conditions"].groupby(["claim", "part"]).size()
    assert set(asked.index) == set(zip(causes["claim"], causes["part"], strict=True))
    assert len(RULES) == len(causes)
    for row in causes.itertuples(index=False):
        assert row.computable <= row.defined <= asked[row.claim, row.part]
        assert row.evidence in ("thin", "none")
