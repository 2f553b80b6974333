"""Facts of lists are moved out of their tables and found again: no cell is lost, an id stays while its list does."""

from __future__ import annotations

import pandas as pd
import pytest

from etl.contract.frames import Tables, write
from etl.contract.tables import TABLES
from etl.package import lists

WITH_LISTS = [t for t in TABLES.values() if t.lists]


@pytest.fixture(scope="module")
def apart(published: Tables) -> dict[str, pd.DataFrame]:
    return lists.split(published)


@pytest.mark.parametrize("table", WITH_LISTS, ids=lambda table: table.name)
def test_a_table_and_its_lists_are_the_whole_table(table: lists.Table, apart: Tables, published: Tables) -> None:
    whole = lists.joined(table, apart[table.name], apart[table.lists])
    assert write(table, whole) == write(table, published[table.name])
    assert not set(apart[table.name]) & set(lists.moved(table))
    assert len(apart[table.lists]) < len(apart[table.name]) / 4


@pytest.mark.parametrize("table", WITH_LISTS, ids=lambda table: table.name)
def test_an_id_stays_when_other_lists_go(table: lists.Table, apart: Tables, published: Tables) -> None:
    half = {**published, table.name: published[table.name].tail(40).reset_index(drop=True)}
    ids = lists.split(half)[table.name][lists.LIST]
    assert ids.tolist() == apart[table.name][lists.LIST].tail(40).tolist()
    assert ids.str.fullmatch("[a-z]{6}").all()


def test_every_list_of_partners_has_the_id_that_its_ranks_name(apart: Tables) -> None:
    known, ranks = apart["partner_lists"], apart["partner_ranks"]
    assert known[lists.LIST].is_unique
    assert set(ranks[lists.LIST]) == set(known[lists.LIST])
    single = known[known["list_scope"].isna()]
    assert set(single["source"]) == {"partner_bounds"}, "a list says what it covers; single figures are none"


def test_names_are_longer_where_short_ones_would_be_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lists, "_LENGTHS", (1, 12))
    names = lists._names([str(n) for n in range(60)])
    assert len(set(names)) == 60
    assert {len(name) for name in names} == {12}


def test_a_row_of_a_list_that_is_not_there_is_named(apart: Tables) -> None:
    files = {f"{n}.csv": write(t.published, apart[n]) for n, t in TABLES.items()}
    assert not lists.read_package(files)[1]
    gone = apart["mirror_lists"].iloc[1:]
    _, faults = lists.read_package({**files, "mirror_lists.csv": write(TABLES["mirror_lists"], gone)})
    assert faults
    assert all("mirror_gaps.csv" in fault and "an existing list_id of table mirror_lists" in fault for fault in faults)
    _, faults = lists.read_package({**files, "trade.csv": b"\xff"})
    assert faults == ["trade.csv: not UTF-8 text at byte 0"]
