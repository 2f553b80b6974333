"""The table of recounts: what it is made of, and that a wrong number in a table would show."""

from __future__ import annotations

import re
from itertools import chain
from pathlib import Path

import pandas as pd
import pytest
from pandas.testing import assert_frame_equal

from etl import claims
from etl.contract.tables import TABLES
from etl.package.recount import FOLDER, _asked_for, asked_of, head, queries, recounts

Published = dict[str, pd.DataFrame]
QUERIES = queries(claims.FOLDER)
NAMES = sorted(QUERIES)


def test_a_query_that_asks_for_some_rows_of_a_large_table_reads_these_alone() -> None:
    frame = pd.DataFrame({"partner": ["RUS", "CHN", "RUS", "IRN"], "rank": [1, 2, 3, 4]})
    russia, iran = (f"-- of: partner_ranks partner {code}\nSELECT rank FROM partner_ranks" for code in ("RUS", "IRN"))
    assert _asked_for(frame, "partner_ranks", [russia])["rank"].tolist() == [1, 3]
    assert _asked_for(frame, "partner_ranks", [russia, iran])["rank"].tolist() == [1, 3, 4]
    assert _asked_for(frame, "partner_ranks", [russia, "SELECT rank FROM partner_ranks"]) is frame
    assert _asked_for(frame, "trade", [russia]) is frame
    two = f"-- of: partner_ranks partner IRN\n{russia}"
    assert _asked_for(frame, "partner_ranks", [two])["rank"].tolist() == [1, 3, 4]


def test_a_query_counts_the_same_where_it_is_given_all_rows(published: Published) -> None:
    asked = {name: sql for name, sql in QUERIES.items() if asked_of(sql)}
    assert len(asked) > 5
    whole = {name: sql.replace("-- of: ", "-- ") for name, sql in asked.items()}
    assert_frame_equal(recounts(published, asked), recounts(published, whole))
    for table, column, _ in chain.from_iterable(map(asked_of, asked.values())):
        assert column in TABLES[table].names


@pytest.mark.parametrize("name", NAMES)
def test_every_query_says_what_it_counts_and_where_the_number_stands(name: str) -> None:
    about = head(QUERIES[name])
    assert about["title"]
    assert about["table"] in TABLES
    assert re.search(rf"\b{about['table']}\b", QUERIES[name].split("\n", 2)[2])


def test_all_agree_on_the_bundled_figures_and_none_is_empty(published: Published) -> None:
    result = published["recounts"]
    assert result["agrees"].astype(bool).all()
    assert set(result["recount"]) == set(NAMES)
    assert result["table_value"].notna().groupby(result["recount"]).any().all()


@pytest.mark.parametrize(
    ("name", "column", "query"),
    [
        ("iran_among_russias_partners", "rank", "partner_ranks"),
        ("verdict_shares", "strong_share", "verdicts"),
        ("turnover", "actual", "counterfactuals"),
        ("agreements_by_stage", "agreements", "pledges"),
    ],
)
def test_a_number_changed_in_a_table_no_longer_agrees(published: Published, name: str, column: str, query: str) -> None:
    spoiled = published[query].assign(**{column: published[query][column] + 1})
    result = recounts({**published, query: spoiled}, QUERIES).set_index("recount")["agrees"]
    assert not result.loc[[name]].astype(bool).all()


def test_a_number_lost_from_a_table_no_longer_agrees(published: Published) -> None:
    lost = published["umbrellas"].assign(share_high=pd.array([pd.NA] * len(published["umbrellas"]), dtype="Float64"))
    result = recounts({**published, "umbrellas": lost}, QUERIES).set_index(["recount", "item"])["agrees"]
    assert result["forty_billion", "highest"] is False or not bool(result["forty_billion", "highest"])


def test_an_article_has_the_general_queries_and_those_of_its_own_folder(tmp_path: Path, published: Published) -> None:
    general = queries(tmp_path)
    assert set(general) == {path.stem for path in FOLDER.glob("*.sql")} < set(NAMES)
    head = "-- title: One\n-- table: claims\n-- from: own\n"
    text = head + "SELECT id AS item, position AS table_value, position AS recounted FROM claims"
    (tmp_path / "recounts").mkdir()
    (tmp_path / "recounts" / "one.sql").write_text(text, encoding="utf-8")
    own = queries(tmp_path)
    assert set(own) == {*general, "one"}
    assert len(recounts(published, {"one": own["one"]})) == len(published["claims"])
