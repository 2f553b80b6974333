"""Charts with the options of a package, worked out once."""

from __future__ import annotations

import json
from contextvars import Context
from dataclasses import replace

import pytest
from pandas.testing import assert_frame_equal

from dashboard.charts.registry import CHARTS
from dashboard.http import chart_files
from dashboard.package.cache import Cache
from dashboard.package.store import Package
from dashboard.ui import chart_options


def test_options_are_those_of_the_package_and_worked_out_once(now: Package) -> None:
    for name, chart in CHARTS.items():
        assert chart_options.chart(name, now).choices == chart.with_options(now.tables).choices
        assert chart_options.chart(name, now) is chart_options.chart(name, now)
    assert [chart.id for chart in chart_options.every(now)] == list(CHARTS)


def test_a_chart_has_rows_where_its_usual_choices_give_one(now: Package) -> None:
    for name in CHARTS:
        chart = chart_options.chart(name, now)
        assert chart_options.has_rows(name, now) is (len(chart.select(now.tables, chart.complete({}))) > 0)


def test_a_view_has_the_rows_of_its_choices_and_is_made_once(now: Package) -> None:
    chart = chart_options.chart("turnover", now)
    for given in ({}, {"direction": chart.choices[0].options[1]}):
        choices = chart.complete(given)
        view = chart_options.view(chart, choices, now)
        assert view is chart_options.view(chart, dict(reversed(choices.items())), now)
        assert_frame_equal(view.rows, chart.select(now.tables, choices))
        assert (view.picture, view.finding) == (chart.picture(view.rows), chart.finding(view.rows))
        assert view.query == chart.canonical(given)


def test_what_is_drawn_of_a_view_leaves_its_picture_as_it_was(now: Package) -> None:
    chart = chart_options.chart("turnover", now)
    view = chart_options.view(chart, chart.complete({}), now)
    before = json.dumps(view.picture)
    assert chart_files.figure(view)["layout"]["meta"]["chart"] == "turnover"
    for size in ("small", "plain", "narrow"):
        chart_files.make("svg", view, {"size": size, "scheme": "dark"})
    assert json.dumps(view.picture) == before


def test_what_many_pages_show_is_made_before_a_reader_asks(now: Package) -> None:
    Context().run(chart_options.prepare, now)  # as in a thread of its own, which answers from no package
    for chart in chart_options.every(now):
        view = chart_options.view(chart, chart.complete({}), now)
        assert view is chart_options.usual(chart, now)
        assert {"rows", "picture", "finding"} <= set(vars(view))


def test_a_chart_that_fails_is_named_and_stops_no_other(
    now: Package, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    package, (first, second) = replace(now, made=Cache(count=500)), list(CHARTS)[:2]
    picture = replace(CHARTS[first], drawing=lambda _: {}["nothing"])
    monkeypatch.setattr(chart_options, "CHARTS", {first: picture, second: CHARTS[second]})
    Context().run(chart_options.prepare, package)
    assert [record.exc_info[0] for record in caplog.records if record.exc_info] == [KeyError]
    assert f"the chart {first} cannot be drawn from {now.version}" in caplog.text
    assert "picture" in vars(chart_options.usual(chart_options.chart(second, package), package))
