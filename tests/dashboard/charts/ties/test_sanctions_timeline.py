"""Dated examples by who acted: marks in lanes, and no count anywhere."""

from __future__ import annotations

import re
from typing import Any

from dashboard.charts.ties.sanctions_timeline import CHART
from tests.dashboard.charts import made


def _event(number: int, date: str, actors: str, kind: str = "sanction", **more: Any) -> dict[str, Any]:
    usual = {
        "id": f"EV{number:03d}",
        "date": date,
        "kind": kind,
        "title": f"Event {number}",
        "actors": actors,
        "root": "root",
        "publisher": "OFAC",
    }
    return usual | more


TABLES = made.tables(
    sanctions_and_events=[
        _event(1, "2022-09-08", "USA;IRN"),
        _event(2, "2022-10-20", "EU;IRN"),
        _event(3, "2022-12", "USA;RUS"),
        _event(4, "2023-01-19", "IRN", "diplomacy"),
        _event(5, "2015-04", "RUS;IRN", "arms"),
        _event(6, "2022-08", "RUS;IRN", "arms", denial="Iran"),
    ]
)


def test_rows_are_of_one_kind_in_order_of_time_with_who_acted() -> None:
    rows = made.rows_of(CHART, TABLES)
    assert list(rows["id"]) == ["EV001", "EV002", "EV003"]
    assert list(rows["lane"]) == ["USA", "EU", "USA"]
    assert len(made.rows_of(CHART, TABLES, kind="all", since="2007")) == 6


def test_each_actor_has_a_lane_and_marks_of_a_lane_stand_apart() -> None:
    drawn = CHART.draw(made.rows_of(CHART, TABLES))
    assert drawn["layout"]["yaxis"]["ticktext"] == ["United States", "European Union"]
    (marks,) = made.marks(drawn)
    assert [round(y) for y in marks["y"]] == [0, 1, 0]
    assert marks["y"][0] != marks["y"][2]


def test_what_is_denied_is_hollow_and_says_by_whom() -> None:
    drawn = CHART.draw(made.rows_of(CHART, TABLES, kind="arms"))
    (marks,) = made.marks(drawn)
    assert marks["marker"]["symbol"] == ["cross-open"]
    assert "denied: Iran" in marks["hovertext"][0]


def test_the_finding_gives_dates_and_no_count() -> None:
    result = CHART.alt(made.rows_of(CHART, TABLES))
    assert result.startswith("Dated examples from 8 September 2022 to December 2022 (United States, European Union)")
    assert not re.search(r"\b\d+ (sanctions|events|measures|examples)\b", result)
