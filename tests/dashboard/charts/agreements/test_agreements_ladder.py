"""The ladder: signs up to the furthest stage, solid only for evidenced work, another sign for what is claimed."""

from __future__ import annotations

from dashboard.charts.agreements.agreements_ladder import CHART
from tests.dashboard.charts import made

TABLES = made.tables(
    agreements=[
        made.agreed("A1", "2022-07-19", "M", umbrella=True, counts=False, value_usd=40_000_000_000),
        made.agreed("A2", "2022-10-30", "R", parent_id="A1", relation="restatement", furthest_claimed="C"),
        made.agreed("A3", "2025-01-17", "D", state="in_force", sector_group="framework"),
        made.agreed("A4", "2023-05-17", "C", sector_group="transport"),
        made.agreed("A5", "2015-11-09", "D", sector_group="arms"),
        made.agreed("A6", "2023-01-01", "W", parent_id="A0", relation="component"),
    ]
)


def test_the_newest_is_first_and_parts_follow_their_parent() -> None:
    assert list(made.rows_of(CHART, TABLES)["id"]) == ["A3", "A4", "A6", "A1", "A2"]
    assert list(made.rows_of(CHART, TABLES, since="1992")["id"])[-1] == "A5"
    assert list(made.rows_of(CHART, TABLES, sector="transport")["id"]) == ["A4"]


def test_only_work_is_solid_contracts_hatched_memoranda_outline_and_claims_marked() -> None:
    rows = made.table(CHART.draw(made.rows_of(CHART, TABLES)))
    assert ["".join(row[1:]) for row in rows] == ["■■■■■■", "▨▨▨▨", "■■■■■", "□□□", "□???"]


def test_a_chart_is_as_high_as_it_has_rows() -> None:
    few = CHART.draw(made.rows_of(CHART, TABLES, sector="transport"))["layout"]["height"]
    many = CHART.draw(made.rows_of(CHART, TABLES, since="1992"))["layout"]["height"]
    assert few < many


def test_the_finding_leaves_parts_out_of_its_count() -> None:
    result = CHART.alt(made.rows_of(CHART, TABLES))
    assert "3 agreements and reports of agreements since 2022: 1 with evidence" in result
    assert "For 1 of the rows one side claims more" in result
