"""Arms both ways: a bar for what is recorded, a cross where nothing is, which is not zero."""

from __future__ import annotations

from typing import Any

from dashboard.charts.ties.arms_transfers import CHART
from tests.dashboard.charts import made


def _arms(supplier: str, period: str, tiv: float | None, **more: Any) -> dict[str, Any]:
    usual = {
        "supplier": supplier,
        "recipient": "IRN" if supplier == "RUS" else "RUS",
        "period": period,
        "tiv_million": tiv,
        "recorded": "none_recorded" if tiv is None else "recorded",
        "source": "sipri_register",
        "vintage": "v",
        "vintage_date": "2025-01-03",
        "publisher": "SIPRI",
        "current": True,
    }
    return usual | more


TABLES = made.tables(
    arms=[
        _arms("RUS", "2016", 413.0),
        _arms("RUS", "2022", None),
        _arms("RUS", "2023", 21.0),
        _arms("IRN", "2022", 123.0),
        _arms("IRN", "2023", 120.0),
        _arms("IRN", "2021", None),
        _arms("RUS", "2001", 300.0),
        _arms("RUS", "2016", 999.0, current=False, vintage_date="2020-01-01"),
        _arms("RUS", "2016", 400.0, source="sipri_old", vintage_date="2024-01-03"),
        _arms("IRN", "2022", 69.0, source="sipri_old", vintage_date="2024-01-03"),
        _arms("RUS", "2016", 50.0, recipient="CHN"),
    ]
)


def test_rows_are_both_directions_with_years_that_have_no_delivery() -> None:
    rows = made.rows_of(CHART, TABLES)
    assert len(rows) == 7
    assert rows["tiv_million"].isna().sum() == 2
    assert set(made.rows_of(CHART, TABLES, direction="to_russia")["supplier"]) == {"IRN"}
    assert made.rows_of(CHART, TABLES, since="2015")["year"].min() == 2016


def test_none_recorded_is_a_cross_under_the_axis_and_never_a_bar() -> None:
    drawn = CHART.draw(made.rows_of(CHART, TABLES))
    bars = [t for t in drawn["data"] if t["type"] == "bar"]
    assert sorted(v for t in bars for v in t["y"]) == [21.0, 120.0, 123.0, 300.0, 413.0]
    (blank,) = made.marks(drawn, "no delivery row (not zero)")
    assert len(blank["x"]) == 2
    assert max(blank["y"]) < 0


def test_the_two_directions_differ_by_hatching_and_place() -> None:
    drawn = CHART.draw(made.rows_of(CHART, TABLES, since="2015"))
    patterns = {t["name"]: t["marker"]["pattern"]["shape"] for t in drawn["data"] if t["type"] == "bar"}
    assert patterns == {"Russia to Iran": "", "Iran to Russia": "/"}


def test_the_finding_speaks_of_volume_and_of_years_without_a_row() -> None:
    result = CHART.alt(made.rows_of(CHART, TABLES))
    assert "Iran to Russia last 120 million TIV in 2023" in result
    assert "no delivery row in 1 of 4 years" in result
