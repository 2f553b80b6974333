"""One figure for several periods: those that the detector names."""

from __future__ import annotations

from dashboard.charts.investment.one_figure import CHART
from tests.dashboard.charts import made

REUSED = {
    "anomaly": "reused",
    "row_table": "investment",
    "row_key": "FI001 FI002",
    "origin": "Russia",
    "root": "Interview",
    "value_low_usd": 2_700,
    "value_high_usd": 2_700,
    "labels": 2,
    "fired": "same_value",
    "proof": False,
    "treatment": "marked",
    "sentence": "One figure for 2 periods.",
}
PLEDGE = REUSED | {"row_key": "FI006", "value_low_usd": 5_000, "value_high_usd": 5_000}
TABLES = made.tables(
    anomalies=[REUSED, PLEDGE, REUSED | {"row_table": "trade", "row_key": "x"}],
    investment=[
        made.invested(1, "15 months", 2_700, period_precision="label", period_start="2021-10-01"),
        made.invested(2, "since August", 2_700, period_precision="label", period_start="2021-08-01"),
        made.invested(3, "FY1401", 2_760, root="Another"),
        made.invested(4, "FY1401", 2_900, root="Far"),
        made.invested(5, "FY1401", 2_700, origin="China", origin_id="CHN", root="Other"),
        made.invested(6, "2025", 5_000, measure_kind="announced"),
    ],
)


def test_rows_are_those_the_anomaly_names() -> None:
    assert set(made.rows_of(CHART, TABLES)["id"]) == {"FI001", "FI002"}
    assert list(made.rows_of(CHART, TABLES, kind="announced")["id"]) == ["FI006"]
    assert made.rows_of(CHART, made.tables(investment=[made.invested(1, "a", 2_700)])).empty


def test_every_period_is_a_row_that_says_whose_the_sum_is() -> None:
    rows = made.table(CHART.draw(made.rows_of(CHART, TABLES)))
    assert [row[:3] for row in rows] == [["Russia", "$2700", "since August"], ["Russia", "$2700", "15 months"]]


def test_the_finding_says_how_many_periods_one_figure_has() -> None:
    assert "$2700 from Russia is quoted for 2 different periods" in CHART.alt(made.rows_of(CHART, TABLES))
    assert "No figure" in CHART.finding(made.rows_of(CHART, made.tables()))
