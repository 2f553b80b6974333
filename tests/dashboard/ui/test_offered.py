"""Charts with the options of a package, worked out once."""

from __future__ import annotations

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
