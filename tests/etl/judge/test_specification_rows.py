"""A sceptic's way from a verdict to the printed rows: every key leads to a row, every row says where it was seen."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd
import pytest

from etl.contract.errors import ClaimError
from etl.contract.tables import TABLES
from etl.judge.specification_rows import keys, rows_behind
from etl.judge.weigh import WeightedSpecification
from tests.etl.judge.making import context, weighed


def spec(strong: bool | None, table: str, key: str) -> WeightedSpecification:
    return replace(weighed(strong), row_table=table, row_key=key)


def test_every_key_of_the_evidence_leads_to_a_row(published: dict[str, pd.DataFrame]) -> None:
    for table, rows in published["evidence"].groupby("row_table"):
        key = list(TABLES[str(table)].key)
        known = {" ".join(str(v) for v in row) for row in published[str(table)][key].itertuples(index=False)}
        assert set(rows["row_key"]) <= known, table


def test_every_part_that_was_judged_shows_evidence(published: dict[str, pd.DataFrame]) -> None:
    shown = set(zip(published["evidence"]["claim"], published["evidence"]["part"], strict=True))
    judged = published["verdicts"][published["verdicts"]["verdict"] != "not yet checked"]
    assert set(zip(judged["claim"], judged["part"], strict=True)) <= shown


def test_evidence_can_be_followed_to_a_publisher(published: dict[str, pd.DataFrame]) -> None:
    seen = published["evidence"]
    ours = seen["row_table"].map(lambda name: TABLES[name].kind == "derived")
    silent = seen[
        seen["publisher"].isna() & seen["source_url"].isna() & (seen["row_table"] != "un_resolutions") & ~ours
    ]
    assert list(silent["row_key"]) == []
    assert seen["summary"].str.len().gt(3).all()


def test_a_row_read_for_and_against_is_context(published: dict[str, pd.DataFrame]) -> None:
    key = "imts_rus 2021 2024"
    for stances, expected in (
        ((True,), "for"),
        ((False,), "against"),
        ((None,), "context"),
        ((True, False), "context"),
    ):
        result = rows_behind([spec(s, "trade", key) for s in stances], context(published))
        assert {p.stance for p in result} == {expected}
        assert len(result) == 4, "two directions in two years, each once"
        assert {p.cell_basis for p in result} == {"observed", "imputed"}


@pytest.mark.parametrize("period", ["1402-11m", "1401"])
def test_a_rank_of_the_customs_leads_to_its_sightings(published: dict[str, pd.DataFrame], period: str) -> None:
    key = f"IRN RUS {period} solar_hijri total iran_customs as_recorded"
    result = rows_behind([spec(False, "partner_ranks", key)], context(published))
    assert result
    assert {p.row_table for p in result} == {"sightings"}
    assert all(p.source_url.startswith("http") for p in result)
    assert all("Russia" in p.summary for p in result)


def test_a_list_without_the_partner_is_evidence_of_whom_it_names(published: dict[str, pd.DataFrame]) -> None:
    key = "IRN RUS 2024 gregorian total imf-via-bloomberg as_recorded"
    result = rows_behind([spec(False, "partner_ranks", key)], context(published))
    assert any("China" in p.summary for p in result)
    assert not any("Russia" in p.summary for p in result)


def test_a_measure_on_a_table_with_a_key_of_several_columns_shows_its_own_row(
    published: dict[str, pd.DataFrame],
) -> None:
    row = published["partner_shares"].iloc[0]
    key = TABLES["partner_shares"].row_key(row.to_dict())
    assert keys("partner_shares", f"{key}|{key}") == [key, key]
    (result,) = rows_behind([spec(True, "partner_shares", key)], context(published))
    assert (result.row_key, result.stance) == (key, "for")


def test_a_row_that_does_not_exist_is_a_fault_that_names_it(published: dict[str, pd.DataFrame]) -> None:
    with pytest.raises(ClaimError, match="no row 'UV99' in table un_resolutions"):
        rows_behind([spec(True, "un_resolutions", "UV99")], context(published))
