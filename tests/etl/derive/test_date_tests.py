"""Bands from the years before a date, at the war's date and at dates when nothing happened."""

from __future__ import annotations

import math

import pandas as pd
import pytest

from etl.derive.date_tests import date_tests
from tests.etl.derive.making import SETUP, WORDS, cells

STEADY = {y: 100.0 * 1.02 ** (y - 2016) * (1.01 if y % 2 else 1.0) * 1e6 for y in range(2014, 2025)}
SAY = WORDS


def asked(values: dict[int, float]) -> pd.DataFrame:
    return date_tests({"s": cells(values)}, SETUP, SAY).set_index("tested_year")


def test_the_bundled_band_for_2024_is_that_of_the_methods(published: dict[str, pd.DataFrame]) -> None:
    row = published["date_tests"].query("series == 'imts_rus' and date_kind == 'event'").to_dict("records")[0]
    assert (row["fit_from"], row["fit_to"], row["target_year"]) == (2016, 2021, 2024)
    assert [round(row[c] / 1e6) for c in ("band_low", "band_high", "actual")] == [736, 46_609, 2_734]
    assert not row["works"]


def test_a_false_date_works_where_the_war_s_does_not(published: dict[str, pd.DataFrame]) -> None:
    rows = published["date_tests"].query("series == 'imts_rus' and date_kind == 'false'").set_index("tested_year")
    assert rows["works"].dropna().astype(bool).to_dict() == {2020: True}
    assert rows["why_not"].fillna("").to_dict() == {
        2017: "too_few_years",
        2018: "too_few_years",
        2019: "wide",
        2020: "",
    }


def test_a_band_of_three_years_counts_for_nothing(published: dict[str, pd.DataFrame]) -> None:
    row = published["date_tests"].query("series == 'russian-officials' and date_kind == 'event'").to_dict("records")[0]
    assert row["why_not"] == "wide"
    assert pd.isna(row["works"])
    assert "170,824.7 times" in row["sentence"]
    lines = published["counterfactuals"].query("series == 'russian-officials' and year > 2021")
    assert lines["outside"].isna().all()


def test_no_turnover_held_here_grew_more_than_the_plausible_jump(published: dict[str, pd.DataFrame]) -> None:
    trade = published["trade"].query("source == 'imts_rus' and commodity == 'TOTAL'")
    partner = trade["exporter"].where(trade["exporter"] != "RUS", trade["importer"])
    usd = trade.assign(partner=partner, year=trade["period"].astype(int)).groupby(["partner", "year"])["value_usd"]
    both_ways = usd.sum()[usd.count() == 2].astype(float).unstack()
    growth = both_ways / both_ways.where(both_ways > 300e6).shift(3, axis=1)
    assert growth.max().max() == pytest.approx(7.4, abs=0.05)
    assert growth.max().max() < SETUP["plausible_jump"]


def test_a_jump_after_the_date_leaves_the_band_and_says_so() -> None:
    jump = {y: v * (5 if y >= 2022 else 1) for y, v in STEADY.items()}
    row = asked(jump).loc[2022]
    assert bool(row["works"])
    assert "above the band" in row["sentence"]
    assert row["least_jump"] < 5


def test_a_steady_series_flags_no_date() -> None:
    assert not asked(STEADY)["works"].astype(bool).any()


def test_a_series_too_short_is_said_once() -> None:
    rows = date_tests({"s": cells({2022: 1e6, 2024: 2e6})}, SETUP, SAY)
    assert rows["why_not"].tolist() == ["too_few_years"]


def test_a_series_that_ends_before_the_date_is_not_asked() -> None:
    assert date_tests({"s": cells(dict.fromkeys(range(2010, 2020), 1000000.0))}, SETUP, SAY).empty


def test_a_band_that_says_nothing_says_that() -> None:
    wild = {2019: 1e6, 2020: 9e6, 2021: 2e6, 2024: 5e6}
    assert "can show nothing" in asked(wild).loc[2022, "sentence"]


@pytest.mark.parametrize(("swing", "jump", "nothing"), [(0.385, 9.97, False), (0.388, 10.15, True)])
def test_a_band_that_only_more_than_a_tenfold_value_leaves_says_nothing(
    swing: float, jump: float, nothing: bool
) -> None:
    values = {year: 1e6 * math.exp(swing * (year % 2)) for year in range(2015, 2022)} | {2024: 1e6}
    row = asked(values).loc[2022]
    assert row["least_jump"] == pytest.approx(jump, abs=0.01)
    assert ("can show nothing" in row["sentence"]) is nothing
    assert (row["why_not"] == "wide") is pd.isna(row["works"]) is nothing
