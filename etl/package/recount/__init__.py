"""`recounts`: headline numbers computed a second time, in plain SQL over the other tables.

The queries are the SQL files of this folder; one that names a country is left out where the article is not about it.
Every row a query gives is an item, the number as a table has it and the number counted again. The build runs them in
SQLite, the tests run the same files in DuckDB over the published CSVs and hold both against this table. A query must
hold its own logic: it shares no code with the measures.
"""

from __future__ import annotations

import math
import re
import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

import pandas as pd

from etl.contract.distinct import distinct
from etl.contract.pair import pair_of
from etl.contract.schema import conform
from etl.contract.tables import TABLES

FOLDER = Path(__file__).resolve().parent
_WORD = re.compile(r"\w+")
_COUNTRY = re.compile(r"'([A-Z]{3})'")
_HEAD = re.compile(r"^-- (title|table|from): (.+)$", re.MULTILINE)


def queries(folder: Path = FOLDER) -> dict[str, str]:
    """SQL by name."""
    return {path.stem: path.read_text(encoding="utf-8") for path in sorted(folder.glob("*.sql"))}


def head(sql: str) -> dict[str, str]:
    """`title` (what is counted), `table` (where the number stands) and `from` (rows as printed, or tables of ours)."""
    return dict(_HEAD.findall(sql))


def recounts(tables: Mapping[str, pd.DataFrame], folder: Path = FOLDER) -> pd.DataFrame:
    """Frame of `recounts`; both numbers missing counts as agreement, one of them does not."""
    others = set(tables["countries"]["id"]) - {*pair_of(tables), "WLD"}
    sql_of = {name: sql for name, sql in queries(folder).items() if others.isdisjoint(_COUNTRY.findall(sql))}
    rows: list[dict[str, Any]] = []
    with _database(tables, sql_of.values()) as database:
        for name, sql in sql_of.items():
            for item, published, counted in database.execute(sql):
                rows.append({"recount": name, "item": str(item), **_row(head(sql), published, counted)})
    database.close()
    return conform(TABLES["recounts"], pd.DataFrame(rows, columns=TABLES["recounts"].names))


def _row(about: Mapping[str, str], published: float | None, counted: float | None) -> dict[str, Any]:
    return {
        "title": about["title"],
        "row_table": about["table"],
        "counted_from": about["from"],
        "table_value": published,
        "recounted": counted,
        "agrees": _agree(published, counted),
    }


def _agree(published: float | None, counted: float | None) -> bool:
    if published is None or counted is None:
        return published is counted
    return math.isclose(published, counted, rel_tol=1e-12, abs_tol=1e-6)


def _database(tables: Mapping[str, pd.DataFrame], queries: Iterable[str]) -> sqlite3.Connection:
    """The tables and columns that `queries` name, in memory; missing is NULL, true and false are 1 and 0."""
    words = [set(_WORD.findall(sql)) for sql in queries]
    database = sqlite3.connect(":memory:")
    database.execute("PRAGMA journal_mode = OFF")  # nothing is ever taken back
    for name, table in TABLES.items():
        named = set().union(*(some for some in words if name in some))
        columns = [c for c in table.names if c in named]
        if name in tables and columns:
            database.execute(f"CREATE TABLE {name} ({', '.join(columns)})")
            marks = ", ".join("?" for _ in columns)
            # the names are ours and cannot be bound; the values are
            insert = " ".join(["INSERT INTO", name, "VALUES", f"({marks})"])
            database.executemany(insert, _cells(tables[name], columns))
    return database


def _cells(frame: pd.DataFrame, columns: list[str]) -> Iterator[tuple[Any, ...]]:
    """The rows of `columns`, missing cells as None."""
    values = [distinct(frame[name]) for name in columns]
    lists = [
        [cells[code] for code in codes.tolist()] for codes, cells in ((f.codes, [*f.values, None]) for f in values)
    ]
    return zip(*lists, strict=True)
