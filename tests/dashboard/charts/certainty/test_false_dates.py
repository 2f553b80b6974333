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


def _said(*tests: dict[str, Any]) -> tuple[str, str]:
    rows = made.rows_of(CHART, made.tables(date_tests=[*tests]))
    return CHART.finding(rows), CHART.alt(rows)


EVENT = _test(2022, False, date_kind="event", least_jump=7.957948)
WIDE = EVENT | {"series": "russian-officials", "least_jump": 170824.749092, "works": None, "why_not": "wide"}


def test_the_finding_holds_the_war_against_the_false_dates() -> None:
    head, detail = _said(EVENT, _test(2019, False), _test(2020, True))
    assert head == "At the war’s date trade stays in the one band that a plausible jump could leave"
    assert "it takes 8 times the expected value" in detail
    assert "at 2 other dates: the value leaves its band at 1 of them too." in detail
    works = EVENT | {"works": True}
    assert "at one other date: the value stays in its band." in _said(works, _test(2020, False))[1]
    assert "leaves 1 of 2 bands" in _said(works, EVENT | {"series": "s"})[0]
    assert _said()[0].startswith("No date")


def test_another_test_counts_for_nothing() -> None:
    detail = _said(EVENT, _test(2020, True, comparable=False))[1]
    assert "At no other date can the same test be made" in detail


def test_a_band_that_nothing_could_leave_is_told_apart_and_not_counted() -> None:
    head, detail = _said(WIDE, EVENT)
    assert head == _said(EVENT)[0]
    assert "Another series has a band so wide that no plausible jump could leave it: it is not counted." in detail
    assert "170" not in detail
    rows = made.rows_of(CHART, made.tables(date_tests=[WIDE]))
    titles = next(t for t in CHART.draw(rows)["data"] if t.get("mode") == "text")
    assert "band too wide to be left" in titles["text"][0].replace("<br>", " ")


def test_where_no_band_could_be_left_nothing_is_tested() -> None:
    head, detail = _said(WIDE)
    assert head == "No band at the war’s date could be left by a plausible jump: nothing is tested"
    assert "nothing is tested" in detail
    assert not any(char.isdigit() for char in head)
