"""Headlines: short enough, ordinals as people say them, and in every chart true of its rows."""

from __future__ import annotations

import pytest

from dashboard.charts import phrases, wording
from dashboard.charts.base import Chart
from dashboard.charts.registry import CHARTS
from dashboard.package.store import Package
from tests.dashboard.charts.test_whole_package import combinations

EVERY = pytest.mark.parametrize("chart", CHARTS.values(), ids=lambda c: c.id, indirect=True)


@pytest.fixture
def chart(request: pytest.FixtureRequest, now: Package) -> Chart:
    return request.param.with_options(now.tables)


@pytest.mark.parametrize(
    ("n", "told"),
    [
        (1, "1st"),
        (2, "2nd"),
        (3, "3rd"),
        (4, "4th"),
        (11, "11th"),
        (12, "12th"),
        (13, "13th"),
        (21, "21st"),
        (41, "41st"),
        (111, "111th"),
        (122, "122nd"),
    ],
)
def test_ordinals(n: int, told: str) -> None:
    assert wording.ordinal(n) == told


@pytest.mark.parametrize(
    ("best", "worst", "told"),
    [(7, 7, "7th"), (6, 7, "6th or 7th"), (37, 41, "37th to 41st"), (5, None, "5th or lower"), (None, None, "no rank")],
)
def test_places(best: int | None, worst: int | None, told: str) -> None:
    assert wording.places(best, worst) == told


def test_the_fullest_wording_that_fits_is_taken() -> None:
    assert phrases.fit("x" * 91, "short", "shorter") == "short"
    with pytest.raises(ValueError, match="no wording"):
        phrases.fit("x" * 91)


def test_names_in_a_row() -> None:
    assert wording.joined([]) == ""
    assert wording.joined(["a", "b", "c"]) == "a, b and c"


@EVERY
def test_a_headline_fits_and_begins_like_one(chart: Chart, now: Package) -> None:
    for choices in combinations(chart):
        headline = chart.finding(chart.select(now.tables, choices))
        assert 0 < len(headline) <= phrases.LIMIT, (choices, headline)
        assert headline[0].isupper() or headline[0].isdigit() or headline[0] in "$−-", (choices, headline)
        assert headline.rstrip(".")[-1] not in ",;:", (choices, headline)


def test_the_sum_quoted_for_several_periods_is_named_with_its_origin(now: Package) -> None:
    chart = CHARTS["one-figure"]
    rows = chart.select(now.tables, chart.complete({}))
    periods = rows.groupby("origin_id")["period_label"].nunique().to_dict()
    assert periods == {"RUS": 5, "WLD": 2}
    assert "Russia’s $2.7\u00a0bn or so for 5" in chart.finding(rows)
    assert "the world’s $5.95\u00a0bn or so for 2" in chart.finding(rows)


def test_counts_in_a_headline_are_the_rows_drawn(now: Package) -> None:
    charts = {name: chart.with_options(now.tables) for name, chart in CHARTS.items()}
    usual = {name: chart.select(now.tables, chart.complete({})) for name, chart in charts.items()}
    text = {c: CHARTS[c].finding(rows) for c, rows in usual.items()}
    printed = usual["investment-origins"]
    lists = printed.groupby(["series", "measure_kind", "period_label", "root"], dropna=False).ngroups
    first = printed[(printed["origin_id"] == "RUS") & (printed["rank_printed"] == 1)]["root"].nunique()
    head = f"Russia is named first in {first} of {printed['root'].nunique()} statements, which make these {lists} lists"
    assert text["investment-origins"] == head
    assert f"of {len(usual['mirror-gaps'])} comparisons" in text["mirror-gaps"]
    assert text["sanctions-timeline"].startswith(f"{len(usual['sanctions-timeline'])} dated")
    asked = usual["conditions"][usual["conditions"]["required"]]
    assert f" of {len(asked)}; not met" in text["conditions"]


def test_the_comparison_with_a_mix_says_that_it_cannot_tell_where_the_mix_does_not_follow(now: Package) -> None:
    chart = CHARTS["pool-b"]
    rows = chart.select(now.tables, chart.complete({}))
    fits = now.tables["comparators"]
    assert fits.loc[(fits["pool"] == "b") & (fits["variant"] == "all-donors"), "poor_fit"].astype(bool).all()
    assert chart.finding(rows).startswith("Cannot be told")
