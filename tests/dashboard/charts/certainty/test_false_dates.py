"""False dates: the war's date first, a filled mark where a value leaves its band."""

from __future__ import annotations

from typing import Any

from dashboard.charts.certainty.false_dates import CHART
from tests.dashboard.charts import made


def _test(year: int, works: bool | None, **more: Any) -> dict[str, Any]:
    usual = {
        "series": "imts_rus",
        "flow": "total",
        "tested_year": year,
        "target_year": year + 1,
        "actual": 4_045e6,
        "date_kind": "false",
        "band_low": 458e6,
        "band_centre": 1_277e6,
        "band_high": 3_559e6,
        "least_jump": 2.787,
        "works": works,
        "unit": "USD",
        "sentence": f"Tested {year}.",
        "comparable": True,
    }
    return usual | more


NONE = {"band_low": None, "band_high": None, "band_centre": None, "why_not": "too_few_years"}
TABLES = made.tables(
    date_tests=[
        _test(2019, False),
        _test(2020, True),
        _test(2017, None, **NONE),
        _test(2022, False, date_kind="event", actual=2_734e6, band_low=736e6, band_high=46_608e6),
    ]
)


def test_the_wars_date_stands_first_and_dates_without_a_band_are_a_choice() -> None:
    assert list(made.rows_of(CHART, TABLES)["tested_year"]) == [2022, 2019, 2020]
    assert list(made.rows_of(CHART, TABLES, dates="all")["tested_year"]) == [2022, 2017, 2019, 2020]


def test_a_value_that_leaves_its_band_is_filled() -> None:
    drawn = CHART.draw(made.rows_of(CHART, TABLES, dates="all"))
    band, values = made.marks(drawn)
    assert values["marker"]["symbol"] == ["square-open", "square-open", "square-open", "square"]
    assert len(band["x"]) == 3
    titles = next(t for t in drawn["data"] if t.get("mode") == "text")
    assert "the war" in titles["text"][0]
    assert "too few years" in titles["text"][1].replace("<br>", " ")


def test_the_finding_holds_the_war_against_the_false_dates() -> None:
    result = CHART.detail(made.rows_of(CHART, TABLES))
    assert "stays in the band in all 1 series" in result
    assert "at 1 of 2 false dates" in result
    works = made.tables(date_tests=[_test(2022, True, date_kind="event"), _test(2020, False)])
    assert "at 0 of 1 false dates" in CHART.detail(made.rows_of(CHART, works))
    assert "No date" in CHART.detail(made.rows_of(CHART, made.tables()))


def test_another_test_counts_for_nothing() -> None:
    other = made.tables(date_tests=[_test(2022, False, date_kind="event"), _test(2020, True, comparable=False)])
    rows = made.rows_of(CHART, other)
    assert "At no other date can the same test be made" in CHART.detail(rows)
    assert "0 of 0" not in CHART.finding(rows)


def test_a_band_that_nothing_could_leave_is_seen_to_be_one() -> None:
    narrow = _test(2022, False, date_kind="event", least_jump=7.957948)
    wide = narrow | {"series": "russian-officials", "least_jump": 170824.749092}
    rows = made.rows_of(CHART, made.tables(date_tests=[wide, narrow]))
    takes = "8 and 170\u202f825 times the expected"
    assert CHART.finding(rows) == f"At the war’s date 0 of 2 series leave the band: {takes} would"
    assert f"To leave the band takes {takes} value." in CHART.detail(rows)
    beside = made.rows_of(CHART, made.tables(date_tests=[wide, narrow, _test(2020, True)]))
    head = "At the war’s date 0 of 2 leave their band, at others 1 of 1; it takes 8 and 170\u202f825 times"
    assert CHART.finding(beside) == head


def test_a_headline_without_room_for_every_band_leaves_them_to_the_sentences() -> None:
    events = [_test(2022, False, date_kind="event", series=f"s{i}", least_jump=1e5 + i) for i in range(9)]
    rows = made.rows_of(CHART, made.tables(date_tests=events))
    assert CHART.finding(rows) == "At the date of the war 0 of 9 series leave the band"
    assert "100\u202f008 times" in CHART.detail(rows)
