"""Cells as a CSV writes them and as a reader meets them."""

from __future__ import annotations

import csv
import io

import pandas as pd
import pytest

from dashboard.package.cells import plain, shown, to_csv
from dashboard.package.store import Package


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (None, ""),
        (pd.NA, ""),
        (float("nan"), ""),
        (True, "true"),
        (False, "false"),
        (0, "0"),
        (2_411_000_000, "2411000000"),
        (0.000001, "0.000001"),
        (6.0, "6"),
        ("NA", "NA"),
    ],
)
def test_plain_cells(value: object, text: str) -> None:
    assert plain(value) == text


@pytest.mark.parametrize("table", ["partner_ranks", "specifications", "countries", "sources", "verdicts"])
def test_a_table_of_the_package_is_written_as_it_was_published(package: Package, table: str) -> None:
    assert to_csv(package.tables[table]) == package.files[f"{table}.csv"]


def test_texts_with_commas_and_quotes_come_back() -> None:
    frame = pd.DataFrame({"a": ['x, "y"', None], "b": pd.array([1, None], dtype="Int64")})
    assert list(csv.reader(io.StringIO(to_csv(frame).decode("utf-8")))) == [["a", "b"], ['x, "y"', "1"], ["", ""]]


def test_shown_cells(package: Package) -> None:
    fields = package.fields("partner_ranks")
    assert shown("value_usd", 2_411_000_000, fields["value_usd"]) == "$2.41\u00a0bn"
    assert shown("root_family", "imf_estimate") == "IMF estimates"
    assert shown("obs_status", "E") == "estimated"
    assert shown("holds_strong", True) == "yes"
    assert shown("rank", pd.NA, fields["rank"]) == ""
    assert shown("year", 2025, {"type": "integer"}) == "2025"
    assert shown("partners", 12345, fields["partners"]) == "12\u202f345"
    assert shown("flip_pct", 24.1234, fields["flip_pct"]) == "24.1"
