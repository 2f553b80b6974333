"""Voting alike by year: breaks marked, a year of six roll calls is none, sources are not joined."""

from __future__ import annotations

from typing import Any

from dashboard.charts import theme
from dashboard.charts.ties.un_agreement import CHART
from tests.dashboard.charts import made


def _year(a: str, b: str, year: int, agree: float, **more: Any) -> dict[str, Any]:
    usual = {
        "country_a": a,
        "country_b": b,
        "year": year,
        "roll_calls": 90,
        "both_voted": 85,
        "identical": 60,
        "opposite": 9,
        "agree3": agree,
        "agree2": agree + 0.05,
        "year_coverage": "complete",
        "source": "un_pigeon",
    }
    return usual | more


PART = {"year_coverage": "regular-session votes"}
TABLES = made.tables(
    un_agreement=[
        _year("RUS", "IRN", 2018, 0.78),
        _year("RUS", "IRN", 2019, 0.79),
        _year("RUS", "IRN", 2020, 0.80, **PART),
        _year("RUS", "IRN", 2024, 0.5, both_voted=6, roll_calls=6),
        _year("RUS", "IRN", 2025, 0.86, source="un_undl"),
        _year("RUS", "BLR", 2025, 0.92, source="un_undl"),
        _year("RUS", "USA", 2025, 0.2, source="un_undl"),
        _year("IRN", "CHN", 2019, 0.9),
    ]
)


def test_a_year_of_six_roll_calls_is_no_year() -> None:
    rows = made.rows_of(CHART, TABLES)
    assert list(rows[rows["other"] == "IRN"]["year"]) == [2018, 2019, 2020, 2025]
    assert set(rows["other"]) == {"IRN", "BLR", "USA"}


def test_a_year_of_twenty_roll_calls_is_drawn_and_one_of_nineteen_is_not() -> None:
    years = [_year("RUS", "IRN", 2000 + n, 0.8, both_voted=n) for n in (19, 20)]
    assert list(made.rows_of(CHART, made.tables(un_agreement=years))["year"]) == [2020]


def test_the_pair_is_found_from_irans_side_too() -> None:
    rows = made.rows_of(CHART, TABLES, centre="IRN")
    assert set(rows["other"]) == {"RUS", "CHN"}
    assert set(rows["country"]) == {"IRN"}


def test_the_measure_is_a_choice_and_a_column() -> None:
    rows = made.rows_of(CHART, TABLES, measure="agree2")
    assert (rows["value"] == rows["agree2"]).all()
    assert set(rows["measure"]) == {"agree2"}


def test_the_line_is_dotted_in_partial_years_and_stops_at_the_new_source() -> None:
    drawn = CHART.draw(made.rows_of(CHART, TABLES))
    lines = {t["line"]["dash"]: t for t in drawn["data"] if t["mode"] == "lines" and t.get("legendgroup") == "IRN"}
    assert lines["solid"]["x"] == [2018, 2019, None]
    assert lines["dot"]["x"] == [2019, 2020, None]
    assert lines["solid"]["line"]["width"] == 3
    points = next(t for t in made.marks(drawn) if t["legendgroup"] == "IRN")
    assert points["x"] == [2018, 2019, 2020, 2025]
    assert points["marker"]["symbol"][2].endswith("-open")


def test_two_lines_are_strong_the_others_grey_and_each_is_named_at_its_end() -> None:
    drawn = CHART.draw(made.rows_of(CHART, TABLES, beside="BLR"))
    colours = {t["legendgroup"]: t["marker"]["color"] for t in made.marks(drawn)}
    assert colours == {"IRN": theme.GREEN, "BLR": theme.BLUE, "USA": theme.MUTED}
    ends = next(t for t in drawn["data"] if t["mode"] == "text")
    assert set(ends["text"]) == {"<b>Iran</b>", "<b>Belarus</b>", "United States"}
    keys = {t["name"]: t["meta"]["only"] for t in drawn["data"] if t.get("name")}
    assert keys == {"Iran": "narrow", "Belarus": "narrow"}  # a phone has no room for names at the ends
    assert ends["meta"]["only"] == "wide"


def test_the_finding_names_who_agrees_more_often() -> None:
    result = CHART.alt(made.rows_of(CHART, TABLES))
    assert "In 2025 the agreement of Russia and Iran was 86" in result
    assert result.endswith("Belarus.")


def test_a_line_stands_before_the_first_year_of_which_not_every_roll_call_is_held() -> None:
    kinds = {2018: "complete", 2019: "complete", 2020: "part", 2021: "part", 2025: "complete"}
    years = [_year("RUS", "IRN", year, 0.8, year_coverage=kind) for year, kind in kinds.items()]
    (line,) = CHART.draw(made.rows_of(CHART, made.tables(un_agreement=years)))["layout"]["shapes"]
    assert line["x0"] == line["x1"] == 2019.5
    whole = [year for year in years if year["year_coverage"] == "complete"]
    assert CHART.draw(made.rows_of(CHART, made.tables(un_agreement=whole)))["layout"]["shapes"] == []
