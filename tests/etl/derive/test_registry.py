"""All depth tables together: filled, linked to rows that exist, in words that promise no more than they can."""

from __future__ import annotations

import re

import pandas as pd
import pytest

from etl.contract.fields import depth
from etl.contract.tables import TABLES, depth
from tests.etl.derive.making import SETUP

Published = dict[str, pd.DataFrame]
DEPTH: list[str] = []
depth.describe(lambda name, *_, **__: DEPTH.append(name))
SAID = [name for name in DEPTH if "sentence" in TABLES[name].names]


@pytest.mark.parametrize("name", DEPTH)
def test_no_depth_table_stands_empty(published: Published, name: str) -> None:
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


def test_a_column_is_described_once() -> None:
    names: list[str] = []
    depth.describe(lambda name, *_, **__: names.append(name))
    assert len(names) == len(set(names))
