"""Marks of the small pictures beyond lines and bars: words, dots, crosses, hatching, and the legend's samples."""

from __future__ import annotations

from typing import Any

import pytest

from dashboard import svg

AXIS: dict[str, Any] = {"range": [0, 4], "tickvals": [1], "ticktext": ["1"]}


def drawn(*traces: dict[str, Any], **layout: Any) -> str:
    size = {"height": 200, "xaxis": AXIS, "yaxis": AXIS}
    return svg.draw({"data": list(traces), "layout": size | layout}, "title", "about")


def scatter(**more: Any) -> dict[str, Any]:
    return {"type": "scatter", "mode": "markers", "x": [1], "y": [2], "marker": {"color": "#123456"}} | more


def test_a_statement_is_a_hollow_mark_with_a_dot() -> None:
    hollow = drawn(scatter(marker={"symbol": "square-open", "color": "#123456"}))
    dotted = drawn(scatter(marker={"symbol": "square-open-dot", "color": "#123456"}))
    assert dotted.count("<circle") == hollow.count("<circle") + 1
    assert 'r="1.4"' in dotted


@pytest.mark.parametrize(("symbol", "tag"), [("x", "<polygon"), ("x-thin-open", "<line"), ("line-ew", "<line")])
def test_crosses_and_dashes_are_drawn(symbol: str, tag: str) -> None:
    assert drawn(scatter(marker={"symbol": symbol, "color": "#123456"})).count(tag) > drawn().count(tag)


def test_an_unknown_mark_is_refused() -> None:
    with pytest.raises(ValueError, match="no drawing for a marker asterisk"):
        drawn(scatter(marker={"symbol": "asterisk"}))


def test_words_stand_in_as_many_lines_as_they_have_and_are_not_marked_up_twice() -> None:
    text = drawn(scatter(mode="text", text=["A &amp; B<br>second"], textposition="top right"))
    assert "A &amp; B</text>" in text
    assert "second</text>" in text
    assert 'text-anchor="start"' in text


def test_titles_that_are_folded_for_a_phone_stand_in_one_line_here() -> None:
    text = drawn(scatter(mode="text", text=["first<br>second"], meta={"wide": ["first second"]}))
    assert "first second</text>" in text


def test_words_beside_a_mark_do_not_stand_on_it() -> None:
    def place(mode: str) -> float:
        text = drawn(scatter(mode=mode, text=["beside"], textposition="middle right", marker={"size": 20}))
        return float(text.split(">beside<")[0].rpartition('<text x="')[2].partition('"')[0])

    assert place("markers+text") == pytest.approx(place("text") + 13)


def test_a_contract_is_hatched() -> None:
    bar = {"type": "bar", "orientation": "h", "x": [2], "y": [1], "name": "contract"}
    look = {"color": "#2474b5", "pattern": {"shape": "/"}, "line": {"color": "#2474b5"}}
    text = drawn(bar | {"marker": look})
    assert '<pattern id="hatch-2474b5"' in text
    assert text.count('fill="url(#hatch-2474b5)"') == 2  # the bar, and its sample in the legend
    assert "pattern" not in drawn(bar | {"marker": {"color": "#2474b5", "pattern": {"shape": ""}}})


def test_a_line_has_a_piece_of_itself_in_the_legend() -> None:
    line = scatter(mode="lines", x=[0, 4], y=[0, 4], name="claimed", line={"color": "#b3404a", "dash": "dot"})
    text = drawn(line)
    assert text.count("stroke-dasharray") == 2


def test_long_words_of_an_axis_have_their_room_and_an_unseen_axis_takes_none() -> None:
    def left(**axis: Any) -> float:
        points = drawn(scatter(mode="lines", x=[0, 4], y=[0, 4]), yaxis=AXIS | axis)
        return float(points.split('polyline points="')[1].partition(",")[0])

    usual = left()
    assert left(tickvals=[1], ticktext=["a very long name of a stage"]) > usual
    assert left(visible=False) < usual
