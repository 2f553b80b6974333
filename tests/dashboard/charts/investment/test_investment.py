"""Rows of investment: one statement once, periods as they are known."""

from __future__ import annotations

import pytest

from dashboard.charts.investment import _investment, investment_origins
from tests.dashboard.charts import made


def test_a_statement_that_several_print_is_one_row() -> None:
    rows = [
        made.invested(1, "FY1401", 2_760),
        made.invested(2, "FY1401", 2_760, publisher="Financial Tribune"),
        made.invested(3, "FY1401", 2_760, root="Another interview"),
        made.invested(4, "FY1401", 5, host="TUR"),
    ]
    assert list(_investment.once(made.tables(investment=rows))["id"]) == ["FI001", "FI003"]


def test_an_iranian_period_has_its_months_where_its_bounds_are_known() -> None:
    known, label = (
        next(_investment.once(made.tables(investment=[made.invested(1, name, 1, period_precision=p)])).itertuples())
        for name, p in (("FY1401", "exact"), ("15 months", "label"))
    )
    assert _investment.period(known) == "FY1401 (Mar\u00a02022–Mar\u00a02023)"
    assert _investment.period(label) == "15 months"
    first, last = _investment.begin(known), _investment.end(known)
    assert 2022.2 < first < 2022.3 < _investment.middle(known) < last < 2023.3


@pytest.mark.parametrize("end", ["period_start", "period_end"])
def test_a_list_without_both_ends_of_its_period_is_named_as_it_is_printed(end: str) -> None:
    row = made.invested(1, "FY1401", 1, rank_printed=1, **{end: None})
    rows = made.rows_of(investment_origins.CHART, made.tables(investment=[row]))
    assert made.table(investment_origins.CHART.draw(rows))[0][0].startswith("FY1401: ")
    assert "(FY1401" in investment_origins.CHART.alt(rows)
