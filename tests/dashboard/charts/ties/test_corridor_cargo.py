"""Corridor cargo: what moved is filled, what was expected or aimed at is hollow, what nobody confirms is not drawn."""

from __future__ import annotations

from typing import Any

from dashboard.charts.ties.corridor_cargo import CHART
from tests.dashboard.charts import made


def _cargo(number: int, label: str, tonnes: int | None, kind: str = "actual", **more: Any) -> dict[str, Any]:
    usual = {
        "id": f"CO{number:02d}",
        "period_label": label,
        "branch": "total",
        "tonnes": tonnes,
        "cargo_kind": kind,
        "root_family": "russian_officials",
        "publisher": "Trend",
    }
    return usual | more


TABLES = made.tables(
    corridor=[
        _cargo(1, "2021", 16_000_000),
        _cargo(2, "2022", 14_500_000),
        _cargo(3, "2022", 16_000_000, qualifier="more than"),
        _cargo(4, "2023", 17_600_000, "forecast"),
        _cargo(5, "2030", 41_000_000, "target"),
        _cargo(6, "2030", 30_000_000, "target"),
        _cargo(7, "2024?", 26_900_000, "unconfirmed"),
        _cargo(8, "2023-Q1", 2_300_000),
        _cargo(9, "design", 15_000_000, "target"),
        _cargo(10, "2024", 2_000_000, branch="eastern"),
        _cargo(11, "2025", None),
    ]
)


def test_rows_are_whole_years_of_one_branch_with_an_authority() -> None:
    assert list(made.rows_of(CHART, TABLES)["id"]) == ["CO01", "CO02", "CO03", "CO04", "CO06", "CO05"]
    assert list(made.rows_of(CHART, TABLES, branch="eastern")["id"]) == ["CO10"]


def test_each_kind_has_its_mark_and_only_what_moved_is_filled() -> None:
    drawn = CHART.draw(made.rows_of(CHART, TABLES))
    result = {t["name"]: (t["marker"]["symbol"][0], t["y"]) for t in made.marks(drawn)}
    assert result["moved"] == ("circle", [16_000_000, 14_500_000, 16_000_000])
    assert result["forecast"][0].endswith("-open")
    assert result["target"] == ("star-open", [30_000_000, 41_000_000])


def test_years_without_a_figure_take_no_room_and_are_seen_to_be_left_out() -> None:
    axis = CHART.draw(made.rows_of(CHART, TABLES))["layout"]["xaxis"]
    assert axis["categoryarray"] == ["2021", "2022", "2023", "…", "2030"]
    assert axis["range"] == [-0.5, 4.5]


def test_the_finding_keeps_a_conflict_as_an_interval() -> None:
    result = CHART.alt(made.rows_of(CHART, TABLES))
    assert result.endswith(
        "14.5 Mt to 16 Mt are said to have moved in 2022 (whole corridor), against targets of 30 Mt to 41 Mt for 2030."
    )
    assert "no target" in CHART.alt(made.rows_of(CHART, TABLES, branch="eastern"))
