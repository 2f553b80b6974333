"""Who says so: witnesses by root and authority, never by how many publishers repeat one."""

from __future__ import annotations

from etl.judge.agreement import authorities
from etl.judge.evidence import Evidence
from etl.judge.records import names_in
from etl.judge.witnesses import witnesses
from tests.etl.judge.making import piece


def count_of(rows: list[Evidence]) -> int:
    return len(witnesses(rows))


def test_publishers_of_one_root_are_one_witness() -> None:
    text = [piece(publisher=p, root="interview of March", root_authority="Ministry") for p in ("TASS", "FT", "Kayhan")]
    assert count_of(text) == 1


def test_roots_of_one_authority_count_once_and_authorities_of_one_root_each() -> None:
    assert count_of([piece(root="a", root_authority="Ministry"), piece(root="b", root_authority="Ministry")]) == 1
    assert count_of([piece(root="joint communique", root_authority="NIOC; Gazprom")]) == 2
    assert count_of([piece(root="a"), piece(root="b"), piece(root="a; b")]) == 2
    assert count_of([piece(), piece(publisher="Another")]) == 2
    assert count_of([]) == 0


def test_a_semicolon_in_brackets_is_no_end_of_a_name() -> None:
    text = "Technotime (Bloomberg; Trade Data Monitor (WTO; OECD) via WTO); Shargh;; TASS "
    names = {"Technotime (Bloomberg; Trade Data Monitor (WTO; OECD) via WTO)", "Shargh", "TASS"}
    assert names_in(text) == names
    for column in ("witness", "root_authority", "root", "publisher"):
        assert witnesses([piece(**{"root": "", "publisher": "", column: text})]) == names
    assert authorities({"witness": None, "root_authority": None, "root": None, "publisher": text}) == names


def test_a_witness_that_is_named_stands_for_its_offices_and_two_states_of_one_act_count_once_each() -> None:
    offices = [piece(root_authority=office, witness="Iran") for office in ("Ministry", "Embassy", "Agency")]
    assert witnesses(offices) == {"Iran"}
    assert witnesses([*offices, piece(witness="Iran; Russia"), piece(witness="Russia; Iran")]) == {"Iran", "Russia"}
    assert witnesses([piece(root_authority="not named"), piece(witness="not known")]) == set()
