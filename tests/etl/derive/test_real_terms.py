"""Trade in dollars of 2021 and in tonnes: years without whole prices say nothing, levels are never mixed."""

from __future__ import annotations

from typing import Any

import pandas as pd
import pytest

from etl.derive.real_terms import price_levels, price_of, real_terms
from etl.derive.turnover import Cell
from tests.etl.derive.making import cells, table

PRICES = {2021: 100.0, 2022: 110.0}


def price(year: int, value: float, months: int = 12) -> dict[str, Any]:
    return {
        "indicator": "US.CPI.U",
        "country": "USA",
        "period": str(year),
        "indicator_value": value,
        "unit": "1982-84 = 100",
        "months": months,
        "source": "bls_cpi",
        "vintage": "v",
        "vintage_date": "2026-01-01",
        "publisher": "P",
        "current": True,
    }


def weight(period: str, tonnes: int, flow: str = "total", series: str = "irica-brics") -> dict[str, Any]:
    return {
        "id": f"T{period}{flow}{series}",
        "reporter": "IRN",
        "partner": "RUS",
        "period": period,
        "calendar": "solar_hijri",
        "flow": flow,
        "tonnes": tonnes,
        "series": series,
        "root_family": "iran_customs",
        "publisher": "P",
    }


def made(
    turnover: dict[str, dict[int, Cell]],
    weights: list[dict[str, Any]] | None = None,
    base: int = 2021,
    price_year: int = 2021,
) -> pd.DataFrame:
    tables = {
        "indicators": table("indicators", [price(2021, 200), price(2022, 220), price(2023, 240, 11)]),
        "tonnes": table("tonnes", weights or []),
    }
    return real_terms(tables, turnover, base, price_year)


def iranian(series_year: int, value: float) -> Cell:
    return Cell(
        year=series_year,
        period=str(series_year - 621),
        calendar="solar_hijri",
        low=value,
        high=value,
        basis="observed",
        root_family="iran_customs",
        table="official_figures",
    )


def test_prices_are_those_of_whole_years_alone() -> None:
    tables = {"indicators": table("indicators", [price(2021, 200), price(2022, 220), price(2023, 240, 11)])}
    assert price_levels(tables, 2021) == {2021: 100, 2022: pytest.approx(110)}
    assert price_levels(tables, 2022) == {2021: pytest.approx(100 / 1.1), 2022: 100}
    assert price_levels(tables, 2023) == {}


def test_an_iranian_year_has_the_prices_of_the_years_it_lies_in() -> None:
    assert price_of("1400", "solar_hijri", PRICES) == pytest.approx((286 * 100 + 79 * 110) / 365)
    assert price_of("1401", "solar_hijri", PRICES) is None
    assert price_of("2022-11m", "gregorian", PRICES) is None


def test_a_rise_at_the_pace_of_prices_is_none() -> None:
    result = made({"s": cells({2021: 100e6, 2022: 110e6, 2023: 200e6})}).set_index("period")
    assert result.loc["2022", "nominal_change_pct"] == pytest.approx(10)
    assert result.loc["2022", "real_change_pct"] == pytest.approx(0)
    assert pd.isna(result.loc["2023", "real_change_pct"])


def test_tonnes_of_another_series_of_the_same_books_stand_in_and_the_other_level_never() -> None:
    books = {"irica-brics": {2021: iranian(2021, 200e6)}, "tpo": {2022: iranian(2022, 210e6)}}
    weights = [
        weight("1400", 500),
        weight("1401", 300, "export", "tpo"),
        weight("1401", 100, "import", "tpo"),
        weight("1401", 9000, series="irica-eaeu"),
    ]
    result = made(books, weights).set_index("series").loc["tpo"]
    assert (result["base_series"], result["tonnes"], result["tonnes_series_base"]) == (
        "irica-brics",
        400,
        "irica-brics",
    )
    assert result["tonnes_change_pct"] == pytest.approx(-20)


def test_changes_are_against_the_year_that_is_asked_in_dollars_of_one_year() -> None:
    first, later = (
        made({"s": cells({2021: 1e6, 2022: 2.2e6})}, base=base).set_index("period") for base in (2021, 2022)
    )
    assert first.index.tolist() == ["2021", "2022"]
    assert later.index.tolist() == ["2022"]
    assert first.loc["2022", "real_change_pct"] == pytest.approx(100)
    assert later.loc["2022", "real_change_pct"] == 0
    dearer = made({"s": cells({2021: 1e6, 2022: 2.2e6})}, price_year=2022).set_index("period")
    assert dearer["value_2021_usd"].tolist() == [1_100_000, 2_200_000]
    assert dearer["real_change_pct"].tolist() == first["real_change_pct"].tolist()
    assert first.loc["2022", "value_2021_usd"] == later.loc["2022", "value_2021_usd"] == 2_000_000


def test_a_series_without_a_base_in_its_books_or_with_none_to_divide_by_is_left_out() -> None:
    assert made({"s": cells({2022: 1e6})}).empty
    assert made({"s": cells({2021: 0.0, 2022: 1e6})}).empty


def test_a_printed_zero_of_tonnes_is_a_total_and_no_base() -> None:
    weights = [weight("1400", 0, series="tpo"), weight("1401", 300, series="tpo")]
    result = made({"tpo": {2021: iranian(2021, 200e6), 2022: iranian(2022, 210e6)}}, weights).set_index("period")
    assert result["tonnes"].tolist() == [0, 300]
    assert result["tonnes_change_pct"].isna().all()


def test_a_value_that_rises_while_tonnes_fall(published: dict[str, pd.DataFrame]) -> None:
    rows = published["real_terms"].set_index(["series", "period"])
    customs, later = rows.loc[("irica-brics", "1401")], rows.loc[("tpo", "1402")]
    assert (customs["tonnes_base"], customs["tonnes"]) == (4_920_000, 4_040_000)
    assert 3 < customs["nominal_change_pct"] < 4
    assert -4 < customs["real_change_pct"] < -3
    assert (later["tonnes"], round(later["nominal_change_pct"], 1)) == (5_538_000, 17.8)
    assert round(rows.loc[("imts_rus", "2024"), "real_change_pct"]) == -42
    assert 0 < rows.loc[("russian-officials", "2024"), "real_change_pct"] < 4
