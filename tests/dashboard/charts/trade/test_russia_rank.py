"""The pattern of a chart: its rows, and how each kind of row is drawn."""

from __future__ import annotations

import math

import pandas as pd
import pytest

from dashboard.charts.trade.russia_rank import CHART, COLUMNS
from dashboard.package.store import Package

USUAL = {c.name: c.usual for c in CHART.choices}


def rows_of(package: Package, **choices: str) -> pd.DataFrame:
    return CHART.select(package.tables, USUAL | choices)


def drawn(rows: pd.DataFrame) -> list[dict[str, object]]:
    """The traces that stand for rows: those of the legend hold no point."""
    return [t for t in CHART.draw(rows)["data"] if t["x"] != [None]]


def test_rows_are_russias_alone_in_their_order(package: Package) -> None:
    rows = rows_of(package)
    assert list(rows.columns) == COLUMNS
    assert list(rows["period"]) == ["2015", "1401", "1402-11m", "2025"]
    assert list(rows["year"]) == [2015, 2022, 2023, 2025]
    assert list(rows["full_year"]) == [True, True, False, True]


@pytest.mark.parametrize(
    ("choices", "periods"),
    [
        ({"flow": "export"}, ["2025"]),
        ({"basis": "eu_one"}, ["2025"]),
        ({"family": "iran_customs"}, ["2015", "1401", "1402-11m"]),
        ({"periods": "all"}, ["2015", "1401", "1402-11m", "1402-5m", "2025"]),
        ({"family": "partner_reports"}, []),
    ],
)
def test_every_choice_chooses_rows(package: Package, choices: dict[str, str], periods: list[str]) -> None:
    assert list(rows_of(package, **choices)["period"]) == periods


def test_a_firm_interval_is_a_bar_from_best_to_worst(package: Package) -> None:
    rows = rows_of(package)
    (bar,) = drawn(rows[rows["period"] == "1401"])
    assert bar["y"] == [6, 15]
    assert bar["mode"] == "lines"
    assert bar["line"]["width"] > 5


def test_an_estimate_is_hollow_and_thin(package: Package) -> None:
    rows = rows_of(package)
    line, point = drawn(rows[rows["period"] == "2025"])
    assert line["y"] == [6, 7]
    assert line["line"]["width"] <= 2
    assert point["y"] == [5]
    assert point["marker"]["symbol"] == ["diamond-open"]


def test_a_part_of_a_year_is_hollow_and_a_single_rank_has_no_bar(package: Package) -> None:
    rows = rows_of(package)
    (point,) = drawn(rows[rows["period"] == "1402-11m"])
    assert point["y"] == [7]
    assert point["marker"]["symbol"] == ["circle-open"]


def test_an_interval_without_an_end_is_an_arrow(package: Package) -> None:
    rows = rows_of(package)
    (arrow,) = drawn(rows[rows["period"] == "2015"])
    assert arrow["y"][0] == 4
    assert arrow["y"][1] > 4
    assert arrow["marker"]["symbol"] == ["line-ew", "triangle-down"]


def test_the_articles_fifth_is_marked_and_first_is_on_top(package: Package) -> None:
    layout = CHART.draw(rows_of(package))["layout"]
    assert (layout["shapes"][0]["y0"], layout["shapes"][0]["y1"]) == (5, 5)
    assert layout["annotations"][0]["y"] == pytest.approx(math.log10(5), abs=1e-3)
    assert layout["yaxis"]["range"][0] > layout["yaxis"]["range"][1]


def test_every_row_is_drawn(package: Package) -> None:
    rows = rows_of(package, periods="all")
    places = {x for trace in drawn(rows) for x in trace["x"]}
    assert len(places) == len(rows)


def test_the_finding_counts_from_the_rows(package: Package) -> None:
    told = CHART.detail(rows_of(package))
    assert told.startswith("None of the 3 rankings since 2022")
    assert "7 (Iran’s customs)" in told
    assert "6 to 7 (IMF estimates)" in told
    open_one = CHART.detail(rows_of(package, periods="all"))
    assert "1 leave it open" in open_one


def test_the_finding_says_when_russia_is_fifth(package: Package) -> None:
    rows = rows_of(package)
    fifth = rows.assign(
        rank_best=pd.array([5] * len(rows), dtype="Int64"), rank_worst=pd.array([5] * len(rows), dtype="Int64")
    )
    assert CHART.detail(fifth).startswith("3 of the 3 rankings since 2022 put Russia surely fifth")


def test_old_rows_alone_find_nothing_since_2022(package: Package) -> None:
    rows = rows_of(package)
    assert CHART.detail(rows[rows["period"] == "2015"]) == "No ranking of Russia since 2022 stands under these choices."


def test_the_alternative_names_the_newest_row_of_each_family(package: Package) -> None:
    told = CHART.alt(rows_of(package))
    assert "4 intervals from 2015 to 2025" in told
    assert "Iran’s customs, 1402, first 11 months (Mar\u00a02023–Feb\u00a02024): 7" in told
    assert "IMF estimates, 2025: 6 to 7" in told


def test_hover_texts_cannot_carry_tags(package: Package) -> None:
    rows = rows_of(package).assign(period="<b>2025</b>")
    texts = [t["hovertext"] for t in CHART.draw(rows.assign(year=2025))["data"] if "hovertext" in t]
    assert texts
    assert not any("<b>2025" in str(text).replace("<b>&lt;b&gt;", "") for text in texts)
