"""What is said of a reader's own verdict: every sentence has its case, and no share is rounded up to a threshold."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from dashboard.pages import reader_reason
from dashboard.pages.rule import Outcome
from dashboard.pages.settings import NUMBERS, Offer, Settings
from dashboard.texts import catalogue

DEPENDS = Outcome(
    verdict="depends",
    strong_share=0.29,
    weak_share=None,
    holds=29,
    computable=100,
    lists=100,
    families=5,
    natural_holds=False,
)


@pytest.mark.parametrize(
    ("share", "supported", "contradicted", "natural_holds", "reason"),
    [
        (0.29, 29, 10, None, "no_natural"),  # 100 * 0.29 is a little less than 29
        (0.29, 29, 10, False, "not_natural"),
        (0.57, 57, 10, True, "close"),
        (0.29, 80, 29, None, "unopposed"),
        (0.07, 80, 7, None, "unopposed"),  # 100 * 0.07 is a little more than 7
        (0.3, 80, 29, False, "split"),
    ],
)
def test_a_reason_is_given_at_the_same_thresholds_as_the_verdict(
    share: float, supported: int, contradicted: int, natural_holds: bool | None, reason: str
) -> None:
    offer = Offer(part="part", specs=(), register=True, thresholds={"supported": 80, "contradicted": 20})
    settings = Settings(books=(), values={"supported": str(supported), "contradicted": str(contradicted)})
    outcome = replace(DEPENDS, strong_share=share, natural_holds=natural_holds)
    assert reader_reason.reason(outcome, offer, settings) == reason


def test_every_reason_has_a_sentence_and_every_sentence_a_reason() -> None:
    named = {n.removeprefix("own.because.") for n in catalogue() if n.startswith("own.because.")}
    given = {"supported", "overstated", "contradicted", "no_natural", "not_natural", "close", "split", "unopposed"}
    assert named == given | {"unsettled", "register_unsettled", "register_supported"}
    values = {"strong", "weak", "holds", "computable", "lists", "families", *NUMBERS}
    for name in named:
        assert set(re.findall(r"\{(\w+)\}", catalogue()[f"own.because.{name}"])) <= values


@pytest.mark.parametrize(
    ("share", "text"), [(0.79996, "79.9"), (0.8, "80"), (2 / 3, "66.6"), (0.29, "29"), (None, "0")]
)
def test_a_share_is_never_rounded_up(share: float | None, text: str) -> None:
    assert reader_reason.percent(share) == f"{text}\u00a0%"
