"""Statements and dated facts: verdicts by distinct roots, never by how many publishers repeat one."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from etl.judge import facts
from etl.judge.evidence import Evidence
from etl.judge.facts import agreement_word, dated_fact, evidence_word, leave_one_out, statement
from etl.judge.witnesses import heard, witnesses
from tests.etl.judge.making import piece


@pytest.mark.parametrize(
    ("stances", "said", "happened"),
    [
        (("for",), "supported", "supported"),
        (("for", "context"), "supported", "supported"),
        (("for", "against"), "depends", "depends"),
        (("against",), "contradicted", "contradicted"),
        (("context",), "not yet checked", "not shown"),
        ((), "not yet checked", "not shown"),
    ],
)
def test_verdicts_of_what_was_said_and_of_what_happened(stances: tuple[str, ...], said: str, happened: str) -> None:
    rows = [piece(s) for s in stances]
    assert (statement(rows), dated_fact(rows)) == (said, happened)


ACT, REPORT, TWO = [piece(act_kind="act")], [piece(root="r")], [piece(root="a"), piece(root="b")]


@pytest.mark.parametrize(
    ("pro", "contra", "verdict"),
    [
        (REPORT, REPORT, "depends"),
        (TWO, REPORT, "supported"),
        (ACT, REPORT, "supported"),
        (ACT, TWO, "depends"),
        (TWO, ACT, "depends"),
        (REPORT, TWO, "depends"),
    ],
)
def test_only_contrary_evidence_of_equal_quality_contests_a_fact(
    pro: list[Evidence], contra: list[Evidence], verdict: str
) -> None:
    against = [replace(r, stance="against", root=f"other {r.root}") for r in contra]
    assert dated_fact([*pro, *against]) == verdict


def test_two_pages_of_one_encyclopedia_are_one_witness_that_weighs_less() -> None:
    pages = [
        piece(root_authority=a, witness="Wikipedia", encyclopedia=True) for a in ("Wikipedia", "Wikipedia (invasion)")
    ]
    assert len(witnesses(pages)) == 1
    # a name in brackets is no rule: two authorities are two where the rows name no witness
    assert len(witnesses([replace(p, witness="") for p in pages])) == 2
    assert evidence_word(pages) == ("thin", "one_root")
    history = piece("against", root_authority="M. Volodarsky")
    assert dated_fact([*pages, piece(root_authority="A university"), history]) == "depends"


def test_the_verdict_is_asked_again_without_each_witness() -> None:
    rows = [piece(root_authority="A"), piece(root_authority="B"), piece("against", root_authority="C")]
    assert leave_one_out(rows, dated_fact) == {"A": "depends", "B": "depends", "C": "supported"}
    assert leave_one_out([piece(root_authority="A")], dated_fact) == {"A": "not shown"}


def test_without_a_witness_rows_without_a_name_stay_and_rows_of_two_have_one_left() -> None:
    unnamed = piece("against", root_authority="not named")
    rows = [piece(root_authority="A"), piece("against", root_authority="B"), unnamed]
    assert dated_fact(rows) == "depends"
    assert leave_one_out(rows, dated_fact) == {"A": "contradicted", "B": "depends"}
    both = [piece(root_authority="A; B"), piece("against", root_authority="C")]
    assert dated_fact(both) == "supported"
    assert leave_one_out(both, dated_fact) == {"A": "depends", "B": "depends", "C": "supported"}


@given(st.lists(st.sampled_from(["for", "against", "context"])))
def test_order_and_repetition_change_no_verdict(stances: list[str]) -> None:
    pieces = [piece(s) for s in stances]
    assert statement(pieces) == statement(pieces[::-1]) == statement(pieces * 2)


@pytest.mark.parametrize(
    ("roots", "basis", "word"),
    [
        (3, "observed", "strong"),
        (3, "stated", "medium"),
        (2, "observed", "medium"),
        (1, "observed", "thin"),
        (0, "observed", "none"),
    ],
)
def test_the_word_for_the_evidence(roots: int, basis: str, word: str) -> None:
    assert evidence_word([piece(root=f"r{i}", cell_basis=basis) for i in range(roots)])[0] == word


@pytest.mark.parametrize("kind", ["act", "vote", "contract", "admission"])
def test_an_act_of_the_actor_itself_is_strong(kind: str) -> None:
    assert evidence_word([piece(act_kind=kind)]) == ("strong", "own_act")
    assert evidence_word([piece(act_kind="statement")]) == ("thin", "one_root")


def test_where_two_sides_are_equal_the_weaker_evidence_counts() -> None:
    assert evidence_word([piece(act_kind="act"), piece("against", root="x")])[0] == "strong", "the other side is weaker"
    assert evidence_word([piece(root="a"), piece("against", root="x")])[0] == "thin"


def test_two_publishers_of_one_statement_are_medium_for_whether_it_was_said() -> None:
    text = [piece(root="r", publisher="TASS"), piece(root="r", publisher="FT")]
    assert evidence_word(text, "statement") == ("medium", "two_publishers")
    assert evidence_word(text) == ("thin", "one_root")


def test_our_own_count_of_meetings_is_medium_and_names_no_witness() -> None:
    counted = [piece(row_table="contacts", publisher="TASS"), piece(row_table="contacts", publisher="IRNA")]
    assert evidence_word(counted) == ("medium", "own_count")
    assert heard(counted) == set()
    assert heard([*counted, piece(publisher="FT")]) == {"TASS", "IRNA", "FT"}


def test_context_is_no_evidence() -> None:
    assert evidence_word([piece("context", cell_basis="observed")]) == ("none", "none")
    assert agreement_word([piece("context")]) is None


@pytest.mark.parametrize(("pro", "contra", "word"), [(3, 0, "high"), (4, 1, "high"), (2, 1, "medium"), (1, 1, "low")])
def test_the_word_for_the_agreement(pro: int, contra: int, word: str) -> None:
    pieces = [piece(root=f"p{i}") for i in range(pro)] + [piece("against", root=f"c{i}") for i in range(contra)]
    assert agreement_word(pieces) == word


def test_facts_name_who_says_so_and_who_does_not() -> None:
    rows = [piece(root_authority=a, date=d) for a, d in (("A", "2022-11-05"), ("B", "2023"), ("C", ""), ("D", ""))]
    result = facts.sentence_values([*rows, piece("against", root_authority="Z")])
    assert (result["who"], result["who_count"]) == (["A", "B", "C", 1], 4)
    assert (result["first"], result["last"], result["against"]) == ("2022-11-05", "2023", ["Z"])
