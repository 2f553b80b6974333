"""Pledges: numbers by year and stage, sums as intervals, open above where a value is unknown."""

from __future__ import annotations

from typing import Any

from dashboard.charts.agreements.pledges import CHART
from tests.dashboard.charts import made


def _pledge(year: int, stage: str, number: int, low: int | None, high: int | None, **more: Any) -> dict[str, Any]:
    usual = {
        "year": year,
        "stage": stage,
        "agreements": number,
        "unknown": 0,
        "value_low_usd": low,
        "value_high_usd": high,
        "open_above": False,
    }
    return usual | more


TABLES = made.tables(
    pledges=[
        _pledge(2001, "delivered", 1, None, None, unknown=1, open_above=True),
        _pledge(2017, "announced", 5, None, None, unknown=5, open_above=True),
        _pledge(2017, "evidenced", 2, 1_300_000_000, 1_300_000_000, unknown=1, open_above=True),
        _pledge(2025, "contracted", 1, 0, 25_000_000_000),
    ]
)


def test_money_leaves_out_what_has_no_sum() -> None:
    assert len(made.rows_of(CHART, TABLES)) == 4
    assert list(made.rows_of(CHART, TABLES, show="money")["year"]) == [2017, 2025]
    assert made.rows_of(CHART, TABLES, since="2014")["year"].min() == 2017


def test_a_number_is_a_mark_in_the_lane_of_its_stage_filled_by_evidence() -> None:
    drawn = CHART.draw(made.rows_of(CHART, TABLES))
    result = {t["name"]: (t["y"], t["marker"]["symbol"][0], t["text"]) for t in made.marks(drawn)}
    assert result["announced"] == ([0], "circle-open", ["5"])
    assert result["contracted"][1] == "diamond-open-dot"
    assert result["work evidenced"][1] == "square"
    assert result["delivered or in force"][2] == [""]


def test_a_sum_is_a_line_between_its_ends() -> None:
    drawn = CHART.draw(made.rows_of(CHART, TABLES, show="money"))
    lines = [t["y"] for t in drawn["data"] if t["mode"] == "lines"]
    assert [0, 25_000_000_000, None] in lines
    hover = " ".join(h for t in made.marks(drawn) for h in t["hovertext"])
    assert "and more that is unknown" in hover


def test_the_finding_names_the_newest_year_and_the_largest_sum() -> None:
    result = CHART.alt(made.rows_of(CHART, TABLES))
    assert result.startswith("Signed in 2025: 1 contracted.")
    assert "$0 to $25" in result
