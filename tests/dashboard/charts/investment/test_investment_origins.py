"""Who is named first: every list by itself, Russia marked by shape and not by colour alone."""

from __future__ import annotations

from dashboard.charts.investment.investment_origins import CHART
from tests.dashboard.charts import made

LATER = {"period_start": "2023-03-21", "period_end": "2024-03-19", "root": "Later statement"}
EARLIER = {
    "period_start": "2019-03-21",
    "period_end": "2020-03-19",
    "series": "industry_ministry_no_oil",
    "measure_kind": "approved",
    "root": "Ministry",
}
TABLES = made.tables(
    investment=[
        made.invested(1, "FY1401", 2_760, rank_printed=1),
        made.invested(2, "FY1401", None, rank_printed=1, publisher="Tribune"),
        made.invested(3, "FY1401", 256, rank_printed=2, origin="Afghanistan", origin_id="AFG"),
        made.invested(4, "FY1401", 131, origin="China", origin_id="CHN"),
        made.invested(5, "FY1402", 2_000, rank_printed=1, origin="China", origin_id="CHN", **LATER),
        made.invested(6, "FY1402", None, rank_printed=4, origin="Iranian diaspora", origin_id=None, **LATER),
        made.invested(7, "FY1398", None, rank_printed=1, origin="Netherlands", origin_id="NLD", **EARLIER),
        made.invested(8, "FY1398", None, rank_printed=6, origin="Turkey", origin_id="TUR", **EARLIER),
    ]
)


def test_rows_are_printed_places_once_each_the_newest_list_first() -> None:
    rows = made.rows_of(CHART, TABLES)
    assert list(rows["id"]) == ["FI005", "FI006", "FI001", "FI003", "FI007"]
    assert list(made.rows_of(CHART, TABLES, series="industry_ministry_no_oil")["id"]) == ["FI007"]


def test_every_list_is_a_row_with_its_origins_at_their_printed_place() -> None:
    drawn = CHART.draw(made.rows_of(CHART, TABLES))
    assert [row[1:] for row in made.table(drawn)] == [
        ["China $2000", "", "", "Iranian diaspora", ""],
        ["Russia $2760", "Afghanistan $256", "", "", ""],
        ["Netherlands", "", "", "", ""],
    ]


def test_russia_is_set_apart() -> None:
    assert made.tones(CHART.draw(made.rows_of(CHART, TABLES)), 1) == ["", "strong", ""]


def test_the_finding_counts_each_root_once_and_names_who_leads_the_newest() -> None:
    result = CHART.alt(made.rows_of(CHART, TABLES))
    assert "By 1 of 3" in result
    assert "in 2 it is not named" in result
    assert "puts China first (FY1402" in result
    again = [made.invested(n, f"period {n}", 2_700, rank_printed=1) for n in (1, 2, 3)]
    assert "One statement or release: Russia named first by 1" in CHART.alt(
        made.rows_of(CHART, made.tables(investment=again))
    )
    assert "in 1 of 1 statement" in CHART.finding(made.rows_of(CHART, made.tables(investment=again)))
