"""Statements, dated facts and ladders: verdicts by distinct roots, never by how many publishers repeat one."""

from __future__ import annotations

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from etl.contract.errors import ClaimError
from etl.judge.facts import STAGE_ORDER, agreement_word, dated_fact, evidence_word, independent, ladder, statement
from tests.etl.judge.making import piece


def test_publishers_of_one_root_are_one_witness() -> None:
    said = [piece(publisher=p, root="interview of March", authority="Ministry") for p in ("TASS", "FT", "Kayhan")]
    assert independent(said) == 1


def test_roots_of_one_authority_count_once_and_authorities_of_one_root_each() -> None:
    assert independent([piece(root="a", authority="Ministry"), piece(root="b", authority="Ministry")]) == 1
    assert independent([piece(root="joint communique", authority="NIOC; Gazprom")]) == 2
    assert independent([piece(root="a"), piece(root="b"), piece(root="a; b")]) == 2
    assert independent([piece(), piece(publisher="Another")]) == 2
    assert independent([]) == 0


@pytest.mark.parametrize("rule", [statement, dated_fact])
@pytest.mark.parametrize(
    ("stances", "verdict"),
    [
        (("for",), "supported"),
        (("for", "context"), "supported"),
        (("for", "against"), "depends"),
        (("against",), "contradicted"),
        (("context",), "not yet checked"),
        ((), "not yet checked"),
    ],
)
def test_verdicts_of_what_was_said(rule: object, stances: tuple[str, ...], verdict: str) -> None:
    assert callable(rule)
    assert rule([piece(s) for s in stances]) == verdict


@given(st.lists(st.sampled_from(["for", "against", "context"])))
def test_order_and_repetition_change_no_verdict(stances: list[str]) -> None:
    pieces = [piece(s) for s in stances]
    assert statement(pieces) == statement(pieces[::-1]) == statement(pieces * 2)


@pytest.mark.parametrize(
    ("roots", "basis", "word"),
    [
        (3, "observed", "robust"),
        (2, "observed", "medium"),
        (1, "observed", "limited"),
        (5, "stated", "limited"),
        (0, "observed", "none"),
    ],
)
def test_the_word_for_the_evidence(roots: int, basis: str, word: str) -> None:
    assert evidence_word([piece(root=f"r{i}", basis=basis) for i in range(roots)]) == word


def test_context_is_no_evidence() -> None:
    assert evidence_word([piece("context", basis="observed")]) == "none"
    assert agreement_word([piece("context")]) is None


@pytest.mark.parametrize(("pro", "contra", "word"), [(3, 0, "high"), (4, 1, "high"), (2, 1, "medium"), (1, 1, "low")])
def test_the_word_for_the_agreement(pro: int, contra: int, word: str) -> None:
    pieces = [piece(root=f"p{i}") for i in range(pro)] + [piece("against", root=f"c{i}") for i in range(contra)]
    assert agreement_word(pieces) == word


def agreements(*rows: dict[str, object]) -> pd.DataFrame:
    """Rows of `agreements`; the first is A, of 100 dollars, signed and no more."""
    base = {
        "id": "A",
        "parent_id": None,
        "relation": None,
        "furthest": "M",
        "furthest_claimed": None,
        "binding": None,
        "value_usd": 100,
        "root": "paper",
        "root_authority": None,
        "signed_date": "2022-07-19",
        "status_asof": "2025",
    }
    return pd.DataFrame([{**base, **row} for row in rows])


def child(name: str, **given: object) -> dict[str, object]:
    return {"id": name, "parent_id": "A", "relation": "component", "value_usd": 10, **given}


@pytest.mark.parametrize("stage", STAGE_ORDER)
@pytest.mark.parametrize("furthest", STAGE_ORDER)
def test_a_stage_is_reached_by_itself_and_every_later_one(furthest: str, stage: str) -> None:
    found = ladder(agreements({"furthest": furthest, "root_authority": "one; other"}), "A", stage)
    reached = STAGE_ORDER.index(furthest) >= STAGE_ORDER.index(stage)
    assert found.verdict == ("supported" if reached else "cannot be settled")
    assert found.reached == furthest


def test_one_sides_word_is_one_sides_word() -> None:
    assert ladder(agreements({"root_authority": "NIOC"}), "A", "M").verdict == "depends"
    assert ladder(agreements({"root_authority": None, "root": "a newspaper"}), "A", "M").verdict == "depends"
    assert ladder(agreements({"furthest_claimed": "D", "root_authority": "x; y"}), "A", "C").verdict == "depends"


def test_components_carry_their_parent_and_restatements_add_nothing() -> None:
    sides = {"root_authority": "one; other"}
    rows = agreements(
        sides, child("B", furthest="W", **sides), child("C", furthest="D", relation="restatement", **sides)
    )
    found = ladder(rows, "A", "W")
    assert (found.verdict, found.reached) == ("supported", "W")
    assert ladder(rows, "A", "D").verdict == "cannot be settled"


def test_what_is_expressly_not_so_is_contradicted_whatever_else() -> None:
    rows = agreements({"binding": "no", "furthest": "D", "root_authority": "one; other"})
    assert ladder(rows, "A", "C", "binding").verdict == "contradicted"
    assert ladder(rows, "A", "C").verdict == "supported"


def test_the_spent_share_is_an_interval_and_unknown_is_not_zero() -> None:
    rows = agreements(
        {},
        child("B", furthest="W", value_usd=10),
        child("C", furthest="C", value_usd=20),
        child("D", furthest="R", relation="restatement", value_usd=5),
        child("E", furthest="W", value_usd=None),
    )
    found = ladder(rows, "A", "W")
    assert (found.low, found.high) == (10, 15)
    alone = ladder(agreements({}), "A", "W")
    assert (alone.low, alone.high) == (None, None)
    no_value = ladder(agreements({"value_usd": None}, child("B")), "A", "W")
    assert (no_value.low, no_value.high) == (None, None)


def test_a_ladder_says_as_of_when() -> None:
    assert ladder(agreements({}, child("B", status_asof="2025-03-08")), "A", "M").asof == "2025-03-08"
    assert ladder(agreements({"status_asof": None}), "A", "M").asof == "2022-07-19", "nothing newer than the paper"


def test_an_agreement_that_is_not_there_is_a_faulty_claim() -> None:
    with pytest.raises(ClaimError, match="EA999"):
        ladder(agreements({}), "EA999", "M")
