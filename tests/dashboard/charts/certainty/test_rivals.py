"""Other explanations on the axis of time, by whether they are older than the war."""

from __future__ import annotations

from typing import Any

from dashboard.charts.certainty.rivals import CHART
from tests.dashboard.charts import made


def _one(position: int, date: str, **more: Any) -> dict[str, Any]:
    usual = {
        "id": f"r{position}",
        "position": position,
        "date": date,
        "title": f"Title {position}",
        "about": "So.",
        "row_table": "agreements",
        "row_key": "EA01",
    }
    return usual | more


TABLES = made.tables(rivals=[_one(2, "2021"), _one(1, "2019-10-27"), _one(3, "2022-03-14"), _one(4, "2022-02-23")])


def test_the_side_of_the_war_is_a_choice() -> None:
    assert list(made.rows_of(CHART, TABLES)["id"]) == ["r1", "r2", "r3", "r4"]
    assert list(made.rows_of(CHART, TABLES, when="before")["id"]) == ["r1", "r2", "r4"]
    assert list(made.rows_of(CHART, TABLES, when="after")["id"]) == ["r3"]


def test_each_explanation_is_a_row_with_its_date_and_its_side_of_the_war() -> None:
    rows = made.table(CHART.draw(made.rows_of(CHART, TABLES)))
    assert [row[0] for row in rows] == ["27 Oct 2019", "2021", "14 Mar 2022", "23 Feb 2022"]
    assert [row[2] for row in rows] == ["before the war"] * 2 + ["at the war or after", "before the war"]


def test_the_finding_says_how_many_are_older() -> None:
    assert CHART.alt(made.rows_of(CHART, TABLES)).startswith("3 of 4 other explanations are older")
    assert CHART.alt(made.rows_of(CHART, TABLES, when="after")).startswith("1 other explanation came with")
