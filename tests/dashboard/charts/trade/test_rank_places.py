"""Who stands above: names in words, everybody counted apart from those with a value, the newest bounded list first."""

from __future__ import annotations

from typing import Any

from dashboard.charts.trade.rank_places import CHART, NAMED
from dashboard.package.store import Package
from tests.dashboard.charts import made


def _list(period: str, best: int, worst: int | None, **more: Any) -> dict[str, Any]:
    usual = {
        "reporter": "IRN",
        "partner": "RUS",
        "period": period,
        "calendar": "gregorian",
        "flow": "total",
        "source": "imts_2026",
        "root_family": "imf_estimate",
        "value_usd": 2_000_000_000,
        "obs_status": "E",
        "place_best": best,
        "place_worst": worst,
        "place_best_all": best,
        "place_worst_all": None if worst is None else worst + 1,
        "above": "CHN TUR",
        "missing": "IRQ",
        "partners": 20,
    }
    return usual | more


TABLES = made.tables(
    rank_places=[
        _list("2023", 3, 3),
        _list("2024", 3, 3, above="CHN ARE"),
        _list("2025", 3, None, missing=" ".join(["IRQ"] * (NAMED + 1))),
        _list("2024", 9, 9, reporter="RUS", partner="IRN"),
    ]
)


def test_rows_are_lists_of_one_country_the_newest_first() -> None:
    assert list(made.rows_of(CHART, TABLES)["period"]) == ["2025", "2024", "2023"]
    assert list(made.rows_of(CHART, TABLES, reporter="RUS")["place_best"]) == [9]


def test_partners_are_named_and_many_are_counted() -> None:
    newest, second, _ = made.table(CHART.draw(made.rows_of(CHART, TABLES)))
    assert newest[3:] == ["3rd or lower", "3rd or lower", "China, Turkey", "nobody", f"{NAMED + 1} partners"]
    assert second[3:] == ["3rd", "3rd or 4th", "China, United Arab Emirates", "nobody", "Iraq"]


def test_the_finding_is_of_the_newest_list_that_bounds_the_place() -> None:
    result = CHART.finding(made.rows_of(CHART, TABLES))
    assert result == "2024: above Russia stand China and United Arab Emirates: 3rd or 4th with everybody counted"


def test_places_are_those_of_the_package(now: Package) -> None:
    rows = made.rows_of(CHART, now.tables)
    table = made.table(CHART.draw(rows))
    assert len(table) == len(rows) > 5
    assert CHART.finding(rows).startswith("2025: 4 of Iran’s partners stand above Russia")


def test_a_value_that_is_not_passed_on_leaves_its_cell_empty() -> None:
    rows = made.rows_of(CHART, made.tables(rank_places=[_list("2024", 3, 3, value_usd=None)]))
    assert made.table(CHART.draw(rows))[0][2] == ""
