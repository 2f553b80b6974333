"""The curve: every reading a column, filled where the words hold, its choices below, the article's own marked."""

from __future__ import annotations

from typing import Any

import pytest

from dashboard.charts import frames, grids
from dashboard.charts.certainty import readings, specification_curve
from dashboard.charts.certainty.specification_curve import CHART
from dashboard.package.store import Package
from tests.dashboard.charts import made
from tests.dashboard.sample import published


@pytest.fixture(autouse=True)
def few(monkeypatch: pytest.MonkeyPatch) -> None:
    """Four readings are drawn as a curve here, so that the curve can be read."""
    monkeypatch.setattr(specification_curve, "LEAST", 2)


def _spec(name: str, holds: bool | None, low: float | None, high: float | None, **more: Any) -> dict[str, Any]:
    usual = {
        "claim": "trade-rank",
        "part": "level",
        "specification": name,
        "root_family": "imf_estimate",
        "unit": "place",
        "series": "imts_2025",
        "period": "2025",
        "calendar": "gregorian",
        "flow": "total",
        "eu": "countries",
        "weight": 0.25,
        "cell_basis": "imputed",
        "value_low": low,
        "value_high": high,
        "holds_strong": holds,
    }
    return usual | more


OWN = {
    "root_family": "iran_customs",
    "series": "iran_customs",
    "period": "1402-11m",
    "calendar": "solar_hijri",
    "reading": "natural",
    "cell_basis": "observed",
}
TABLES = made.tables(
    specifications=[
        _spec("imf", False, 6, 7, value=5.0),
        _spec("imf-eu", True, 5, 5, value=5.0, eu="one"),
        _spec("open", None, 6, None, series="imf-via-bloomberg", period="2024", why_not="partners missing: UZB"),
        _spec("own", False, 7, 7, value=7.0, **OWN),
        _spec("other", True, 1, 1, claim="trade-growth", part="since-2021", unit="% change"),
    ]
)


def test_rows_are_the_readings_of_one_part_in_order_of_their_value() -> None:
    assert list(made.rows_of(CHART, TABLES)["specification"]) == ["imf", "imf-eu", "open", "own"]
    assert list(made.rows_of(CHART, TABLES, part="trade-growth.since-2021")["specification"]) == ["other"]
    assert list(made.rows_of(CHART, TABLES, estimates="without")["specification"]) == ["own"]


def test_holding_failing_and_open_differ_in_shape() -> None:
    drawn = CHART.draw(made.rows_of(CHART, TABLES))
    result = {t["name"]: (t["x"], t["marker"]["symbol"][0]) for t in made.marks(drawn) if "name" in t}
    assert result == {
        "holds": ([2], "circle"),
        "does not hold": ([1, 4], "square-open"),
        "cannot be told": ([3], "x"),
    }


def test_a_rank_grows_downwards_and_a_change_upwards() -> None:
    ranks = CHART.draw(made.rows_of(CHART, TABLES))
    places = {x: y for t in made.marks(ranks) if "name" in t for x, y in zip(t["x"], t["y"], strict=True)}
    assert places[2] > places[4]  # fifth stands above seventh
    assert places[1] < places[2]  # a value outside its own interval gives way to it
    interval = next(t["y"] for t in ranks["data"] if t["mode"] == "lines")
    assert interval[0] > places[1] > interval[1]


def test_the_choices_stand_below_with_a_dot_for_each_reading() -> None:
    drawn = CHART.draw(made.rows_of(CHART, TABLES))
    axis = dict(zip(drawn["layout"]["yaxis"]["ticktext"], drawn["layout"]["yaxis"]["tickvals"], strict=True))
    assert axis["EU as one"] < 0
    dots = next(t for t in made.marks(drawn) if "name" not in t)
    assert [x for x, y in zip(dots["x"], dots["y"], strict=True) if y == axis["EU as one"]] == [2]
    assert "exports and imports" not in axis  # all readings agree on it: no choice


def test_the_articles_own_reading_is_marked_and_named() -> None:
    rows = made.rows_of(CHART, TABLES)
    layout = CHART.draw(rows)["layout"]
    assert [s["x0"] for s in layout["shapes"]] == [4]
    assert layout["annotations"][0]["text"] == "the natural reading"
    result = CHART.alt(rows)
    assert result.startswith("4 defensible ways to measure it: it holds in 1, fails in 2, and in 1")
    assert "it does not: place 7. Readings: " in result


