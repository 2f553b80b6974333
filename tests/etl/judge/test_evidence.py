"""Which rows speak for a part: selection by columns, each row once, and what was known by a day."""

from __future__ import annotations

import json
import re

import pandas as pd
import pytest

from etl.claims import words
from etl.claims.model import Rows
from etl.claims.render import render
from etl.contract.tables import TABLES as TABLES_OF
from etl.judge.evidence import evidence_of, selected
from tests.etl.judge.making import part

SAY = words()
HISTORY = pd.DataFrame(
    {
        "id": ["H1", "H2", "H3"],
        "topic": ["wars", "wars", "csto"],
        "stance": ["for", "against", None],
        "statement": ["Five.", "Six.", "Invited."],
        "root": ["book", None, "paper"],
        "publisher": ["P", "Q", "R"],
    }
)
INVESTMENT = pd.DataFrame(
    {
        "id": ["F1", "F2"],
        "origin": ["Russia", "China"],
        "origin_id": ["RUS", None],
        "period_label": ["FY1402", "FY1403"],
        "period_end": ["2024-03-19", "2025-03-20"],
        "source_date": ["2024-06-01", "2023-01-01"],
        "measure_kind": ["claimed_realised", "stock"],
        "value_usd": pd.array([2_760_000_000, None], dtype="Int64"),
        "rank_printed": pd.array([1, None], dtype="Int64"),
        "cell_basis": ["stated", "observed"],
        "root": ["r", "r"],
        "publisher": ["TASS", "FT"],
    }
)
TABLES = {"history": HISTORY, "investment": INVESTMENT}


def found(*rows: Rows, until: str = "") -> list[tuple[str, str, str]]:
    evidence = selected(part(rows=rows), TABLES, SAY)
    return [(row.row_key, row.stance, row.summary) for row in evidence if not until or row.end <= until]


def test_each_row_speaks_once_on_the_side_named_first() -> None:
    both = (
        Rows(table="history", where={"topic": "wars", "stance": "for"}, stance="for"),
        Rows(table="history", where={"topic": "wars"}, stance="against"),
    )
    assert found(*both) == [("H1", "for", "Five."), ("H2", "against", "Six.")]


def test_evidence_is_in_the_order_of_its_keys() -> None:
    rows = (Rows(table="investment", where={}, stance="for"), Rows(table="history", where={}, stance="for"))
    assert [key for key, *_ in found(*rows)] == ["H1", "H2", "H3", "F1", "F2"]


def test_investment_says_what_was_invested() -> None:
    (russia, china) = found(Rows(table="investment", where={}, stance="for"))
    assert "Russia" in russia[2]
    assert "2,760.0 million USD" in russia[2]
    assert "rank 1" in russia[2]
    assert "USD" not in china[2], "what is not known is not said"
    assert SAY["format"]["missing"] not in china[2]


def test_a_row_without_root_goes_back_to_its_publisher() -> None:
    roots = [p.root for p in selected(part(rows=(Rows(table="history", where={}, stance="for"),)), TABLES, SAY)]
    assert roots == ["book", "Q", "paper"]


def test_what_could_be_known_goes_by_the_period_spoken_of_not_by_when_it_was_said() -> None:
    rows = Rows(table="investment", where={}, stance="for")
    assert [key for key, *_ in found(rows, until="2024-03-19")] == ["F1"]
    assert [key for key, *_ in found(rows, until="2023-12-31")] == []
    assert len(found(Rows(table="history", where={}, stance="for"), until="1900-01-01")) == 3, (
        "rows without any date stay"
    )


def test_deliveries_are_observed_and_name_both_sides() -> None:
    arms = pd.DataFrame(
        {
            "supplier": ["IRN"],
            "recipient": ["RUS"],
            "period": ["2023"],
            "tiv_million": [120.0],
            "source": ["sipri"],
            "vintage_date": ["2025-01-03"],
            "publisher": ["SIPRI"],
        }
    )
    (delivery,) = selected(part(rows=(Rows(table="arms", where={}, stance="for"),)), {"arms": arms}, SAY)
    assert (delivery.cell_basis, delivery.date) == ("observed", "2023")
    assert delivery.summary == "Iran to Russia, 2023: 120 million TIV"
    assert delivery.row_key == "IRN RUS 2023 sipri 2025-01-03"
    assert (delivery.message, delivery.values["supplier"]) == ("row.arms", "IRN")


@pytest.mark.parametrize(
    ("table", "basis"),
    [
        *((name, "observed") for name in ("arms", "arms_shares", "contacts")),
        *((name, "observed") for name in ("un_votes", "un_resolutions", "un_roll_calls")),
        ("history", "stated"),
    ],
)
def test_what_registers_of_events_hold_is_observed(table: str, basis: str) -> None:
    keys = dict.fromkeys(TABLES_OF[table].key, "x")
    assert evidence_of(table, keys, "for", SAY).cell_basis == basis


def test_a_row_can_bring_its_own_stance() -> None:
    rows = Rows(table="history", where={"topic": "wars"}, stance="row")
    assert [stance for _, stance, _ in found(rows)] == ["for", "against"]


def test_every_summary_can_be_written_again_from_its_template_and_values(published: dict[str, pd.DataFrame]) -> None:
    rows = published["evidence"].dropna(subset=["message"])
    assert len(rows) > 50
    for row in rows.to_dict("records"):
        template = SAY["evidence"]["row"][row["message"].removeprefix("row.")]
        assert render(template, json.loads(row["values"]), SAY["format"]) == row["summary"]
        ours = (
            row["summary"] if SAY["format"]["missing"] not in row["values"] else ""
        )  # a text of ours may have the words
        assert not re.search(SAY["format"]["missing"] + r"|\w_\w", ours), "for people, and without what is not known"


def test_an_encyclopedia_and_a_witness_are_what_the_columns_say() -> None:
    row = {"id": "H9", "statement": "Five.", "root_authority": "Wikipedia (wars)", "publisher": "P"}
    named = evidence_of("history", {**row, "witness": "Wikipedia", "encyclopedia": True}, "for", SAY)
    assert (named.root_authority, named.witness, named.encyclopedia) == ("Wikipedia (wars)", "Wikipedia", True)
    unnamed = evidence_of("history", {**row, "witness": None, "encyclopedia": None}, "for", SAY)
    assert (unnamed.witness, unnamed.encyclopedia) == ("", False)
