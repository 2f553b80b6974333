"""`recounts`: headline numbers computed a second time, in plain SQL over the other tables.

The queries are the SQL files of this folder and, on figures that an article rests on, of the folder `recounts` of the
article. Every row a query gives is an item, the number as a table has it and the number counted again. The build runs
them in SQLite, the tests run the same files in DuckDB over the published CSVs and hold both against this table. A query
must hold its own logic: it shares no code with the measures.
"""

from __future__ import annotations

import math
import re
import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from itertools import chain
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from etl.contract.distinct import distinct, where
from etl.contract.frames import of_rows
from etl.contract.tables import TABLES

FOLDER = Path(__file__).resolve().parent
_WORD = re.compile(r"\w+")
_HEAD = re.compile(r"^-- (title|table|from): (.+)$", re.MULTILINE)
_OF = re.compile(r"^-- of: (\w+) (\w+) (.+)$", re.MULTILINE)


def queries(article: Path) -> dict[str, str]:
    """SQL by name: the general queries, and those of the folder of an article."""
    paths = [path for folder in (FOLDER, article / "recounts") for path in folder.glob("*.sql")]
    return {path.stem: path.read_text(encoding="utf-8") for path in sorted(paths, key=lambda path: path.stem)}


def head(sql: str) -> dict[str, str]:
    """`title` (what is counted), `table` (where the number stands) and `from` (rows as printed, or tables of ours)."""
    return dict(_HEAD.findall(sql))


def asked_of(sql: str) -> list[tuple[str, str, str]]:
    """Table, column and value of each `of` line: of a large table the rows with one of these values are asked for."""
    return _OF.findall(sql)


def recounts(tables: Mapping[str, pd.DataFrame], sql_of: Mapping[str, str]) -> pd.DataFrame:
    """Frame of `recounts` by queries with names; both numbers missing counts as agreement, one of them does not."""
    rows: list[dict[str, Any]] = []
    with _database(tables, sql_of.values()) as database:
        for name, sql in sql_of.items():
            for item, published, counted in database.execute(sql):
                rows.append({"recount": name, "item": str(item), **_row(head(sql), published, counted)})
    database.close()
    return of_rows(TABLES["recounts"], rows)


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
    words = {sql: set(_WORD.findall(sql)) for sql in queries}
    database = sqlite3.connect(":memory:")
    database.execute("PRAGMA journal_mode = OFF")  # nothing is ever taken back
    for name, table in TABLES.items():
        asking = [sql for sql, some in words.items() if name in some]
        named = set().union(*(words[sql] for sql in asking))
        columns = [c for c in table.names if c in named]
        if name in tables and columns:
            database.execute(f"CREATE TABLE {name} ({', '.join(columns)})")
            marks = ", ".join("?" for _ in columns)
            # the names are ours and cannot be bound; the values are
            insert = " ".join(["INSERT INTO", name, "VALUES", f"({marks})"])
            database.executemany(insert, _cells(_asked_for(tables[name], name, asking), columns))
    return database


def _asked_for(frame: pd.DataFrame, name: str, queries: Iterable[str]) -> pd.DataFrame:
    """The rows of the table `name` that are asked for: all, or where every query says of which (`of`), those."""
    asked = [[(column, value) for table, column, value in asked_of(sql) if table == name] for sql in queries]
    if not all(asked):
        return frame
    return frame[np.any([where(frame[column], value.__eq__) for column, value in set(chain(*asked))], axis=0)]


def _cells(frame: pd.DataFrame, columns: list[str]) -> Iterator[tuple[Any, ...]]:
    """The rows of `columns`, missing cells as None."""
    found = [distinct(frame[name]) for name in columns]
    return zip(*(np.array([*f.values, None], dtype=object)[f.codes].tolist() for f in found), strict=True)
