"""Small pictures: every mark at its place, and nothing silently left out."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import Any
from xml.etree import ElementTree

import pytest

from dashboard import svg
from dashboard.svg.axes import axis
from dashboard.svg.marks import symbol

NAME = "{http://www.w3.org/2000/svg}"


AXIS: dict[str, Any] = {"range": [0, 10], "tickvals": [0, 10], "ticktext": ["0", "10"]}
AXES = {"xaxis": AXIS, "yaxis": AXIS}


def picture(data: list[dict[str, Any]], **layout: Any) -> ElementTree.Element:
    figure = {"data": data, "layout": {"height": 300, **AXES, **layout}}
    return ElementTree.fromstring(svg.draw(figure, "A & B", "about <it>"))


def scatter(x: list[Any], y: list[Any], **more: Any) -> dict[str, Any]:
    return {"type": "scatter", "mode": "markers", "x": x, "y": y, **more}


def test_a_picture_has_a_title_and_a_description() -> None:
    root = picture([scatter([1], [1])])
    assert root.get("role") == "img"
    assert root.findtext(f"{NAME}title") == "A & B"
    assert root.findtext(f"{NAME}desc") == "about <it>"


def test_points_stand_where_their_values_are() -> None:
    root = picture([scatter([0, 10], [0, 10])])
    (left, right) = root.iter(f"{NAME}circle")
    assert float(left.get("cx", 0)) < float(right.get("cx", 0))
    assert float(left.get("cy", 0)) > float(right.get("cy", 0))  # up is more


def test_a_range_from_high_to_low_turns_the_axis() -> None:
    root = picture([scatter([0, 1], [1, 30])], yaxis=AXIS | {"type": "log", "range": [1.7, 0]})
    first, last = root.iter(f"{NAME}circle")
    assert float(first.get("cy", 0)) < float(last.get("cy", 0))  # rank 1 on top


def test_a_line_is_broken_where_a_value_is_missing() -> None:
    root = picture([scatter([1, 2, 3, 4, 5], [1, 2, None, 2, 1], mode="lines")])
    assert len(list(root.iter(f"{NAME}polyline"))) == 2


def test_bars_run_from_their_base() -> None:
    bars = {"type": "bar", "x": [3, 4], "y": ["a", "b"], "base": [0, 2], "orientation": "h"}
    root = picture([bars], yaxis={"type": "category", "categoryarray": ["a", "b"], "range": [-0.5, 1.5]})
    first, second = [r for r in root.iter(f"{NAME}rect") if r.get("fill")]
    assert float(second.get("x", 0)) > float(first.get("x", 0))
    assert float(second.get("width", 0)) / float(first.get("width", 0)) == pytest.approx(4 / 3, rel=0.01)


def test_names_of_an_axis_are_its_ticks() -> None:
    named = {"type": "category", "categoryarray": ["one", "two"], "range": [-0.5, 1.5]}
    root = picture([scatter(["one", "two"], [1, 2])], xaxis=named)
    texts = [t.text for t in root.iter(f"{NAME}text")]
    assert texts.index("one") < texts.index("two")


def test_lines_across_the_picture_and_their_words() -> None:
    root = picture(
        [scatter([1, 2], [1, 10])],
        yaxis=AXIS | {"type": "log", "range": [0, 1], "tickvals": [1, 10]},
        shapes=[{"type": "line", "xref": "paper", "x0": 0, "x1": 1, "y0": 5, "y1": 5, "line": {"dash": "dash"}}],
        annotations=[{"xref": "paper", "x": 0, "y": 0.699, "text": "the <b>fifth</b>", "xanchor": "left"}],
    )
    line = next(e for e in root.iter(f"{NAME}line") if e.get("stroke-dasharray"))
    words = next(e for e in root.iter(f"{NAME}text") if e.text == "the fifth")
    assert line.get("y1") == line.get("y2")
    assert float(words.get("y", 0)) == pytest.approx(float(line.get("y1", 0)), abs=6)


def test_only_named_traces_stand_in_the_legend() -> None:
    root = picture([scatter([1], [1], name="Iran’s customs"), scatter([2], [2], name="hidden", showlegend=False)])
    texts = [t.text for t in root.iter(f"{NAME}text")]
    assert "Iran’s customs" in texts
    assert "hidden" not in texts


def test_room_at_the_right_is_for_the_names_of_a_wide_picture() -> None:
    figure = {
        "data": [scatter([0, 1], [0, 1])],
        "layout": {"margin": {"r": 150}, **AXES, "xaxis": AXIS | {"range": [0, 1]}},
    }
    ends = []
    for width in (svg.NARROW, svg.WIDTH):
        root = ElementTree.fromstring(svg.draw(figure, "t", "a", width=width))
        ends.append(width - max(float(c.get("cx", 0)) for c in root.iter(f"{NAME}circle")))
    assert ends == [16, 150]


def test_words_of_an_axis_that_would_touch_are_left_out() -> None:
    axis = {"range": [0, 30], "tickvals": list(range(31)), "ticktext": [str(1990 + i) for i in range(31)]}
    root = picture([scatter([0, 30], [0, 1])], xaxis=axis, yaxis=AXIS | {"tickvals": [], "ticktext": []})
    at = sorted(float(t.get("x", 0)) for t in root.iter(f"{NAME}text") if str(t.text).startswith(("19", "20")))
    assert 5 < len(at) < 31
    assert min(b - a for a, b in pairwise(at)) >= 4 * 6.8


def test_a_scheme_is_forced_or_left_to_the_reader() -> None:
    figure = {"data": [], "layout": AXES}
    assert "prefers-color-scheme" in svg.draw(figure, "t", "a")
    assert "prefers-color-scheme" not in svg.draw(figure, "t", "a", scheme="dark")


@pytest.mark.parametrize(
    "trace",
    [{"type": "pie"}, scatter([1], [1], marker={"symbol": "arrow"}), {"type": "heatmap3", "x": [], "y": []}],
)
def test_what_it_cannot_draw_is_an_error(trace: dict[str, Any]) -> None:
    with pytest.raises((ValueError, KeyError)):
        picture([trace])


def test_an_unknown_shape_is_an_error() -> None:
    with pytest.raises(ValueError, match="circle"):
        picture([], shapes=[{"type": "circle", "x0": 0, "x1": 1, "y0": 0, "y1": 1}])


def test_hollow_markers_are_hollow() -> None:
    assert 'class="hole"' in symbol({"symbol": "diamond-open", "color": "#123456"}, 0, 5, 5)
    assert 'fill="#123456"' in symbol({"symbol": ["square"], "color": ["#123456"]}, 0, 5, 5)


def test_an_axis_that_is_seen_has_ends_and_words_for_its_ticks() -> None:
    assert axis(AXIS, 0, 100).ticks == ((0, "0"), (10, "10"))
    assert axis({"range": [0, 1], "visible": False}, 0, 1).ticks == ()
    for missing in AXIS:
        with pytest.raises(KeyError, match=missing):
            axis({name: value for name, value in AXIS.items() if name != missing}, 0, 1)


def test_numbers_are_written_without_needless_digits() -> None:
    text = svg.draw({"data": [scatter([1, 3], [1, 3])], "layout": AXES}, "t", "a")
    assert not re.search(r'"\d+\.\d{3,}"', text)
