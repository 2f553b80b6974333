"""A break: the years by how firm they are, a level on each side, and a line between."""

from __future__ import annotations

from typing import Any

from dashboard.charts.certainty.breaks import CHART
from tests.dashboard.charts import made

LINE = "turnover:imts_rus"
BREAK = {
    "line": LINE,
    "title": "Turnover",
    "points": 4,
    "fit_from": 2019,
    "fit_to": 2022,
    "break_after": 2020,
    "mean_before": 2e9,
    "mean_after": 4e9,
    "explained": 0.9,
    "testable": False,
    "unit": "USD",
    "sentence": "It changes most after 2020.",
}


_BOOKS = {"root_family": "russia_customs"}


def _year(year: int, value: float, level: float, **more: Any) -> dict[str, Any]:
    return {
        "line": LINE,
        "year": year,
        "actual": value,
        "cell_basis": "observed",
        **_BOOKS,
        "level": level,
        "unit": "USD",
    } | more


TABLES = made.tables(
    breaks=[BREAK, BREAK | {"line": "turnover:oec"}],
    break_lines=[
        _year(2020, 2.1e9, 2e9),
        _year(2019, 1.9e9, 2e9),
        _year(2021, 4e9, 4e9),
        _year(2022, 4e9, 4e9, cell_basis="imputed"),
        _year(2005, 1.0, 1.0, line="turnover:oec"),
    ],
)


def test_the_line_is_a_choice_and_its_years_are_in_order() -> None:
    assert list(made.rows_of(CHART, TABLES)["year"]) == [2019, 2020, 2021, 2022]
    assert list(made.rows_of(CHART, TABLES, line="turnover:oec")["year"]) == [2005]


def test_estimated_years_are_hollow_and_nothing_solid_leads_to_them() -> None:
    drawn = CHART.draw(made.rows_of(CHART, TABLES))
    assert made.symbols(drawn) == ["square", "square", "square", "square-open"]
    solid = [t for t in drawn["data"] if t["mode"] == "lines" and t["line"]["dash"] == "solid"]
    assert 2022 not in [x for t in solid for x in t["x"]]


def test_the_look_is_that_of_the_books_and_not_of_the_name_of_the_line() -> None:
    rows = made.rows_of(CHART, TABLES, line="turnover:oec").assign(root_family="iran_customs")
    assert made.symbols(CHART.draw(rows)) == ["circle"]


def test_the_two_levels_and_the_break_between_them() -> None:
    drawn = CHART.draw(made.rows_of(CHART, TABLES))
    (levels,) = [t for t in drawn["data"] if t.get("name") == "level"]
    assert levels["y"] == [2e9, 2e9, None, 2e9, 2e9, None, 4e9, 4e9, None, 4e9, 4e9, None]
    (divider,) = drawn["layout"]["shapes"]
    assert divider["x0"] == 2020.5


def test_the_finding_is_the_sentence_of_the_table() -> None:
    assert CHART.alt(made.rows_of(CHART, TABLES)).startswith("Turnover. It changes most after 2020. By year: 2019:")
