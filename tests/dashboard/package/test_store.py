"""What a package in memory gives its readers."""

from __future__ import annotations

from dashboard.package.cells import texts
from dashboard.package.store import Package


def test_the_rows_of_a_small_table_are_written_once(package: Package) -> None:
    rows = package.rows("sources")
    assert rows == texts(package.words["sources"])
    assert [row["title"] for row in rows if row["id"] == "imts_2025"] == ["Goods trade of 2025"]
    assert package.rows("sources") is rows


def test_fields_are_those_of_one_table_by_name(package: Package) -> None:
    assert list(package.fields("sources")) == list(package.tables["sources"].columns)
    assert {field["name"] for field in package.fields("claims").values()} == set(package.fields("claims"))