@pytest.mark.parametrize(
    ("low", "high", "value", "text"),
    [
        (6, 7, 5.0, "6 to 7"),
        (7, 7, 7.0, "7"),
        (6, None, None, "6 or more"),
        (None, 4, None, "4 or less"),
        (None, None, None, "nothing known"),
        (None, None, 1.84, "1.84"),
    ],
)
def test_an_interval_is_said_as_far_as_it_is_known(
    low: float | None, high: float | None, value: float | None, text: str
) -> None:
    rows = made.rows_of(CHART, made.tables(specifications=[_spec("a", None, low, high, value=value)]))
    assert f": {text} (" in CHART.alt(rows)


def test_each_reading_is_said_in_words_that_tell_it_from_every_other(now: Package) -> None:
    chart = CHART.with_options(now.words)
    for part in next(c.options for c in chart.choices if c.name == "part"):
        for estimates in ("with", "without"):
            rows = chart.select(now.words, chart.complete({"part": part, "estimates": estimates}))
            options = readings.options(rows)
            names = [tuple(specification_curve._name(options, row)) for row in frames.each(rows)]
            assert [name for name in names if names.count(name) > 1 or len(set(name)) < len(name)] == []
            shown = [chart.alt(rows), *grids.marks(chart.draw(rows))]
            assert [(name, text) for name in rows["specification"] for text in shown if name in text] == []


def test_a_reading_that_makes_no_choice_differs_from_one_that_makes_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.undo()
    plain, free = _spec("a", True, 1, 1), _spec("a/valuation=FOB", True, 2, 2, valuation="FOB")
    rows = made.rows_of(CHART, made.tables(specifications=[plain, free]))
    assert [row[1] for row in made.table(CHART.draw(rows))] == ["", "without freight"]
    assert CHART.alt(rows).endswith("2025: 1 (holds); Exporter’s side of 2025 (IMF), 2025, without freight: 2 (holds).")


def test_fewer_than_eight_readings_are_a_table(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.undo()
    rows = made.table(CHART.draw(made.rows_of(CHART, TABLES)))
    assert [row[2] for row in rows] == ["place 6 to 7", "place 5", "place 6 or more", "place 7"]
    assert [row[3] for row in rows] == ["✗ does not hold", "✓ holds", "? cannot be told", "✗ does not hold"]
    assert rows[3][0].endswith("(the article’s most likely meaning)")


def test_every_part_with_readings_is_offered_in_the_articles_order() -> None:
    offered = CHART.with_options(TABLES).choices[0]
    assert offered.options == ("trade-rank.level", "trade-growth.since-2021")
    assert offered.titles["trade-growth.since-2021"] == "trade-growth: since-2021"
    tables = published().tables
    rows = tables["specifications"]
    named = {f"{c}.{p}" for c, p in zip(rows["claim"], rows["part"], strict=True)}
    assert set(CHART.with_options(tables).choices[0].options) == named


def test_without_any_part_the_picture_is_empty_and_says_so() -> None:
    empty = made.tables()
    assert CHART.with_options(empty).choices[0].options == ()
    assert made.rows_of(CHART, empty).empty


def test_names_beside_a_curve_fit_on_a_phone_and_places_are_ordinals(now: Package) -> None:
    chart = CHART.with_options(now.tables)
    curves = 0
    for part in next(c.options for c in chart.choices if c.name == "part"):
        drawn = CHART.draw(chart.select(now.tables, chart.complete({"part": part})))
        texts = drawn["layout"].get("yaxis", {}).get("ticktext", ())
        assert [t for t in texts if len(t) > 22 or "…" in t] == []
        curves += bool(texts)
        if part == "trade-rank.level":
            assert texts[0] == "5th"
    assert curves


def test_every_mark_and_every_row_of_a_table_has_the_page_of_its_specification(now: Package) -> None:
    chart = CHART.with_options(now.tables)
    for part in next(c.options for c in chart.choices if c.name == "part"):
        rows = chart.select(now.tables, chart.complete({"part": part}))
        drawn = CHART.draw(rows)
        table = drawn["layout"].get("table")
        to = (
            [row[0]["to"] for row in table["rows"]]
            if table
            else [a for t in drawn["data"] for a in t.get("customdata", [])]
        )
        claim, _, name = part.partition(".")
        assert set(to) == {readings.address(claim, name, s) for s in rows["specification"]}
