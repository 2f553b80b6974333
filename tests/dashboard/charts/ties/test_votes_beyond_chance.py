"""Agreement beyond chance by year: the pair strong, the median grey, no line over years that are not held."""

from __future__ import annotations

from typing import Any

from dashboard.charts.ties.votes_beyond_chance import CHART
from tests.dashboard.charts import made


def _year(year: int, value: float, median: float) -> dict[str, Any]:
    return {
        "year": year,
        "source": "un_voeten",
        "yardstick": "kappa_quadratic",
        "value": value,
        "value_low": value - 0.1,
        "value_high": value + 0.1,
        "both_voted": 80,
        "median_others": median,
        "pairs": 16,
        "below": value < median,
    }


TABLES = made.tables(alignment_medians=[_year(2018, 0.3, 0.4), _year(2019, 0.4, 0.5), _year(2025, 0.5, 0.4)])


def test_no_line_crosses_years_that_are_not_held() -> None:
    drawn = CHART.draw(made.rows_of(CHART, TABLES))
    lines = [t for t in drawn["data"] if t["mode"] == "lines" and t["line"]["width"] == 3]
    assert [t["x"] for t in lines] == [[2018, 2019, None]]


def test_lines_are_named_at_their_ends() -> None:
    drawn = CHART.draw(made.rows_of(CHART, TABLES))
    ends = next(t for t in drawn["data"] if t["mode"] == "text")
    assert ends["text"] == ["other pairs, median", "<b>Russia–Iran</b>"]
    assert ends["meta"]["only"] == "wide"
    assert [t["name"] for t in drawn["data"] if t.get("meta") == {"only": "narrow"}] == [
        "other pairs, median",
        "Russia–Iran",
    ]


def test_the_finding_counts_the_years_below() -> None:
    rows = made.rows_of(CHART, TABLES)
    result = "2025: 0.50 beyond chance, 0.40 for other pairs; lower than these in 2 of 3 years"
    assert CHART.finding(rows) == result
    assert "(0.40 to 0.60)" in CHART.alt(rows)
