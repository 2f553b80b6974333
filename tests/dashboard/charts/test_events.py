"""Dated events over charts: dates from rows, words that touch neither each other nor a line, fewer on a phone."""

from __future__ import annotations

import itertools
from dataclasses import replace
from typing import Any

import pytest

from dashboard.charts import event_lines, events
from dashboard.charts.events import ACROSS, LETTER, NARROW, WIDE, Event
from dashboard.charts.registry import CHARTS
from dashboard.package.store import Package
from dashboard.texts import parties
from tests.dashboard.charts import made

DATED = {name: chart for name, chart in CHARTS.items() if chart.dated}


def figure(first: float, last: float) -> dict[str, Any]:
    return {"data": [{"x": [first]}], "layout": {"height": 440, "xaxis": {"range": [first, last]}}}


def event(name: str, when: float, words: str = "ten letter") -> Event:
    return Event(id=name, when=when, words=words)


def words_of(drawn: dict[str, Any], size: str) -> list[dict[str, Any]]:
    return [note for note in drawn["layout"].get("annotations", []) if note["name"] == size]


@pytest.fixture(autouse=True)
def whole(now: Package) -> None:
    """What is marked is the article's, which the published package has."""
    parties.use(now.parties)


def test_dates_are_those_of_the_rows(now: Package) -> None:
    dates = {e.id: e.when for chart in DATED for e in events.of(now.tables, chart)}
    assert sorted(dates) == sorted(now.article["marks"])
    assert now.article["event"] == "2022-02-24"
    assert dates["war"] == pytest.approx(2022 + (31 + 24) / 365, abs=0.01)
    assert dates["us-exit"] == pytest.approx(2018 + (120 + 8) / 365, abs=0.01)


def test_an_event_whose_row_is_gone_is_not_drawn(now: Package) -> None:
    tables = {**now.tables, "acts": now.tables["acts"].iloc[:0]}
    assert [e.id for e in events.of(tables, "contacts-by-year")] == ["snapback"]


def test_an_article_that_names_no_events_has_its_own_marked(now: Package) -> None:
    article = {"event": "2018-03-22", "event_name": "the tariffs"}
    parties.use(replace(now.parties, article=article))
    (mark,) = events.of(now.tables, "turnover")
    assert (mark.words, mark.when) == ("the tariffs", pytest.approx(2018 + (59 + 22) / 365, abs=0.01))


def test_a_line_lies_at_its_date_on_both_kinds_of_axis() -> None:
    drawn = {
        yearly: event_lines.drawn(figure(2015, 2025), [event("a", 2022.15)], yearly=yearly) for yearly in (True, False)
    }
    assert {shape["x0"] for shape in drawn[True]["layout"]["shapes"]} == {2021.65}
    assert {shape["x0"] for shape in drawn[False]["layout"]["shapes"]} == {2022.15}


def test_what_is_outside_the_years_shown_is_left_out() -> None:
    plain = figure(2015, 2020)
    assert event_lines.drawn(plain, [event("a", 2022.15)], yearly=True) is plain
    assert event_lines.drawn({"data": [], "layout": {"table": {}}}, [event("a", 2018)], yearly=True)["layout"] == {
        "table": {}
    }


def test_a_phone_has_as_many_as_fit() -> None:
    close = [event(str(i), 2018 + i / 2, "some twenty letters") for i in range(6)]
    drawn = event_lines.drawn(figure(2015, 2025), close, yearly=False)
    assert 0 < len(words_of(drawn, NARROW)) < len(words_of(drawn, WIDE)) <= len(close)
    assert words_of(drawn, NARROW)[0]["x"] == 2018  # the most important one


def _boxes(drawn: dict[str, Any], size: str) -> list[tuple[float, float, int, float]]:
    """Left, right, height and line of the words, in pixels of the smallest picture of a size."""
    first, last = drawn["layout"]["xaxis"]["range"]
    scale, result = ACROSS[size] / (last - first), []
    for note in words_of(drawn, size):
        x, long = (note["x"] - first) * scale, LETTER * len(note["text"])
        left = x if note["xanchor"] == "left" else x - long
        result.append((left, left + long, note["yshift"], x))
    return result


@pytest.mark.parametrize("name", DATED)
@pytest.mark.parametrize("size", [WIDE, NARROW])
def test_no_words_touch_other_words_or_lines_in_any_view(name: str, size: str, now: Package) -> None:
    chart = DATED[name].with_options(now.tables)
    assert [e.id for e in chart.events] == now.article["marked"][name]
    seen = 0
    for choice in chart.choices:
        for option in made.sample(choice):
            rows = chart.select(now.tables, chart.complete({choice.name: option}))
            drawn = event_lines.drawn(chart.draw(rows), chart.events, yearly=chart.yearly)
            if not drawn["layout"].get("xaxis", {}).get("range"):
                continue
            drawn["layout"]["annotations"] = [n for n in drawn["layout"].get("annotations", []) if n.get("name")]
            boxes = _boxes(drawn, size)
            seen += len(boxes)
            assert all(left >= 0 and right <= ACROSS[size] for left, right, _, _ in boxes), option
            for (l1, r1, h1, x1), (l2, r2, h2, x2) in itertools.combinations(boxes, 2):
                if h1 == h2:
                    assert r1 < l2 or r2 < l1, option
                else:
                    low, line = ((l1, r1), x2) if h1 < h2 else ((l2, r2), x1)
                    assert not low[0] < line < low[1], option
    assert seen


def test_two_events_close_together_have_their_words_on_either_side() -> None:
    drawn = event_lines.drawn(figure(2015, 2025), [event("a", 2022.15), event("b", 2022.3)], yearly=False)
    sides = {note["x"]: note["xanchor"] for note in words_of(drawn, WIDE)}
    assert sides == {2022.15: "right", 2022.3: "left"}


def test_the_end_of_own_figures_is_marked_over_the_trade_of_the_two(now: Package) -> None:
    chart = CHARTS["turnover"].with_options(now.tables)
    drawn = chart.picture(chart.select(now.tables, chart.complete({})))
    assert {"war in Ukraine", "Russia stops publishing"} <= {n["text"] for n in words_of(drawn, WIDE)}
