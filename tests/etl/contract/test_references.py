"""Cells that refer to rows of other tables: a row that is not there is named by file, line and column."""

from __future__ import annotations

import pandas as pd
import pytest

from etl.contract.references import broken_references, pointer_violations
from etl.contract.tables import TABLES
from tests.etl.contract.towns import column, small


def test_a_row_of_another_table_that_is_not_there_is_named() -> None:
    key = column("id", "string", "Id", "Id.")
    towns = small(key, name="towns", key=("id",))
    town = column("town", "string", "Town", "Town.")
    roads = small(key, town, name="roads", key=("id",), refers={"town": ("towns", "id")})
    frames = {
        "towns": pd.DataFrame({"id": ["a"]}, dtype="str"),
        "roads": pd.DataFrame({"id": ["x", "y", "z"], "town": ["a", "b", None]}, dtype="str"),
    }
    (fault,) = broken_references(frames, {"towns": towns, "roads": roads})
    assert (fault.file, fault.line, fault.column, fault.found) == ("roads.csv", 3, "town", "b")
    assert fault.expected == "an existing id of table towns"


@pytest.mark.parametrize(
    ("pointer", "wrong"),
    [
        (("coverage", "RUS IRN 2022"), None),
        (("coverage", "RUS IRN 2023"), "row_key"),
        (("coverage", "RUS IRN"), "row_key"),
        (("nothing", "RUS IRN 2022"), "row_table"),
    ],
)
def test_a_row_that_a_rival_explanation_names_exists(pointer: tuple[str, str], wrong: str | None) -> None:
    tables = {
        "rivals": pd.DataFrame([{"row_table": pointer[0], "row_key": pointer[1]}]),
        "coverage": pd.DataFrame([{"exporter": "RUS", "importer": "IRN", "period": "2022"}]),
    }
    faults = pointer_violations(TABLES["rivals"], tables, TABLES)
    assert [(fault.line, fault.column) for fault in faults] == ([(2, wrong)] if wrong else [])


def test_rows_of_computed_tables_are_not_looked_up() -> None:
    assert pointer_violations(TABLES["evidence"], {"evidence": pd.DataFrame()}, TABLES) == []
