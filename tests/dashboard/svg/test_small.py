"""Figures made small: the data stay, words leave, ticks are few."""

from __future__ import annotations

from xml.etree import ElementTree

import pytest

from dashboard import svg
from dashboard.charts.registry import CHARTS
from dashboard.package.store import Package
from dashboard.svg import small

FULL = {
    "data": [
        {"type": "scatter", "mode": "lines+markers+text", "x": [1, 2], "y": [3, 4], "marker": {"size": [8, 4]}},
        {"type": "scatter", "mode": "text", "x": [1], "y": [1], "text": ["title"]},
    ],
    "layout": {
        "height": 440,
        "annotations": [{"text": "x"}],
        "legend": {},
        "xaxis": {"title": {"text": "year"}, "range": [0, 3]},
        "yaxis": {"tickvals": list(range(10)), "ticktext": [str(i) for i in range(10)]},
    },
}


def test_data_stay_and_words_leave() -> None:
    result = small.figure(FULL)
    assert len(result["data"]) == 1
    assert (result["data"][0]["x"], result["data"][0]["mode"]) == ([1, 2], "lines+markers")
    assert result["data"][0]["marker"]["size"] == [6, 3]
    assert "annotations" not in result["layout"]
    assert "title" not in result["layout"]["xaxis"]
    assert result["layout"]["xaxis"]["range"] == [0, 3]


def test_ticks_are_few_and_long_ones_leave() -> None:
    assert small.figure(FULL)["layout"]["yaxis"]["ticktext"] == ["0", "2", "4", "6", "8"]
    long = {"data": [], "layout": {"xaxis": {}, "yaxis": {"tickvals": [1], "ticktext": ["a name too long for this"]}}}
    assert small.figure(long)["layout"]["yaxis"]["visible"] is False


def test_the_full_figure_is_left_as_it_was() -> None:
    small.figure(FULL)
    assert FULL["data"][0]["marker"] == {"size": [8, 4]}
    assert "annotations" in FULL["layout"]


@pytest.mark.parametrize("chart", CHARTS.values(), ids=lambda c: c.id, indirect=True)
def test_every_chart_has_a_small_picture(package: Package, chart: object) -> None:
    rows = chart.select(package.tables, chart.complete({}))
    drawn = svg.draw(small.figure(chart.draw(rows)), "t", "a", width=small.WIDTH)
    assert ElementTree.fromstring(drawn).get("viewBox") == f"0 0 {small.WIDTH} {small.HEIGHT}"


def test_a_picture_that_lost_the_words_of_an_axis_cannot_be_read() -> None:
    long = {**FULL, "layout": {**FULL["layout"], "yaxis": {"tickvals": [1], "ticktext": ["a long label of a row"]}}}
    assert small.readable(FULL)
    assert not small.readable(long)
    assert small.readable({"data": [], "layout": {"table": {"head": ["a"], "rows": [[{"text": "b"}]]}}})
