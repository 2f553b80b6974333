"""Dollars, dollars of 2021 and tonnes: a missing measure says so, a change has its sign."""

from __future__ import annotations

from typing import Any

import pytest

from dashboard.charts.trade.real_terms import CHART, signed
from tests.dashboard.charts import made


def _year(period: str, nominal: float, real: float, **more: Any) -> dict[str, Any]:
    usual = {
        "series": "imts_rus",
        "root_family": "imf_estimate",
        "flow": "total",
        "period": period,
        "base_period": "2021",
        "calendar": "gregorian",
        "value_usd": 2_000_000_000,
        "nominal_change_pct": nominal,
        "real_change_pct": real,
        "cell_basis": "imputed",
    }
    return usual | more


OFFICIAL = {"series": "russian-officials", "root_family": "russia_customs", "cell_basis": "stated"}
TABLES = made.tables(
    real_terms=[_year("2021", 0, 0), _year("2024", -32.4, -41.6), _year("2024", 19.4, 3.1, **OFFICIAL)]
)


def test_every_year_is_a_row_with_three_measures() -> None:
    rows = made.table(CHART.draw(made.rows_of(CHART, TABLES)))
    assert [row[3:] for row in rows] == [
        ["base", "base", "not held"],
        ["−32\u00a0%", "−42\u00a0%", "not held"],
        ["+19\u00a0%", "+3\u00a0%", "not held"],
    ]


def test_the_finding_shows_the_fall_and_the_rise_of_the_same_year() -> None:
    result = CHART.finding(made.rows_of(CHART, TABLES))
    assert result.startswith("2024, in dollars of 2021: −42\u00a0%")
    assert "+3\u00a0%" in result


@pytest.mark.parametrize(("value", "told"), [(3.1, "+3\u00a0%"), (-41.6, "−42\u00a0%"), (0.2, "0\u00a0%")])
def test_a_change_has_its_sign(value: float, told: str) -> None:
    assert signed(value) == told
