"""The one sentence of a verdict: its numbers are those of the verdict, and no template is left half filled."""

from __future__ import annotations

import re
from string import Formatter
from typing import Any

import pandas as pd
import pytest

from etl.claims import Proposition, settings
from etl.contract.enums import RULES, STAGES, VERDICTS
from etl.judge import sentences
from etl.judge.facts import Ladder
from etl.judge.measure_rule import outcome
from etl.judge.weigh import WeightedSpecification
from tests.etl.judge.making import THRESHOLDS, part, piece, weighed

WORDS = settings("words")
NATURAL = {"root_family": "iran_customs"}


def told(specs: list[WeightedSpecification], natural: dict[str, str] | None = None, **given: Any) -> str:
    o = outcome(specs, NATURAL if natural is None else natural, {}, None, THRESHOLDS)
    return sentences.measured(part(**given), o, specs, WORDS)


def books(
    strong: bool | None, low: float | None, high: float | None, unit: str = "place", **given: Any
) -> list[WeightedSpecification]:
    """Three specifications, the natural one first."""
    own = weighed(strong, True, family="iran_customs", low=low, high=high, unit=unit, **given)
    others = [weighed(strong, True, family=f, low=low, high=high, unit=unit) for f in ("imf_estimate", "x_y")]
    return [own, *others]


@pytest.mark.parametrize(
    ("low", "high", "words"),
    [
        (7, 7, "Russia is seventh, two places from fifth"),
        (6, 6, "Russia is sixth, one place from fifth"),
        (5, 5, "Russia is fifth."),
        (6, 7, "Russia is sixth to seventh"),
        (6, None, "Russia is sixth or lower"),
        (8, 8, "Russia is eighth."),
        (9, 9, "Russia is ninth."),
        (12, 12, "Russia is 12th."),
    ],
)
def test_a_rank_is_told_in_words_with_its_distance(low: float, high: float | None, words: str) -> None:
    assert words in told(books(low == high == 5, low, high))


def test_a_rank_tells_in_how_many_it_holds() -> None:
    text = told([*books(False, 7, 7), weighed(None, None, family="z")])
    assert "holds in 0 of 3 readings that can be computed" in text
    assert "Iran's customs, 2022" in text


def test_a_change_has_its_sign() -> None:
    up = told(books(True, 3.298214, 3.639905, "% change"), strong_is=Proposition(op=">", value=0))
    assert "the change is +3.3 to +3.6 %" in up
    down = told(books(False, -32.4, -32.4, "% change"), strong_is=Proposition(op=">", value=0))
    assert "the change is -32.4 %" in down
    places = told(books(True, -1, 2, "places"), strong_is=Proposition(op=">", value=0))
    assert "the change is -1 to +2 places" in places


def test_a_share_has_no_sign() -> None:
    assert "it is 71 %" in told(books(True, 71, 71, "%"))


def test_a_ratio_that_votes_nowhere_is_still_told() -> None:
    spec = weighed(None, family="iran_customs", low=None, high=None, unit="times")
    reading = type(spec.reading)(**{**spec.reading.__dict__, "point": 1.84})
<<<<<<< HEAD
    text = told([Weighed(reading=reading, weight=1, strong=None, weak=None)])
=======
    text = told([WeightedSpecification(reading, 1, None, None)])
>>>>>>> f5afce5 (The rules as docs/CLAIMS says them: registers, lists, ladders, dated facts, evidence words; sentences from templates with named values)
    assert "the sum stated is 1.8 times the measured total of 2022" in text


def test_what_cannot_be_computed_says_so() -> None:
    assert "the natural reading cannot be computed" in told([weighed(None, family="iran_customs", low=None, high=None)])
    assert "the natural reading cannot be computed" in told([])


def test_what_it_turns_on_is_named_in_words() -> None:
    specs = [
        weighed(True, family="iran_customs"),
        weighed(False, family="imf_estimate", basis="imputed"),
        weighed(True, family="russia_customs"),
    ]
    text = told(specs)
    assert "it depends on whose books are read and whether estimates count" in text
    assert "holds in 2 of 3" in text.lower()


