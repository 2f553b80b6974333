"""The rows of a table in a script: every cell once or by a sign, and names beside codes."""

from __future__ import annotations

import csv
import io
import json
from typing import Any

import pytest

from dashboard.app import Ledger
from dashboard.edition import tables
from dashboard.package.store import Package


@pytest.fixture
def held(app: Ledger, package: Package) -> dict[str, dict[str, Any]]:
    with app.server.test_request_context("/"):
        result = tables.files(package)
    start = 'ledger.table("'
    texts = {name: content.decode() for name, content in result.items()}
    assert all(text.startswith(start) and text.endswith(");\n") for text in texts.values())
    return {t.removeprefix(start).partition('"')[0]: json.loads(t.partition(",")[2][:-3]) for t in texts.values()}


def values(column: dict[str, Any]) -> list[str]:
    """The cells, read as scripts/tables.js reads them."""
    if "values" in column:
        return list(column["values"])
    places = [ord(s) - (tables.PAST - tables.SURROGATES if ord(s) >= tables.PAST else 0) for s in column["signs"]]
    return [column["once"][place - tables.FIRST_SIGN] for place in places]


def test_every_cell_of_every_table_is_there(held: dict[str, dict[str, Any]], package: Package) -> None:
    assert set(held) == {name for name, frame in package.tables.items() if len(frame)}
    for name, table in held.items():
        head, *lines = csv.reader(io.StringIO(package.files[f"{name}.csv"].decode(), newline=""))
        assert [column["name"] for column in table["columns"]] == head
        assert list(zip(*map(values, table["columns"]), strict=True)) == [tuple(line) for line in lines], name
        assert table["rows"] == len(lines)


def test_codes_have_their_names_beside_them(held: dict[str, dict[str, Any]]) -> None:
    (reporter,) = [c for c in held["partner_ranks"]["columns"] if c["name"] == "reporter"]
    assert reporter["beside"]["IRN"] == "Iran"
    assert set(reporter["beside"]) <= set(values(reporter))


def test_many_different_values_have_signs_that_are_letters() -> None:
    every = [str(n) for n in range(tables.SURROGATES)]
    column = tables.cells(every * 2)
    assert values(column) == every * 2
    column["signs"].encode("utf-8")  # a surrogate would be refused


def test_values_that_do_not_come_again_are_written_out() -> None:
    assert tables.cells(["a", "b", "c"]) == {"values": ["a", "b", "c"]}
    assert tables.cells(["a", "a", "b", "a"]) == {"once": ["a", "b"], "signs": "(()("}
