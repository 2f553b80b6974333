"""The closed lists that charts and filters are laid out by are those of the package, in its order."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest

from dashboard import edition
from dashboard.charts.agreements import _agreements, pledges
from dashboard.charts.certainty import definition_grid
from dashboard.charts.registry import CHARTS
from dashboard.charts.trade import _pairs
from dashboard.edition import tables as edition_tables
from dashboard.package.freshness import STATES
from dashboard.package.store import Package
from dashboard.texts import calendars, parties, say
from etl.contract.calendars import APART, GREGORIAN, SOLAR_HIJRI

LISTS = [
    ("agreements", "furthest", _agreements.STAGES),
    ("agreements", "furthest", tuple(_agreements.FILLS)),
    ("agreements", "state", tuple(_agreements.STATES)),
    ("pledges", "stage", pledges.STAGES),
    ("grid", "found", definition_grid.FOUND),
    ("trade", "obs_status", tuple(sorted({*_pairs._CELL_BASIS, "M"}))),
]


@pytest.mark.parametrize(("table", "column", "values"), LISTS)
def test_a_list_is_that_of_the_package(package: Package, table: str, column: str, values: tuple[str, ...]) -> None:
    assert tuple(package.fields(table)[column]["constraints"]["enum"]) == values


def test_the_grid_is_printed_as_the_first_option_of_each_choice_says(package: Package) -> None:
    first = {c: package.fields("grid")[c]["constraints"]["enum"][0] for c in definition_grid.PRINTED}
    assert first == definition_grid.PRINTED


def test_every_root_family_and_series_with_rows_can_be_chosen(package: Package) -> None:
    def options(chart: str, choice: str) -> set[str]:
        return next(set(c.options) for c in CHARTS[chart].with_options(package.tables).choices if c.name == choice)

    ranks, (first, second) = package.tables["partner_ranks"], package.parties.ids
    pair = ranks[(ranks["reporter"] == second) & (ranks["partner"] == first)]
    assert options("partner-rank", "family") == {"all", *ranks["root_family"]}
    assert options("russia-rank", "family") == {"all", *pair["root_family"]}
    assert options("breaks", "line") == set(package.tables["breaks"]["line"])


def test_how_far_the_years_of_two_calendars_lie_apart_is_said_by_the_package_alone(package: Package) -> None:
    assert (calendars.GREGORIAN, calendars.IRANIAN) == (GREGORIAN, SOLAR_HIJRI)
    assert package.descriptor["calendars"] == {SOLAR_HIJRI: APART[SOLAR_HIJRI]}
    parties.use(replace(package.parties, calendars={SOLAR_HIJRI: 600}))
    assert calendars.gregorian(1402, calendars.IRANIAN) == 2002
    assert " 600 higher" in say("data.rule_time")
    house = Path(edition.__file__).parents[1]
    files = [p for p in house.rglob("*") if p.suffix in (".py", ".js", ".toml") and ".min." not in p.name]
    assert [str(p) for p in files if re.search(rf"\b{APART[SOLAR_HIJRI]}\b", p.read_text("utf-8"))] == []
    assert all(b'"apart":621' in file for file in edition_tables.files(package).values())


def test_a_source_stands_as_the_package_says_or_is_fresh_or_stale(package: Package) -> None:
    standings = set(package.fields("sources")["standing"]["constraints"]["enum"])
    assert set(STATES) == standings - {"answered"} | {"fresh", "stale"}
