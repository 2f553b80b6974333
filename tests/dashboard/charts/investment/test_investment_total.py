"""Stated against measured: side by side, with what an official says never drawn as a statistic."""

from __future__ import annotations

from dashboard.charts.investment.investment_total import CHART
from tests.dashboard.charts import made

YEAR = {"period_start": "2022-01-01", "period_end": "2022-12-31", "calendar": "gregorian"}
TABLES = made.tables(
    investment=[
        made.invested(1, "FY1401", 2_760_000_000),
        made.invested(2, "FY1401", 4_180_000_000, origin="World", origin_id="WLD"),
        made.invested(
            3,
            "2022",
            1_500_000_000,
            origin="World",
            origin_id="WLD",
            series="unctad",
            cell_basis="observed",
            measure_kind="realised_flow",
            root="UNCTAD",
            **YEAR,
        ),
        made.invested(
            4,
            "2010",
            3_600_000_000,
            origin="World",
            origin_id="WLD",
            measure_kind="realised_flow",
            series="unctad",
            cell_basis="observed",
            period_start="2010-01-01",
            period_end="2010-12-31",
        ),
        made.invested(5, "pledge", 40_000_000_000, measure_kind="announced"),
        made.invested(6, "FY1401", 256_000_000, origin="Afghanistan", origin_id="AFG"),
    ]
)


def test_rows_are_inflows_of_all_origins_and_of_russia() -> None:
    assert list(made.rows_of(CHART, TABLES)["id"]) == ["FI003", "FI001", "FI002"]
    assert list(made.rows_of(CHART, TABLES, origins="all", since="2009")["id"]) == ["FI004", "FI003", "FI002"]
    assert list(made.rows_of(CHART, TABLES, origins="russia")["id"]) == ["FI001"]


def test_a_statistic_is_filled_and_a_claim_has_a_dot() -> None:
    drawn = CHART.draw(made.rows_of(CHART, TABLES))
    result = {t["y"][0]: t["marker"]["symbol"][0] for t in made.marks(drawn)}
    assert result == {
        1_500_000_000: "circle",
        4_180_000_000: "triangle-up-open-dot",
        2_760_000_000: "square-open-dot",
    }


def test_each_figure_spans_its_period() -> None:
    drawn = CHART.draw(made.rows_of(CHART, TABLES, origins="russia"))
    (line,) = [t for t in drawn["data"] if t["mode"] == "lines"]
    assert line["y"] == [2_760_000_000, 2_760_000_000, None]
    assert 0.9 < line["x"][1] - line["x"][0] < 1.1


def test_the_finding_sets_russia_beside_the_total_and_the_measured_inflow() -> None:
    result = CHART.alt(made.rows_of(CHART, TABLES))
    assert "$2.76" in result
    assert "$4.18" in result
    assert "$1.5" in result
    assert "another definition" in result
    assert "UNCTAD measures an inflow" in CHART.alt(made.rows_of(CHART, TABLES, origins="all"))
