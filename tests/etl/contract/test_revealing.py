"""What may be passed on is said of every cell that reveals a publisher's value: by a source, or by a reason."""

from __future__ import annotations

from typing import Any

import pytest

from etl.contract.tables import TABLES, revealing, table

WHY = "Sums of our own."


def described(columns: str, kind: str = "derived", **more: Any) -> list[str]:
    new = table("new", title="", description="", kind=kind, key="year", columns=f"year {columns}", **more)
    return [f"{f.name} by {revealing.named_by(new, f)}" for f in revealing.cells(new) if f.name not in new.open]


def test_a_cell_is_known_by_the_columns_that_name_its_source() -> None:
    assert described("value_usd source") == ["value_usd by ('source',)"]
    assert described("export_usd export_source series") == ["export_usd by ('export_source',)"]
    assert described("title") == []


@pytest.mark.parametrize("columns", ["value_usd", "sentence", "values", "export_usd source"])
def test_a_cell_with_neither_source_nor_reason_is_a_fault(columns: str) -> None:
    with pytest.raises(ValueError, match=f"table new: nothing names the source of {columns.split()[0]} "):
        described(columns)


def test_a_reason_takes_the_place_of_a_source() -> None:
    assert described("value_usd sentence", open={"value_usd sentence": WHY}) == []


@pytest.mark.parametrize("columns", ["value_usd source", "title"])
def test_a_reason_that_no_cell_needs_is_a_fault(columns: str) -> None:
    with pytest.raises(ValueError, match="`open` is not needed for title"):
        described(columns, open={"title": WHY})
    with pytest.raises(ValueError, match="`open` is not needed for value_usd"):
        described("value_usd", kind="curated", open={"value_usd": WHY})


def test_rows_of_an_observed_table_have_a_source_or_a_reason() -> None:
    assert (
        described("value_usd source", kind="observed") == described("value_usd", kind="observed", open_rows=WHY) == []
    )
    with pytest.raises(ValueError, match="the source of its rows"):
        described("value_usd", kind="observed")
    for kind, columns in (("observed", "value_usd source"), ("curated", "value_usd")):
        with pytest.raises(ValueError, match="`open_rows` is not needed"):
            described(columns, kind=kind, open_rows=WHY)


def test_every_reason_is_a_sentence() -> None:
    reasons = [why for t in TABLES.values() for why in (*t.open.values(), t.open_rows) if why]
    assert reasons
    assert all(why.endswith(".") and " " in why for why in reasons)