@pytest.mark.parametrize(
    ("verdict", "words"),
    [
        ("supported", "A said so (P, Q)."),
        ("depends", "Statements contradict each other: A for it, B against."),
        ("contradicted", "Only contrary statements were found (B)."),
    ],
)
def test_statements_name_who_spoke(verdict: str, words: str) -> None:
    pro = [piece(authority="A", publisher=p) for p in ("P", "Q", "P")]
    contra = [piece("against", authority="B")]
    given = {"supported": pro, "depends": pro + contra, "contradicted": contra}[verdict]
    assert sentences.factual(part("statement"), verdict, given, WORDS) == words


@pytest.mark.parametrize(
    ("roots", "words"), [(1, "one original source only;"), (3, "three independent original sources;")]
)
def test_facts_count_roots(roots: int, words: str) -> None:
    pieces = [piece(root=f"r{i}") for i in range(roots)]
    assert words in sentences.factual(part("dated_fact"), "supported", pieces, WORDS)


def test_no_evidence_is_said_as_that() -> None:
    assert sentences.factual(part("dated_fact"), "not yet checked", [], WORDS) == "No evidence was found."


@pytest.mark.parametrize("verdict", ["supported", "depends", "contradicted", "cannot be settled"])
def test_a_ladder_says_how_far_and_as_of_when(verdict: str) -> None:
    text = sentences.laddered(
        Ladder(verdict=verdict, reached="M", low=None, high=None, asof="2025-03-08"), part("ladder", stage="C"), WORDS
    )
    assert "memorandum" in text
    assert "2025-03-08" in text
    assert "%" not in text


def test_the_spent_share_is_told_as_an_interval_for_work_alone() -> None:
    found = Ladder(verdict="cannot be settled", reached="M", low=0.0, high=16.25, asof="2025-03-08")
    assert "for any part of the sum; one side claims work on 16 %" in sentences.laddered(
        found, part("ladder", stage="W"), WORDS
    )
    assert "%" not in sentences.laddered(found, part("ladder", stage="C"), WORDS)


def test_reasons_name_the_missing() -> None:
    assert sentences.why_not("missing:IRQ PAK", WORDS) == "missing, or possibly above: Iraq, Pakistan"
    assert sentences.why_not("", WORDS) == ""
    for kind in WORDS["why_not"]:
        assert sentences.why_not(kind, WORDS)


def test_every_verdict_rule_and_stage_has_its_words() -> None:
    assert {r["rule"] for r in WORDS["rule"]} == set(RULES)
    assert {r["verdict"] for r in WORDS["rule"]} == set(VERDICTS)
    assert set(WORDS["stage"]) == set(STAGES)
    assert {r["verdict"] for r in WORDS["rule"] if r["rule"] == "measure"} <= set(WORDS["sentence"])
    assert all(text.endswith(".") for text in (r["condition"] for r in WORDS["rule"]))


def test_templates_ask_only_for_what_the_judge_fills_in() -> None:
    known = {
        "k",
        "n",
        "N",
        "natural",
        "flips",
        "families",
        "settle",
        "a",
        "b",
        "publishers",
        "count",
        "roots",
        "reached",
        "asof",
        "low",
        "high",
        "family",
        "period",
        "value",
        "distance",
        "places",
        "target",
    }
    for name, template in WORDS["sentence"].items():
        assert {field for _, field, _, _ in Formatter().parse(template) if field} <= known, name


def test_every_sentence_of_the_package_is_a_sentence(published: dict[str, pd.DataFrame]) -> None:
    for v in published["verdicts"].itertuples(index=False):
        assert re.fullmatch(r"[A-Z0-9].*[.]", v.sentence), v.sentence
        assert not re.search(r"[{}]|\bnan\b|None|<NA>| ,|  ", v.sentence), v.sentence
        likely = re.search(r"\b(likely|probabl\w+|confiden\w+)\b", v.sentence)
        assert not likely, "k of n is no probability"
        if v.rule == "measure" and isinstance(v.computable, int):
            assert str(v.computable) in v.sentence
