"""Charts with the options of a package, worked out once."""

from __future__ import annotations

import pandas as pd
from pandas.testing import assert_frame_equal

from dashboard.charts.registry import CHARTS
from dashboard.package.store import Package
from dashboard.ui import offered


def test_options_are_those_of_the_package_and_worked_out_once(now: Package) -> None:
    for name, chart in CHARTS.items():
        assert offered.chart(name, now).choices == chart.with_options(now.tables).choices
        assert offered.chart(name, now) is offered.chart(name, now)
    assert [chart.id for chart in offered.every(now)] == list(CHARTS)


def test_a_chart_has_rows_where_its_usual_choices_give_one(now: Package) -> None:
    answers = {name: offered.has_rows(name, now) for name in CHARTS}
    assert answers == {name: chart.has_rows(now.tables) for name, chart in CHARTS.items()}


def test_rows_are_those_of_the_choices_and_chosen_once(now: Package) -> None:
    chart = offered.chart("turnover", now)
    usual = chart.complete({})
    assert_frame_equal(offered.rows(chart, usual, now), chart.select(now.tables, usual))
    other = chart.complete({"direction": chart.choices[0].options[1]})
    assert_frame_equal(offered.rows(chart, other, now), chart.select(now.tables, other))


def test_who_writes_into_rows_changes_nobody_elses(now: Package) -> None:
    chart = offered.chart("turnover", now)
    rows = offered.rows(chart, chart.complete({}), now)
    rows.iloc[:, 0] = pd.NA
    rows["own"] = 1
    assert "own" not in offered.rows(chart, chart.complete({}), now)
    assert offered.rows(chart, chart.complete({}), now).iloc[:, 0].notna().any()
