"""The registry of derived tables, and the derived tables together: linked to rows that exist, in careful words."""

from __future__ import annotations

import importlib
import re

import pandas as pd
import pytest

from etl import claims
from etl.collect.entry import Entry
from etl.contract.tables import TABLES
from etl.derive.inputs import Inputs
from etl.derive.registry import DERIVED, Derived, derive
from etl.sources.bundled import Tables
from tests.etl.derive.making import SETUP

Published = dict[str, pd.DataFrame]
NAMES = [d.table for d in DERIVED]
JUDGED = {"specifications", "evidence", "verdicts", "grid", "flips", "stability", "conditions", "possible_verdicts"}
OURS = {"recounts", "account"}  # of the package itself
SAID = [name for name in NAMES if "sentence" in TABLES[name].names]


def inputs(tables: Published) -> Inputs:
    ledger = pd.DataFrame(columns=Entry._fields, dtype="str")
    return Inputs(tables=dict(tables), ledger=ledger, words=claims.words(), cause=SETUP, event=claims.article().event)


@pytest.fixture(scope="module")
def whole(observed: Tables) -> Published:
    tables = dict(observed)
    given = inputs(tables)
    derive(given)
    return given.tables


def test_every_derived_table_is_made_once() -> None:
    assert len(set(NAMES)) == len(NAMES)
    lists = {table.lists for table in TABLES.values()} - set(NAMES) - {""}  # split off when a package is written
    result = set(NAMES) - {"revisions", "rivals"} | JUDGED | OURS | lists
    assert {n for n, t in TABLES.items() if t.kind == "derived"} == result


@pytest.mark.parametrize("name", NAMES)
def test_a_table_has_a_module_and_a_function_of_its_name(name: str) -> None:
    assert callable(getattr(importlib.import_module(f"etl.derive.{name}"), name))


def test_needs_are_observed_or_made_before() -> None:
    result: set[str] = set()
    for derived in DERIVED:
        assert all(n in result or (n in TABLES and n not in NAMES) for n in derived.needs), derived.table
        result.add(derived.table)


@pytest.mark.parametrize("derived", DERIVED, ids=NAMES)
def test_a_table_needs_what_it_names_and_nothing_else(whole: Published, derived: Derived) -> None:
    given = inputs({name: whole[name] for name in derived.needs})
    pd.testing.assert_frame_equal(derived.make(given), whole[derived.table])


@pytest.mark.parametrize("derived", DERIVED, ids=NAMES)
def test_a_table_cannot_be_made_without_any_of_its_needs(whole: Published, derived: Derived) -> None:
    for missing in derived.needs:
        with pytest.raises(KeyError, match=missing):
            derived.make(inputs({name: whole[name] for name in derived.needs if name != missing}))


@pytest.mark.parametrize("name", [n for n in NAMES if n != "revisions"])
def test_no_derived_table_is_empty(published: Published, name: str) -> None:
    assert len(published[name])


@pytest.mark.parametrize("name", SAID)
def test_sentences_are_whole_and_give_no_p_value(published: Published, name: str) -> None:
    for text in published[name]["sentence"].dropna():
        assert not re.search(r"[{}]|\bnan\b|<NA>|\bp[ -]?value|\bsignifican", text, re.IGNORECASE), text
        assert text.endswith(".")
        assert not re.search(r"\b(proves that|caused by|because of the war|effect of the war)\b", text)


def test_rivals_lead_to_rows_that_exist(published: Published) -> None:
    rivals = published["rivals"]
    for row in rivals.itertuples(index=False):
        key = TABLES[row.row_table].key
        keys = published[row.row_table][list(key)].astype("str").agg(" ".join, axis=1)
        assert row.row_key in set(keys), row.id
    assert rivals["position"].tolist() == list(range(1, len(rivals) + 1)) or set(rivals["position"]) == set(
        range(1, len(rivals) + 1)
    )


def test_rivals_with_a_dated_row_carry_its_date(published: Published) -> None:
    events = published["sanctions_and_events"].set_index("id")["date"]
    for row in published["rivals"].query("row_table == 'sanctions_and_events'").itertuples(index=False):
        assert row.date == events[row.row_key]


def test_every_pool_is_there_computed_or_with_its_reason(published: Published) -> None:
    rows = published["comparators"].query("method == 'pool'")
    assert set(rows["pool"]) == {"a", "b"}
    assert rows.loc[~rows["computed"].astype(bool), "why_not"].notna().all()


def test_false_dates_come_before_the_event() -> None:
    assert max(SETUP["false_dates"]) < SETUP["event"]
    assert SETUP["base"] == sorted(y for y in SETUP["base"] if y < SETUP["event"])
