"""The card of a chart: controls named and chosen, words in place, every address of the page's own version."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest

from dashboard.app import Ledger
from dashboard.charts.base import Chart
from dashboard.charts.registry import CHARTS
from dashboard.package import code_stamp
from dashboard.package.store import Package
from dashboard.svg import legend
from dashboard.ui import chart_card, urls
from dashboard.ui.html import render
from tests.dashboard.sample import VERSION

EVERY = pytest.mark.parametrize("chart", CHARTS.values(), ids=lambda c: c.id, indirect=True)


@pytest.fixture(autouse=True)
def asked(app: Ledger) -> Iterator[None]:
    """A card is part of an answer: its address for sharing names the host that was asked."""
    with app.server.test_request_context("/"):
        yield


def usual(chart: Chart) -> dict[str, str]:
    return {c.name: c.usual for c in chart.choices}


@EVERY
def test_every_address_on_a_card_names_the_version(chart: Chart, package: Package) -> None:
    text = render(chart_card.card(chart, usual(chart), package, "/here", legend=legend.html))
    result = re.findall(rf'"(/charts/{chart.id}\.[^"]+)"', text)
    assert {a.partition("?")[0].rpartition(".")[2] for a in result} == {"csv", "json", "svg", "html"}
    assert all(f"&amp;v={VERSION}" in a for a in result)


@EVERY
def test_everything_that_a_choice_sets_is_on_the_card(chart: Chart, package: Package) -> None:
    drawn = str(chart_card.card(chart, usual(chart), package, "/here", legend=legend.html).to_plotly_json())
    for kind, _ in chart_card.SET_BY_A_CHOICE:
        assert f"'type': '{kind}', 'chart': '{chart.id}'" in drawn, kind


def test_the_card_says_source_caveats_and_version(package: Package) -> None:
    chart = CHARTS["russia-rank"]
    text = render(chart_card.card(chart, usual(chart), package, "/here", legend=legend.html))
    assert "IMF" in text
    assert "Russia’s place among Iran’s partners in goods trade, 1 is the largest, 20" in text
    assert "Notes (" in text
    assert "absent is not zero" in text
    assert f"data version {VERSION}" in text
    assert chart.alt(chart.select(package.tables, usual(chart))) in text


def test_choices_travel_in_the_address_of_a_page_and_back() -> None:
    chart = CHARTS["russia-rank"]
    chosen = usual(chart) | {"flow": "export", "since": "1992"}
    address = urls.alone(chart, chart.canonical(chosen))
    assert address == "/charts/russia-rank?russia-rank.flow=export&russia-rank.since=1992"
    query = dict(pair.split("=") for pair in address.partition("?")[2].split("&"))
    assert chart.complete(urls.given(chart, query | {"other.flow": "x", "v": "1"})) == chosen
    assert urls.alone(chart, "") == "/charts/russia-rank"


def test_addresses_are_canonical_and_versioned() -> None:
    assert urls.chart("a", "csv", "x=1", "v1") == f"/charts/a.csv?x=1&c={code_stamp.code()}&v=v1"
    assert urls.chart("a", "csv", "", "v1") == f"/charts/a.csv?c={code_stamp.code()}&v=v1"
    assert urls.table("t", "v1") == "/data/t.csv?v=v1"
