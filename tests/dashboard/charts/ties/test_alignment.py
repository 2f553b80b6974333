"""Agreement beyond chance: values with intervals, the pair marked by shape, zero drawn."""

from __future__ import annotations

from typing import Any

from dashboard.charts import phrases, wording
from dashboard.charts.ties.alignment import CHART
from tests.dashboard.charts import made


def _row(a: str, b: str, value: float | None, **more: Any) -> dict[str, Any]:
    usual = {
        "country_a": a,
        "country_b": b,
        "year": 2026,
        "yardstick": "kappa_quadratic",
        "vote_set": "texts-on-ukraine",
        "value": value,
        "value_low": None if value is None else value - 0.2,
        "both_voted": 23,
        "identical": 14,
        "value_high": None if value is None else value + 0.2,
        "opposite": 0,
        "series_break": False,
        "source": "un_undl",
    }
    return usual | more


TEXTS = [
    {"resolution_id": "U1", "resolution": "68/262", "date": "2014-03-27", "title": "T", "about_ukraine": True},
    {"resolution_id": "U2", "resolution": "ES-11/9", "date": "2026-02-24", "title": "T", "about_ukraine": True},
]
TABLES = made.tables(
    un_resolutions=TEXTS,
    alignment=[
        _row("IRN", "CHN", 0.68),
        _row("RUS", "IRN", 0.1),
        _row("IRN", "USA", -0.06),
        _row("IRN", "IND", None),
        _row("IRN", "CHN", 0.9, yardstick="S", vote_set="all-of-the-year", year=2025),
        _row("IRN", "CHN", 0.8, yardstick="S", vote_set="all-of-the-year", year=2019),
    ],
)


def test_rows_are_the_newest_values_of_one_measure_the_highest_first() -> None:
    rows = made.rows_of(CHART, TABLES)
    assert list(rows["other"]) == ["CHN", "RUS", "USA"]
    newest = made.rows_of(CHART, TABLES, yardstick="S", set="all-of-the-year")
    assert list(newest["value"]) == [0.9]


def test_every_value_has_its_interval_and_the_pair_a_shape_of_its_own() -> None:
    drawn = CHART.draw(made.rows_of(CHART, TABLES))
    assert sorted(made.symbols(drawn)) == ["circle", "circle", "square"]
    ends = [x for t in drawn["data"] if t["mode"] == "lines" for x in t["x"] if x is not None]
    assert len(ends) == 6
    assert drawn["layout"]["shapes"][0]["x0"] == 0


def test_a_mark_stands_in_the_row_of_its_name() -> None:
    rows = made.rows_of(CHART, TABLES)
    drawn = CHART.draw(rows)
    names = dict(zip(drawn["layout"]["yaxis"]["tickvals"], drawn["layout"]["yaxis"]["ticktext"], strict=True))
    shown = {names[y]: x for t in made.marks(drawn) for x, y in zip(t["x"], t["y"], strict=True)}
    assert shown == {"China: 0.68": 0.68, "Russia: 0.10": 0.1, "United States: −0.06": -0.06}


def test_the_finding_gives_value_interval_and_who_is_higher() -> None:
    result = CHART.alt(made.rows_of(CHART, TABLES))
    assert "agree beyond chance by 0.10 (−0.10 to 0.30), where 0 is chance" in result
    assert "higher with Iran: China." in result
    assert made.rows_of(CHART, TABLES, yardstick="pi").empty
    assert "cannot be computed" in phrases.empty(CHART.id)


def test_a_country_that_always_votes_the_same_leaves_nothing_beyond_chance_to_say() -> None:
    pairs = [_row("IRN", "CHN", 0.68), _row("RUS", "IRN", 0.0, value_low=None, value_high=None)]
    rows = made.rows_of(CHART, made.tables(alignment=pairs, un_resolutions=TEXTS))
    drawn, result = CHART.draw(rows), CHART.alt(rows)
    assert [x for trace in made.marks(drawn) for x in trace["x"]] == [0.68]
    assert "Russia: not defined" in drawn["layout"]["yaxis"]["ticktext"]
    assert "nothing beyond chance can be said of Iran and Russia" in result
    assert "0.00" not in result


def test_texts_taken_together_say_all_their_years() -> None:
    assert wording.subtitle("alignment", made.rows_of(CHART, TABLES)).endswith("2014–2026")
    one_year = made.rows_of(CHART, TABLES, yardstick="S", set="all-of-the-year")
    assert wording.subtitle("alignment", one_year).endswith("2025")


def test_where_nothing_is_defined_the_chart_says_so() -> None:
    tables = made.tables(alignment=[_row("RUS", "IRN", 0.0, value_low=None, value_high=None)], un_resolutions=TEXTS)
    (note,) = CHART.draw(made.rows_of(CHART, tables))["layout"]["annotations"]
    assert "cannot be computed" in note["text"]
