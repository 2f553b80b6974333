"""Ladders: how far an agreement got, who says so, and what a claim of one stage is worth for another."""

from __future__ import annotations

from typing import Any

import pandas as pd
import pytest

from etl.contract.enums import STAGES
from etl.contract.errors import ClaimError
from etl.judge import sentences
from etl.judge.evidence import Evidence
from etl.judge.ladder import Ladder, ladder, leave_one_out, sentence_values
from tests.etl.judge.making import part, piece
from tests.etl.judge.test_sentences import WORDS


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
        "publisher": "P",
        "root_authority": None,
        "witness": None,
        "signed_date": "2022-07-19",
        "status_asof": "2025",
    }
    return pd.DataFrame([{**base, **row} for row in rows])


def climbed(rows: pd.DataFrame, stage: str, *evidence: Evidence, **given: Any) -> Ladder:
    asked = part("ladder", agreement=given.pop("agreement", "A"), stage=stage, **given)
    return ladder(rows, asked, evidence)


def child(name: str, **given: object) -> dict[str, object]:
    return {"id": name, "parent_id": "A", "relation": "component", "value_usd": 10, **given}


@pytest.mark.parametrize("stage", STAGES)
@pytest.mark.parametrize("furthest", STAGES)
def test_a_stage_is_reached_by_itself_and_every_later_one(furthest: str, stage: str) -> None:
    result = climbed(agreements({"furthest": furthest, "root_authority": "one; other"}), stage)
    reached = STAGES.index(furthest) >= STAGES.index(stage)
    assert result.verdict == ("supported" if reached else "not shown")
    assert result.reached == furthest


def test_one_sides_word_is_one_sides_word() -> None:
    assert climbed(agreements({"root_authority": "NIOC"}), "M").verdict == "depends"
    assert climbed(agreements({"root_authority": None, "root": "a newspaper"}), "M").verdict == "depends"
    assert climbed(agreements({"furthest_claimed": "D", "root_authority": "x; y"}), "C").verdict == "depends"


def test_components_carry_their_parent_and_restatements_add_nothing() -> None:
    sides = {"root_authority": "one; other"}
    rows = agreements(
        sides, child("B", furthest="W", **sides), child("C", furthest="D", relation="restatement", **sides)
    )
    result = climbed(rows, "W")
    assert (result.verdict, result.reached) == ("supported", "W")
    assert climbed(rows, "D").verdict == "not shown"


def test_what_is_expressly_not_so_is_contradicted_whatever_else() -> None:
    rows = agreements({"binding": "no", "furthest": "D", "root_authority": "one; other"})
    assert climbed(rows, "C", expressly_not="binding").verdict == "contradicted"
    assert climbed(rows, "C").verdict == "supported"


def test_the_spent_share_is_an_interval_and_unknown_is_not_zero() -> None:
    known = (
        {},
        child("B", furthest="W", value_usd=10),
        child("C", furthest="C", value_usd=20),
        child("D", furthest="R", relation="restatement", value_usd=5, furthest_claimed="W"),
        child("F", furthest="R", relation="restatement", value_usd=7, furthest_claimed="C"),
    )
    result = climbed(agreements(*known), "W")
    assert (result.low, result.high) == (10, 15)
    for unknown in ({"furthest": "W"}, {"furthest": "R", "furthest_claimed": "W"}):
        result = climbed(agreements(*known, child("E", **unknown, value_usd=None)), "W")
        assert (result.low, result.high) == (10, 100), "its value may be all the rest"
    more = climbed(agreements({}, child("B", furthest="W", value_usd=120)), "W")
    assert (more.low, more.high) == (100, 100), "parts worth more than the whole are all of it"
    alone = climbed(agreements({}), "W")
    assert (alone.low, alone.high) == (None, None)
    no_value = climbed(agreements({"value_usd": None}, child("B")), "W")
    assert (no_value.low, no_value.high) == (None, None)


def test_a_ladder_says_as_of_when() -> None:
    assert climbed(agreements({}, child("B", status_asof="2025-03-08")), "M").as_of == "2025-03-08"
    assert climbed(agreements({"status_asof": None}), "M").as_of == "2022-07-19", "nothing newer than the paper"


def test_an_agreement_that_is_not_there_is_a_faulty_claim() -> None:
    with pytest.raises(ClaimError, match="EA999"):
        climbed(agreements({}), "M", agreement="EA999")


def test_a_claim_counts_at_the_stage_that_was_claimed_restatements_too() -> None:
    rows = agreements({}, child("B", furthest="R", relation="restatement", furthest_claimed="C"))
    assert climbed(rows, "C").verdict == "depends"
    assert climbed(rows, "C").claimants == {"paper"}
    assert climbed(rows, "W").verdict == "not shown"


def test_parties_that_say_it_has_not_begun_contradict_unless_somebody_claims_it() -> None:
    no = piece("against", root_authority="Ministry", date="2026-02-18")
    result = climbed(agreements({}), "W", no)
    assert (result.verdict, result.as_of, result.witnesses) == ("contradicted", "2026-02-18", {"Ministry"})
    assert climbed(agreements({"furthest_claimed": "W"}), "W", no).verdict == "depends"


def test_evidence_for_the_stage_counts_and_an_act_is_enough() -> None:
    two = [piece(root_authority="White House"), piece(root_authority="Iran's mission")]
    assert climbed(agreements({}), "T", *two).verdict == "supported"
    assert climbed(agreements({}), "W", two[0]).verdict == "depends"
    act = climbed(agreements({}), "W", piece(act_kind="act"))
    assert (act.verdict, act.evidence) == ("supported", "strong")


def test_the_witness_without_whom_the_stage_is_not_reached_is_named() -> None:
    rows = agreements({"root_authority": "one; other"})
    asked = part("ladder", agreement="A", stage="M")
    assert leave_one_out(rows, asked, [], ladder(rows, asked)) == {"one": "depends", "other": "depends"}


def test_talks_come_before_a_memorandum_and_a_contract_before_work() -> None:
    two = {"root_authority": "one; other"}
    for earlier, later in (("R", "T"), ("T", "M"), ("M", "C"), ("C", "W"), ("W", "D")):
        assert climbed(agreements({"furthest": later, **two}), earlier).verdict == "supported"
        assert climbed(agreements({"furthest": earlier, **two}), later).verdict == "not shown"


def test_a_ladder_names_stages_dates_and_claimants() -> None:
    result = Ladder(
        verdict="depends",
        reached="M",
        as_of="2025-03-08",
        evidence="thin",
        reason="one_root",
        claimants=frozenset({"Iran foreign ministry"}),
        low=0,
        high=0,
    )
    values = sentence_values(part("ladder", stage="C"), result)
    text = sentences.sentence(part("ladder", stage="C"), "depends", values, WORDS).text
    assert text == "Iran foreign ministry said so; nobody else did (as of 8 March 2025)."
