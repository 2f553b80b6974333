"""The closed lists that charts and filters are laid out by are those of the package, in its order."""

from __future__ import annotations

import pytest

from dashboard.charts.agreements import _agreements, pledges
from dashboard.charts.trade import _pairs
from dashboard.package.freshness import STATES
from dashboard.package.store import Package

LISTS = [
    ("agreements", "furthest", _agreements.STAGES),
    ("agreements", "furthest", tuple(_agreements.FILLS)),
    ("agreements", "state", tuple(_agreements.STATES)),
    ("pledges", "stage", pledges.STAGES),
    ("trade", "obs_status", tuple(sorted({*_pairs._CELL_BASIS, "M"}))),
]


@pytest.mark.parametrize(("table", "column", "values"), LISTS)
def test_a_list_is_that_of_the_package(package: Package, table: str, column: str, values: tuple[str, ...]) -> None:
    assert tuple(package.fields(table)[column]["constraints"]["enum"]) == values


def test_a_source_stands_as_the_package_says_or_is_fresh_or_stale(package: Package) -> None:
    standings = set(package.fields("sources")["standing"]["constraints"]["enum"])
    assert set(STATES) == standings - {"answered"} | {"fresh", "stale"}
