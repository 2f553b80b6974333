"""How old the data are: which sources stand behind a page, what they span, and when one counts as stale or failing."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from dashboard.package import freshness
from dashboard.package.reading import load
from dashboard.package.store import Package
from etl.package import freshness as command
from etl.package import source_states
from tests.dashboard.sample import ROWS, write_package

TODAY = date(2026, 11, 22)
USUAL = {**ROWS["sources"][0]}


def source(name: str, **more: object) -> dict[str, object]:
    return USUAL | {"id": name, "publisher": name.upper()} | more


@pytest.fixture(scope="module")
def held(tmp_path_factory: pytest.TempPathFactory) -> Package:
    sources = [
        source("imts_2025", newest_observation="2025", last_succeeded="2026-11-20"),
        source("old", newest_observation="1999", raw_file="bundled/agreements.csv"),
        source("plans", newest_observation="2046-03-27", raw_file="bundled/corridor.csv"),
        source("never", newest_observation=None, last_succeeded=None),
    ]
    folder: Path = write_package(tmp_path_factory.mktemp("ages") / "p", sources=sources)
    return load(folder)


def test_a_page_names_the_sources_behind_its_tables(held: Package) -> None:
    assert freshness.sources_of(held, ["partner_ranks"]) == ["imts_2025"]
    assert freshness.sources_of(held, ["agreements", "partner_ranks"]) == ["imts_2025", "old"]
    assert len(freshness.sources_of(held, ["flips"])) == 4  # a table that names none rests on all


def test_the_span_names_the_newest_observation_and_the_source_that_ends_first(held: Package) -> None:
    span = freshness.span(held, ["imts_2025", "old", "never"])
    assert span == freshness.Span(newest="2025", asked="2026-11-20")


def test_plans_are_no_observations(held: Package) -> None:
    assert freshness.span(held, ["plans"]).newest == ""
    assert freshness.span(held, ["never"]) == freshness.Span()


@pytest.mark.parametrize(
    ("standing", "succeeded", "state"),
    [
        ("answered", "2026-11-22", "fresh"),
        ("answered", "2026-10-11", "fresh"),
        ("answered", "2026-10-10", "stale"),
        ("answered", "2099-01-01", "failing"),
        ("failing", "2026-11-21", "failing"),
        ("failing", "", "failing"),
        ("doubtful", "2026-11-20", "doubtful"),
        ("unasked", "", "unasked"),
    ],
)
def test_the_state_of_a_source(standing: str, succeeded: str, state: str) -> None:
    row = {"standing": standing, "last_succeeded": succeeded, "cadence_days": "28"}
    row["stale_after"] = source_states.stale_after(row) or ""
    assert freshness.state(row, TODAY) == state


def test_the_page_tells_the_states_as_the_command_line_does(tmp_path: Path) -> None:
    days = [("2026-11-22", "2026-11-22"), ("2026-01-01", "2026-01-01"), ("2026-11-22", "2026-11-01"), (None, None)]
    sources = [source(f"s{i}", last_tried=t, last_succeeded=s, last_outcome="ok") for i, (t, s) in enumerate(days)]
    sources.append(source("partly", last_tried="2026-11-22", last_succeeded="2026-11-22", last_outcome="failed: HTML"))
    sources.append(source("cut", last_tried="2026-11-22", last_succeeded="2026-11-21", last_outcome="doubtful: 3 of 9"))
    for row in sources:
        outcome = {"partly": "failed", "cut": "doubtful"}.get(str(row["id"]), "ok")
        row["standing"] = source_states.standing(outcome, row["last_tried"], row["last_succeeded"])
        row["stale_after"] = source_states.stale_after(row)
    folder = write_package(tmp_path / "p", sources=sources)
    states = {age.row["id"]: age.state for age in command.ages(folder, TODAY)}
    rows = [row for row in load(folder).rows("sources") if row["id"] in states]
    assert {row["id"]: freshness.state(row, TODAY) for row in rows} == states
    assert set(states.values()) == set(freshness.STATES)
