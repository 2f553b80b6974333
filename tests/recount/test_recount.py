"""The same queries a third time, in DuckDB over the published CSVs: three engines, one number."""

from __future__ import annotations

import json
from collections.abc import Iterator

import duckdb
import pandas as pd
import pytest

from etl.build import OUT
from etl.claims import FOLDER
from etl.package.recount import queries

TYPES = {"integer": "BIGINT", "number": "DOUBLE", "boolean": "BOOLEAN"}
PACKAGE = OUT
QUERIES = queries(FOLDER)


@pytest.fixture(scope="module")
def database() -> Iterator[duckdb.DuckDBPyConnection]:
    """Every CSV of the committed package as a table, with the types its descriptor gives, and joined with its lists as
    the descriptor says; one thread, so that sums come out the same every time."""
    connection = duckdb.connect(config={"threads": 1})
    package = json.loads((PACKAGE / "datapackage.json").read_text(encoding="utf-8"))
    for resource in package["resources"]:
        columns = {f["name"]: TYPES.get(f["type"], "VARCHAR") for f in resource["schema"]["fields"]}
        connection.execute(
            f"CREATE TABLE {resource['name']} AS SELECT * FROM read_csv(?, columns = ?, header = true, nullstr = '', "
            "delim = ',', quote = '\"', escape = '\"', auto_detect = false)",
            [str(PACKAGE / resource["path"]), columns],
        )
    for resource in package["resources"]:
        if how := resource.get("joined"):
            name, own = resource["name"], {f["name"] for f in resource["schema"]["fields"]}
            columns = ", ".join(f'{"own" if column in own else "list"}."{column}"' for column in how["fields"])
            connection.execute(f"ALTER TABLE {name} RENAME TO {name}_rows")
            connection.execute(
                f"CREATE VIEW {name} AS SELECT {columns} FROM {name}_rows own "
                f"JOIN {how['resource']} list ON own.{how['on']} = list.{how['on']}"
            )
    yield connection
    connection.close()


@pytest.mark.parametrize("name", sorted(QUERIES))
def test_duckdb_gives_the_number_the_table_has(name: str, database: duckdb.DuckDBPyConnection) -> None:
    result = {str(item): (shown, counted) for item, shown, counted in database.execute(QUERIES[name]).fetchall()}
    published = pd.read_csv(PACKAGE / "recounts.csv", dtype={"item": "str"})
    rows = published[published["recount"] == name]
    assert set(result) == set(rows["item"])
    for row in rows.itertuples(index=False):
        shown, counted = result[row.item]
        assert _same(shown, row.table_value), row.item
        assert _same(counted, row.recounted), row.item
        assert _same(shown, counted), row.item


def _same(a: float | None, b: float | None) -> bool:
    if a is None or pd.isna(a) or b is None or pd.isna(b):
        return (a is None or pd.isna(a)) and (b is None or pd.isna(b))
    return round(float(a), 6) == round(float(b), 6)


@pytest.mark.parametrize(
    ("name", "item", "value"),
    [
        ("russia_among_irans_partners", "total", 5),
        ("russia_among_irans_partners", "export", 9),
        ("russia_among_irans_partners", "import", 5),
        ("iran_among_russias_partners", "2021", 37),
        ("iran_among_russias_partners", "2024", 36),
        ("turnover", "2020", 2_229_333_000),
        ("turnover", "2021", 4_045_635_000),
        ("verdict_shares", "trade-growth/since-2021 S", 0.666667),
        ("forty_billion", "highest", 0.0),
    ],
)
def test_numbers_known_from_elsewhere(name: str, item: str, value: float, database: duckdb.DuckDBPyConnection) -> None:
    result = {str(row[0]): row[2] for row in database.execute(QUERIES[name]).fetchall()}
    assert result[item] == value
