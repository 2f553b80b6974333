"""Turnover: three levels side by side, no line between two of them."""

from __future__ import annotations

import pytest

from dashboard.charts import looks
from dashboard.charts.trade.turnover import CHART
from dashboard.package.store import Package
from tests.dashboard.charts import made

RANKS = [
    made.ranked("2020", 2_229_333_000),
    made.ranked("2021", 4_045_635_000),
    made.ranked("2022", 3_559_540_000, obs_status="E", root_family="imf_estimate"),
    made.ranked("2025", 2_411_000_000, obs_status="E", root_family="imf_estimate", source="imts_2025"),
    made.ranked(
        "2025",
        2_411_000_000,
        obs_status="E",
        root_family="imf_estimate",
        source="imts_2025",
        reporter="IRN",
        partner="RUS",
    ),
    made.ranked("2024", 4_800_000_000, source="russian-officials"),
]
FIGURES = [
    made.figure("1400", 2_240_000_000),
    made.figure("1401", 2_320_000_000, value_high_usd=2_400_000_000),
    made.figure("1401-5m", 1_000_000_000, series="irica-press"),
    made.figure(
        "2024",
        4_800_000_000,
        series="russian-officials",
        root_family="russia_customs",
        reporter="RUS",
        partner="IRN",
        calendar="gregorian",
        cell_basis="stated",
    ),
    made.figure(
        "2025",
        5_000_000_000,
        series="russian-officials",
        root_family="russia_customs",
        reporter="RUS",
        partner="IRN",
        calendar="gregorian",
        cell_basis="stated",
        forecast=True,
    ),
    made.figure("2024", 5_900_000_000, series="eaeu", reporter="EAEU", partner="IRN", calendar="gregorian"),
    made.figure("1399", 2_110_000_000, series="irica-eaeu", flow="import"),
]
FLOWS = [
    made.trade("RUS", "IRN", "2021", 3_070_473_000),
    made.trade("IRN", "RUS", "2021", 975_162_000),
    made.trade("RUS", "IRN", "2011", 579_150_000, source="oec", root_family="iran_customs", recorded_by="importer"),
    made.trade("RUS", "IRN", "2020", 1, source="imts_2025"),
    made.trade("RUS", "IRN", "2019", 1, commodity="10"),
    made.trade("RUS", "IRN", "2018", 1, current=False),
]
TABLES = made.tables(partner_ranks=RANKS, official_figures=FIGURES, trade=FLOWS)


def test_both_ways_come_from_totals_that_stand_in_a_table() -> None:
    rows = made.rows_of(CHART, TABLES)
    assert list(zip(rows["series"], rows["period"], rows["value_usd"], strict=True)) == [
        ("imts_2025", "2025", 2_411_000_000),
        ("imts_rus", "2020", 2_229_333_000),
        ("imts_rus", "2021", 4_045_635_000),
        ("imts_rus", "2022", 3_559_540_000),
        ("irica-brics", "1400", 2_240_000_000),
        ("irica-brics", "1401", 2_320_000_000),
        ("russian-officials", "2024", 4_800_000_000),
        ("russian-officials", "2025", 5_000_000_000),
    ]


@pytest.mark.parametrize(
    ("direction", "found"),
    [
        ("to_iran", {("imts_rus", "2021"), ("imts_2025", "2020"), ("irica-eaeu", "1399")}),
        ("to_russia", {("imts_rus", "2021")}),
    ],
)
def test_one_direction_comes_from_flows_of_all_goods(direction: str, found: set[tuple[str, str]]) -> None:
    rows = made.rows_of(CHART, TABLES, direction=direction)
    assert set(zip(rows["series"], rows["period"], strict=True)) == found


def test_older_years_and_parts_of_years_are_a_choice() -> None:
    older = made.rows_of(CHART, TABLES, direction="to_iran", since="1992")
    assert "oec" in set(older["series"])
    parts = made.rows_of(CHART, TABLES, periods="all")
    assert "1401-5m" in set(parts["period"])
    assert "1401-5m" not in set(made.rows_of(CHART, TABLES)["period"])


def test_a_mark_tells_observed_estimated_stated_and_forecast_apart() -> None:
    rows = made.rows_of(CHART, TABLES, periods="all")
    drawn = CHART.draw(rows)
    by_place = {}
    for trace in made.marks(drawn):
        by_place |= dict(zip(trace["y"], trace["marker"]["symbol"], strict=True))
    assert by_place[4_045_635_000] == "diamond"
    assert by_place[3_559_540_000] == "diamond-open"
    assert by_place[4_800_000_000] == "square-open-dot"
    assert by_place[5_000_000_000] == looks.FORECAST
    assert by_place[1_000_000_000].endswith("-open")
    assert len(by_place) == len(rows)


def test_lines_stay_within_a_series_and_are_dotted_at_an_estimate() -> None:
    lines = [t for t in CHART.draw(made.rows_of(CHART, TABLES))["data"] if t["mode"] == "lines"]
    joined = {(t["legendgroup"], t["line"]["dash"]): [y for y in t["y"] if y] for t in lines if "legendgroup" in t}
    assert joined[("imts_rus", "solid")] == [2_229_333_000, 4_045_635_000]
    assert joined[("imts_rus", "dot")] == [4_045_635_000, 3_559_540_000]
    assert joined[("irica-brics", "solid")] == [2_240_000_000, 2_320_000_000]
    assert {name for name, _ in joined} == {"imts_rus", "irica-brics"}


def test_values_printed_differently_are_an_interval() -> None:
    lines = [t for t in CHART.draw(made.rows_of(CHART, TABLES))["data"] if t["mode"] == "lines"]
    assert [2_320_000_000, 2_400_000_000, None] in [t["y"] for t in lines]


def test_a_figure_that_is_printed_once_is_its_own_interval_and_no_forecast() -> None:
    plain = made.figure("1401", 2_000, value_low_usd=None, value_high_usd=None, forecast=None)
    rows = made.rows_of(CHART, made.tables(official_figures=[plain]))
    assert rows[["value_low_usd", "value_high_usd", "forecast"]].to_numpy().tolist() == [[2_000, 2_000, False]]
    assert [mark["y"] for mark in made.marks(CHART.draw(rows))] == [[2_000]]
    assert "$2000" in CHART.finding(rows)


def test_the_finding_names_the_newest_full_year_of_each_family_but_no_forecast() -> None:
    result = CHART.alt(made.rows_of(CHART, TABLES))
    assert "Both ways together" in result
    assert "$4.8" in result
    assert "$5" not in result
    assert "1401" in result
    assert CHART.finding(made.rows_of(CHART, made.tables())).startswith("No figure")


def test_the_end_of_own_figures_is_a_dated_event(now: Package) -> None:
    assert CHART.dated
    assert "blackout" in now.article["marked"]["turnover"]
