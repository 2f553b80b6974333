"""The form of a chart: every choice has a name and shows what is chosen, also several options and two years."""

from __future__ import annotations

import re

import pytest

from dashboard.charts.base import Chart
from dashboard.charts.registry import CHARTS
from dashboard.texts import parties
from dashboard.ui.controls import Controls
from dashboard.ui.html import render
from tests.dashboard.sample import published

WHOLE = published()
parties.use(WHOLE.parties)
EVERY = [chart.with_options(WHOLE.tables) for chart in CHARTS.values()]


def form(chart: Chart, **given: str) -> str:
    return render(Controls(chart=chart, choices=chart.complete(given), here={}).form("/here"))


def picked(text: str, name: str) -> list[str]:
    """Selected options of the list of that name."""
    inner = re.search(rf'<select[^>]*name="{re.escape(name)}"[^>]*>(.*?)</select>', text)
    assert inner
    return re.findall(r"<option(?=[^>]*selected)[^>]*value=\"([^\"]*)\"", inner[1])


def tags(text: str, name: str) -> list[str]:
    return re.findall(rf'<input[^>]*name="{re.escape(name)}"[^>]*>', text)


@pytest.mark.parametrize("chart", EVERY, ids=lambda c: c.id)
def test_every_choice_has_a_name_and_shows_what_is_chosen(chart: Chart) -> None:
    offered = [choice for choice in chart.choices if choice.options]
    text = form(chart, **{c.name: c.options[-1] for c in offered})
    for choice in offered:
        name = f"{chart.id}.{choice.name}"
        if choice.kind == "year":
            (number,) = tags(text, name)
            assert f'value="{choice.options[-1]}"' in number
            assert 'aria-label="' in number
            continue
        assert f'for="{name}"' in text
        assert f'id="{name}"' in text
        if choice.kind == "one":
            assert picked(text, name) == [choice.options[-1]]
        else:
            assert [f'value="{choice.options[-1]}"' in t for t in tags(text, name)] == [True]


def test_several_options_are_ticked_boxes_and_the_list_adds_one() -> None:
    chart = CHARTS["partner-rank"].with_options(WHOLE.tables)
    text = form(chart, partner="IRN,CHN")
    boxes = tags(text, "partner-rank.partner")
    assert [re.search('value="([A-Z]+)"', box)[1] for box in boxes] == ["CHN", "IRN"]
    assert all(" checked" in box for box in boxes)
    assert picked(text, "partner-rank.partner") == []
    shares = CHARTS["trade-shares"].with_options(WHOLE.tables)
    assert tags(form(shares), "trade-shares.partners") == []


def test_the_years_are_numbers_within_what_the_rows_have_with_a_slider_for_scripts() -> None:
    chart = CHARTS["turnover"].with_options(WHOLE.tables)
    text = form(chart, since="2019", until="2021")
    (first,), (last,) = tags(text, "turnover.since"), tags(text, "turnover.until")
    assert 'value="2019"' in first
    assert 'value="2021"' in last
    assert 'min="1992"' in first
    newest = chart.choices[-1].options[1]
    assert f'max="{newest}"' in last
    assert f'value="{newest}"' in tags(form(chart), "turnover.until")[0]
    slider = re.search('class="slider only-script">(.*?)</span>', text)
    assert slider
    assert slider[1].count('type="range"') == 2
    assert "name=" not in slider[1]
