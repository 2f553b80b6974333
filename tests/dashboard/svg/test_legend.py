"""The legend beside a picture: a button for each named series, with its mark in the colour of both schemes."""

from __future__ import annotations

import re
from typing import Any

import pytest

from dashboard import svg
from dashboard.charts import theme
from dashboard.svg import legend


def trace(name: str, **more: Any) -> dict[str, Any]:
    look = {"marker": {"symbol": "square", "color": theme.ORANGE}}
    return {"type": "scatter", "mode": "markers", "x": [1], "y": [1], "name": name, **look, **more}


def html(*traces: dict[str, Any]) -> str:
    return legend.html({"data": list(traces), "layout": {}})


def test_named_series_are_buttons_with_the_key_of_their_marks() -> None:
    text = html(
        trace("Iran & co", legendgroup="iran"), trace("b"), trace("c", showlegend=False), trace("d", x=[], y=[])
    )
    assert re.findall(r'data-series="([^"]*)"', text) == ["iran", "b"]
    assert "Iran &amp; co</button>" in text
    assert text.count('aria-pressed="false"') == 2


def test_nothing_named_is_no_legend() -> None:
    assert html(trace("")) == html() == ""


def test_the_mark_has_a_colour_for_each_scheme() -> None:
    text = html(trace("a"))
    assert f"light-dark({theme.ORANGE},{theme.DARK[theme.ORANGE]})" in text
    assert 'fill="currentColor"' in text


def test_a_bar_is_a_box_and_a_hatched_one_has_a_stroke() -> None:
    bar = {"type": "bar", "marker": {"color": theme.BLUE}}
    assert "<rect" in html(trace("a") | bar)
    hatched = bar | {"marker": {"color": theme.BLUE, "pattern": {"shape": "/"}}}
    assert 'fill="none"' in html(trace("a") | hatched)
    assert "<line" in html(trace("a") | hatched)


def test_a_line_is_a_piece_of_itself() -> None:
    text = html({"type": "scatter", "mode": "lines", "x": [1], "y": [1], "name": "a", "line": {"dash": "dot"}})
    assert "stroke-dasharray" in text


@pytest.mark.parametrize("only", ["wide", "narrow"])
def test_what_is_for_one_size_says_so(only: str) -> None:
    assert f'<li class="{only}">' in html(trace("a", meta={"only": only}))


def test_a_picture_of_a_page_has_no_legend_and_one_to_take_home_has() -> None:
    hidden = {"range": [0, 2], "visible": False}
    figure = {"data": [trace("Iran’s customs")], "layout": {"xaxis": hidden, "yaxis": hidden}}
    assert "Iran’s customs</text>" in svg.draw(figure, "t", "a")
    assert "Iran’s customs</text>" not in svg.draw(figure, "t", "a", named=False)
    assert 'data-series="Iran’s customs"' in svg.draw(figure, "t", "a", named=False)
