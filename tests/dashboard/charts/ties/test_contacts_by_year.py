"""Contacts: pieces of a bar lie on each other, 2022 has a bar on either side of the war, sums are those of the rows."""

from __future__ import annotations

from typing import Any

from dashboard.charts import axes
from dashboard.charts.ties.contacts_by_year import CHART
from tests.dashboard.charts import made


def _count(year: int, span: str, level: str, n: int, **more: Any) -> dict[str, Any]:
    usual = {"year": year, "span": span, "level": level, "contact_kind": "visit", "contacts": n, "two_publishers": 1}
    return usual | more


TABLES = made.tables(
    contact_counts=[
        _count(2021, "before", "president", 2),
        _count(2021, "before", "foreign_minister", 3),
        _count(2022, "before", "president", 1),
        _count(2022, "after", "president", 4),
        _count(2023, "after", "president", 5, contact_kind="phone_call"),
    ]
)


def test_level_and_way_are_choices() -> None:
    assert set(made.rows_of(CHART, TABLES, level="president")["level"]) == {"president"}
    assert list(made.rows_of(CHART, TABLES, way="phone")["contacts"]) == [5]


def test_pieces_of_a_year_lie_on_each_other_and_2022_has_two_bars() -> None:
    drawn = CHART.draw(made.rows_of(CHART, TABLES))
    bars = {t["name"]: t for t in made.marks(drawn)}
    assert bars["foreign ministers"]["base"] == [2]
    assert bars["presidents"]["base"] == [0, 0, 0, 0]
    before, after = bars["presidents"]["x"][1:3]
    war = axes.moment("2022-02-24") - 0.5  # the middle of a year is at its number
    assert before < war < after


def test_the_finding_sums_the_rows_of_either_side() -> None:
    rows = made.rows_of(CHART, TABLES)
    assert CHART.finding(rows) == "Contacts on record: 6 from 2021 to 24 February 2022, 9 since then"
    assert "5 are named by two publishers" in CHART.alt(rows)
