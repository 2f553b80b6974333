"""The article phrase by phrase, our own errors, and the reasons of changes: nothing left out, nothing invented."""

from __future__ import annotations

import pandas as pd

from etl import claims
from etl.claims import reading
from etl.judge.measures import MEASURES

Published = dict[str, pd.DataFrame]
PARTS = {(c.id, p.id): p for c in claims.load(set(MEASURES)) for p in c.parts}


def test_every_asserted_part_is_in_the_article_and_every_phrase_leads_to_a_part(published: Published) -> None:
    rows = published["article"]
    led = set(zip(rows["claim"].dropna(), rows["part"].dropna(), strict=True))
    assert led <= set(PARTS)
    assert {key for key, p in PARTS.items() if p.asserted} <= led


def test_phrases_are_short_and_what_is_not_held_is_said(published: Published) -> None:
    rows = published["article"]
    assert rows["phrase"].str.split().str.len().max() <= reading.QUOTE_WORDS
    assert rows["position"].tolist() == list(range(1, len(rows) + 1))
    rest = rows[rows["kind"] == "not held"]
    assert len(rest) == 1
    assert "not available" in rest["note"].iloc[0]
    assert {"checkable", "opinion"} <= set(rows["kind"])


def test_quotes_of_parts_are_phrases_of_the_article(published: Published) -> None:
    rows = published["article"]
    quoted = set(rows.loc[rows["quoted"].astype(bool), "phrase"])
    assert {p.quote for p in PARTS.values() if p.quote} <= quoted
    ours = {key: p for key, p in PARTS.items() if not p.asserted}
    assert not [key for key, p in ours.items() if p.quote], "our own questions quote nobody"


def test_an_error_of_ours_names_parts_that_exist_and_who_found_it(published: Published) -> None:
    for row in published["errata"].itertuples(index=False):
        named = {tuple(p.split("/")) for p in row.moved.split() if "/" in p}
        assert named <= set(PARTS), row.id
        assert named or row.moved == "all parts"
        assert row.found_by.startswith("a ")


def test_a_part_with_a_sentence_of_its_own_for_its_verdict_says_that_one(published: Published) -> None:
    """A sentence that is too long, or asks for a value that nobody gives, gives way to a general one."""
    rows = published["verdicts"]
    own = [row for row in rows.itertuples() if row.verdict in PARTS[row.claim, row.part].say]
    assert len(own) >= 40
    assert [row.message for row in own if not row.message.startswith(f"{row.claim}.{row.part}.")] == []


def test_reasons_are_given_for_parts_that_exist() -> None:
    entries = claims.rows_of("changes", "change")
    assert {(e["claim"], e["part"]) for e in entries} <= set(PARTS)
    assert {e["kind"] for e in entries} <= {"data", "rule", "error"}
    assert set(claims.reasons()) == {"first", "data", "rule", "error"}


def test_every_change_of_this_revision_has_its_own_reason(published: Published) -> None:
    rows = published["changes"]
    general = set(claims.reasons().values())
    assert len(rows) >= 10
    assert not set(rows["reason"]) & general
    assert (rows["verdict_from"] != rows["verdict_to"]).all()


def test_the_account_counts_our_errors(published: Published) -> None:
    sentence = published["account"].set_index("title").loc["Errors of ours", "sentence"]
    assert sentence.startswith(f"{len(published['errata'])} errors of ours")


def test_a_reason_that_owns_a_fault_is_no_new_data() -> None:
    owned = [e for e in claims.rows_of("changes", "change") if "wrong side" in e["reason"] or "We had" in e["reason"]]
    assert owned
    assert {e["kind"] for e in owned} == {"error"}
