"""Periods of both calendars: the table of docs/METHODS.md exactly, and every bundled period against its calendar."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from etl.contract.calendars import GREGORIAN, SOLAR_HIJRI, Period, full_year, parse, parts, stands_for
from etl.sources.bundled import Tables

# docs/METHODS.md: the calendar table
YEARS = [
    (1400, "2021-03-21", "2022-03-20", 365),
    (1401, "2022-03-21", "2023-03-20", 365),
    (1402, "2023-03-21", "2024-03-19", 365),
    (1403, "2024-03-20", "2025-03-20", 366),
    (1404, "2025-03-21", "2026-03-20", 365),
]


@pytest.mark.parametrize(("year", "start", "end", "days"), YEARS)
def test_calendar_table(year: int, start: str, end: str, days: int) -> None:
    period = parse(str(year), SOLAR_HIJRI)
    assert period == Period(calendar=SOLAR_HIJRI, year=year)
    assert (period.start.isoformat(), period.end.isoformat(), period.days) == (start, end, days)
    assert period.full


def test_the_invasion_falls_into_the_last_month_of_1400() -> None:
    invasion = date(2022, 2, 24)
    assert (
        Period(calendar=SOLAR_HIJRI, year=1400, months=11).end < invasion <= Period(calendar=SOLAR_HIJRI, year=1400).end
    )
    assert (invasion - Period(calendar=SOLAR_HIJRI, year=1400, months=11).end).days == 5  # 5 Esfand
    assert (Period(calendar=SOLAR_HIJRI, year=1400).end - invasion).days == 24


def test_calendar_year_2022_in_iranian_years() -> None:
    assert parts(2022, GREGORIAN) == {1400: 79 / 365, 1401: 286 / 365}
    assert parts(1401, SOLAR_HIJRI) == {2022: 286 / 365, 2023: 79 / 365}


@given(st.integers(min_value=1979, max_value=2060), st.sampled_from([SOLAR_HIJRI, GREGORIAN]))
def test_the_parts_of_a_year_are_all_of_its_days(year: int, calendar: str) -> None:
    year, other = (year, SOLAR_HIJRI) if calendar == GREGORIAN else (year - 621, GREGORIAN)
    days = {
        y: Fraction(share).limit_denominator(366) * Period(calendar=other, year=y).days
        for y, share in parts(year, calendar).items()
    }
    assert sum(days.values()) == Period(calendar=calendar, year=year).days
    assert len(days) == 2


@given(st.integers(min_value=1300, max_value=1450), st.sampled_from([SOLAR_HIJRI, GREGORIAN]))
def test_years_follow_each_other_without_gap(year: int, calendar: str) -> None:
    year = year if calendar == SOLAR_HIJRI else year + 600
    period = Period(calendar=calendar, year=year)
    assert (Period(calendar=calendar, year=year + 1).start - period.end).days == 1
    assert period.days in (365, 366)


@given(st.integers(min_value=1390, max_value=1410), st.integers(min_value=1, max_value=11))
def test_more_months_end_later_and_start_the_same(year: int, months: int) -> None:
    part, longer = (
        Period(calendar=SOLAR_HIJRI, year=year, months=months),
        Period(calendar=SOLAR_HIJRI, year=year, months=months + 1),
    )
    assert part.start == longer.start
    assert 29 <= (longer.end - part.end).days <= 31
    assert not part.full


@pytest.mark.parametrize(
    ("months", "end"),
    [(1, "2023-04-20"), (5, "2023-08-22"), (10, "2024-01-20"), (11, "2024-02-19"), (12, "2024-03-19")],
)
def test_first_months_of_1402(months: int, end: str) -> None:
    assert Period(calendar=SOLAR_HIJRI, year=1402, months=months).end.isoformat() == end


@pytest.mark.parametrize(("months", "end"), [(2, "2024-02-29"), (10, "2024-10-31"), (12, "2024-12-31")])
def test_first_months_of_2024(months: int, end: str) -> None:
    assert Period(calendar=GREGORIAN, year=2024, months=months).end.isoformat() == end


@given(st.sampled_from([SOLAR_HIJRI, GREGORIAN]), st.integers(1300, 2100), st.integers(1, 12))
def test_a_period_is_read_back_as_it_is_written(calendar: str, year: int, months: int) -> None:
    period = Period(calendar=calendar, year=year, months=months)
    assert parse(str(period), calendar) == period


@pytest.mark.parametrize(
    "text",
    ["undated", "2024-13m", "2024-0m", "2024-06", "1402/11", "", "2024 H1", "12m", "20245", "2024\n", "２０24"],
)
def test_labels_are_no_periods(text: str) -> None:
    assert parse(text, GREGORIAN) is None
    assert stands_for(text, GREGORIAN) is None


@pytest.mark.parametrize(
    ("period", "calendar", "year"),
    [
        ("1400", SOLAR_HIJRI, 2021),
        ("1401", SOLAR_HIJRI, 2022),
        ("1402-11m", SOLAR_HIJRI, 2023),
        ("2025", GREGORIAN, 2025),
    ],
)
def test_the_year_a_period_is_compared_under(period: str, calendar: str, year: int) -> None:
    assert stands_for(period, calendar) == year


def test_every_bundled_period_has_the_bounds_of_its_calendar(observed: Tables) -> None:
    wrong, compared = [], 0
    for r in observed["official_figures"].itertuples(index=False):
        known = parse(r.period, r.calendar)
        if known is None or not isinstance(r.period_start, str) or not isinstance(r.period_end, str):
            continue
        compared += 1
        if (r.period_start, r.period_end) != (known.start.isoformat(), known.end.isoformat()):
            wrong.append((r.figure_id, r.period, r.period_start, r.period_end))
    assert wrong == []
    assert compared > 200


@pytest.mark.parametrize(
    ("period", "calendar", "year"),
    [
        ("2022", GREGORIAN, 2022),
        ("1401", SOLAR_HIJRI, 2022),
        ("1401-11m", SOLAR_HIJRI, None),
        ("undated", GREGORIAN, None),
    ],
)
def test_only_a_whole_year_is_a_full_one(period: str, calendar: str, year: int | None) -> None:
    assert full_year(period, calendar) == year
