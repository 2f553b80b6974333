"""The band of the past: wide bars for the years after the date, marks for what was."""

from __future__ import annotations

from typing import Any

from dashboard.charts.certainty.forecast_band import CHART
from tests.dashboard.charts import made


def _year(year: int, actual: float | None, low: float | None = None, high: float | None = None, **more: Any) -> Any:
    usual = {
        "method": "forecast",
        "pool": "none",
        "series": "imts_rus",
        "flow": "total",
        "outcome": "turnover",
        "country": "IRN",
        "variant": "2022",
        "year": year,
        "actual": actual,
        "cell_basis": "observed",
        "unit": "USD",
        "band_low": low,
        "band_high": high,
        "band_centre": None if low is None else (low * high) ** 0.5,
        "outside": None if low is None else False,
    }
    return usual | more


TABLES = made.tables(
    counterfactuals=[
        _year(2020, 2_229e6),
        _year(2021, 4_045e6),
        _year(2022, 3_559e6, 1_622e6, 12_910e6, cell_basis="imputed"),
        _year(2024, 2_734e6, 736e6, 46_608e6, cell_basis="imputed"),
        _year(2021, 4_045e6, 458e6, 3_559e6, variant="2020", method="false_date", outside=True),
        _year(2024, 4_800e6, 67e3, 1_958e12, series="russian-officials", cell_basis="stated", outside=None),
        _year(2022, 1.0, 1.0, 2.0, method="pool"),
    ]
)


def test_rows_are_of_one_date_and_series() -> None:
    assert list(made.rows_of(CHART, TABLES)["year"]) == [2020, 2021, 2022, 2024]
    assert list(made.rows_of(CHART, TABLES, **{"from": "2020"})["year"]) == [2021]


def test_the_band_is_a_bar_from_its_low_to_its_high_end() -> None:
    drawn = CHART.draw(made.rows_of(CHART, TABLES))
    (band,) = [t for t in drawn["data"] if t["type"] == "bar"]
    assert band["x"] == [2022, 2024]
    assert [b + y for b, y in zip(band["base"], band["y"], strict=True)] == [12_910_000_000, 46_608_000_000]
    values = made.marks(drawn, "turnover")[0]
    assert values["y"] == [2_229e6, 4_045e6, 3_559e6, 2_734e6]
    assert values["marker"]["symbol"] == ["square", "square", "square-open", "square-open"]


def test_a_band_of_millions_to_billions_of_millions_stays_in_the_picture() -> None:
    drawn = CHART.draw(made.rows_of(CHART, TABLES, series="russian-officials"))
    (band,) = [t for t in drawn["data"] if t["type"] == "bar"]
    assert band["base"][0] + band["y"][0] < 1_000e9


def test_a_band_too_wide_to_be_left_tells_nothing_and_any_other_says_what_leaves_it() -> None:
    wide = made.rows_of(CHART, TABLES, series="russian-officials")
    assert CHART.finding(wide).startswith("Too few years to tell")
    assert CHART.alt(wide).endswith("so that it was $4.8\u00a0bn says nothing.")
    inside = CHART.finding(made.rows_of(CHART, TABLES))
    assert inside == "In 2024 trade was $2.73\u00a0bn, within its band: 8 times the expected would leave it"


def test_a_headline_has_room_for_a_band_of_any_width() -> None:
    rows = made.rows_of(CHART, made.tables(counterfactuals=[_year(2024, 46_800e6, 67e3, 1_958e12)]))
    assert "170\u202f950 times" in CHART.finding(rows)


def test_the_finding_says_inside_or_outside() -> None:
    assert CHART.alt(made.rows_of(CHART, TABLES)).endswith("nothing out of the ordinary.")
    assert CHART.alt(made.rows_of(CHART, TABLES, **{"from": "2020"})).endswith(": out of the ordinary.")


def test_dates_are_those_of_the_table_the_event_first() -> None:
    (dates, _) = CHART.with_options(TABLES).choices
    assert dates.titles == {"2022": "2022, the war", "2020": "2020, a false date"}
    assert dates.usual == "2022"
