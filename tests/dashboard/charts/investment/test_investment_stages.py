"""Kinds of sum kept apart: each has its mark, and none is joined to another."""

from __future__ import annotations

import pytest

from dashboard.charts.base import Chart
from dashboard.charts.investment import investment_total
from dashboard.charts.investment.investment_stages import CHART
from tests.dashboard.charts import made

TABLES = made.tables(
    investment=[
        made.invested(
            1, "2018", 50_000_000_000, measure_kind="announced", period_start="2018-07-12", period_end="2018-07-12"
        ),
        made.invested(2, "FY1401", 2_760_000_000),
        made.invested(
            3, "2023", 3_900_000_000, origin="China", origin_id="CHN", measure_kind="stock", cell_basis="observed"
        ),
        made.invested(4, "open", 1, period_end=None),
        made.invested(5, "none", None),
    ]
)


def test_rows_are_sums_of_one_origin_in_order_of_time() -> None:
    assert list(made.rows_of(CHART, TABLES)["id"]) == ["FI001", "FI002"]
    assert list(made.rows_of(CHART, TABLES, origin="CHN")["id"]) == ["FI003"]
    assert made.rows_of(CHART, TABLES, origin="WLD").empty


def test_each_kind_has_its_own_mark() -> None:
    assert made.symbols(CHART.draw(made.rows_of(CHART, TABLES))) == ["diamond-open-dot", "square-open-dot"]
    assert made.symbols(CHART.draw(made.rows_of(CHART, TABLES, origin="CHN"))) == ["hexagon"]


def test_the_scale_is_in_steps_of_ten_and_says_so_in_dollars() -> None:
    axis = CHART.draw(made.rows_of(CHART, TABLES))["layout"]["yaxis"]
    assert axis["type"] == "log"
    assert 10_000_000_000 in axis["tickvals"]
    assert any(text.startswith("$10") for text in axis["ticktext"])


def test_the_finding_sets_the_newest_of_each_kind_beside_each_other() -> None:
    result = CHART.alt(made.rows_of(CHART, TABLES))
    assert "announced $50" in result
    assert "said to have come in $2.76" in result


def test_of_one_statement_the_whole_is_named_and_not_a_part_of_it() -> None:
    told = [made.invested(n, "June 2025", n, measure_kind="announced", period_end="2025-06-08") for n in (8, 5, 3)]
    assert "announced $8" in CHART.alt(made.rows_of(CHART, made.tables(investment=told)))


@pytest.mark.parametrize("chart", [CHART, investment_total.CHART], ids=lambda c: c.id)
def test_a_sum_without_both_ends_of_its_period_has_no_place_on_the_axis(chart: Chart) -> None:
    rows = [made.invested(1, "until 2023", 5, period_start=None), made.invested(2, "since 2022", 5, period_end=None)]
    assert made.rows_of(chart, made.tables(investment=rows)).empty
