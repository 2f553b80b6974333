"""Labels of periods as the package writes them: 2024, 1402, 1403-5m (its first five months), in two calendars."""

from __future__ import annotations

import re
from typing import NamedTuple

from dashboard.texts.parties import parties

GREGORIAN = "gregorian"
IRANIAN = "solar_hijri"  # the year begins in March, about the 20th
MARCH = 3
_LABEL = re.compile(r"^(\d{4})(?:-(\d{1,2})m)?$")


class Period(NamedTuple):
    """A year of its calendar, or its first months."""

    year: int
    months: int | None = None  # None: the whole year


def parse(label: str) -> Period | None:
    """The period of a label; None for one of another kind, such as 2007-2016."""
    match = _LABEL.match(label)
    return Period(int(match[1]), int(match[2]) if match[2] else None) if match else None


def gregorian(year: int, calendar: str) -> int:
    """The Gregorian year with which a year is compared: the one it begins in, as the package says."""
    return year + parties().calendars[calendar] if calendar != GREGORIAN else year


def months(period: Period, calendar: str) -> tuple[tuple[int, int], tuple[int, int]]:
    """Gregorian year and month in which a period begins, and in which it ends."""
    length = period.months or 12
    if calendar != IRANIAN:
        return (period.year, 1), (period.year, length)
    start = gregorian(period.year, calendar)
    return (start, MARCH), (start + (MARCH + length - 1) // 12, (MARCH + length - 1) % 12 + 1)
