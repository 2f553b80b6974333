"""Solar Hijri and Gregorian periods: what a period covers, and whether it is a full year.

A period is written `2024` or `1402` (the calendar tells which), part of a year as `1402-11m` (first eleven months).
No published value is converted from one calendar to the other; `parts` exists for a reader who asks for it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache, cached_property

import jdatetime

GREGORIAN, SOLAR_HIJRI = "gregorian", "solar_hijri"
APART = {GREGORIAN: -621, SOLAR_HIJRI: 621}  # what is added to a year for the one of the other calendar
_PERIOD = re.compile(r"(\d{4})(?:-(\d{1,2})m)?", re.ASCII)


@dataclass(frozen=True, kw_only=True)
class Period:
    """First `months` months of a `year` of `calendar`; 12 months are a full year."""

    calendar: str
    year: int
    months: int = 12

    @property
    def full(self) -> bool:
        return self.months == 12

    @property
    def start(self) -> date:
        return _first_day(self.calendar, self.year, 1)

    @cached_property
    def end(self) -> date:
        """Last day of the period."""
        years, months = divmod(self.months, 12)
        return _first_day(self.calendar, self.year + years, months + 1) - timedelta(days=1)

    @property
    def days(self) -> int:
        return (self.end - self.start).days + 1

    def __str__(self) -> str:
        return f"{self.year}" if self.full else f"{self.year}-{self.months}m"


@cache
def _first_day(calendar: str, year: int, month: int) -> date:
    """First day of a month, as a Gregorian date."""
    day: date = date(year, month, 1) if calendar == GREGORIAN else jdatetime.date(year, month, 1).togregorian()
    return day


@cache  # figures, pledges and ranks ask for the same few hundred periods
def parse(period: str, calendar: str) -> Period | None:
    """The Period that `period` writes, or None for a label that is no year and no first months of one."""
    match = _PERIOD.fullmatch(period)
    if not match:
        return None
    months = int(match[2] or 12)
    return Period(calendar=calendar, year=int(match[1]), months=months) if 1 <= months <= 12 else None


def stands_for(period: str, calendar: str) -> int | None:
    """Gregorian year a period is compared under: 1400 stands for 2021, 1401 for 2022; None for a label."""
    known = parse(period, calendar)
    if known is None:
        return None
    return known.year if calendar == GREGORIAN else known.year + APART[calendar]


def full_year(period: str, calendar: str) -> int | None:
    """As `stands_for`, for whole years alone: None for a part of a year, too."""
    known = parse(period, calendar)
    return stands_for(period, calendar) if known is not None and known.full else None


def parts(year: int, calendar: str) -> dict[int, float]:
    """Years of the other calendar that lie in `year` of `calendar`, each with the share of its own days that does.

    The Gregorian 2022 holds 79/365 of 1400 and 286/365 of 1401.
    """
    other = SOLAR_HIJRI if calendar == GREGORIAN else GREGORIAN
    whole, guess = Period(calendar=calendar, year=year), year + APART[calendar]
    shares = {}
    for candidate in (guess - 1, guess, guess + 1):
        there = Period(calendar=other, year=candidate)
        days = (min(whole.end, there.end) - max(whole.start, there.start)).days + 1
        if days > 0:
            shares[candidate] = days / there.days
    return shares
