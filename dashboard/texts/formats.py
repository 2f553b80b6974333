"""How numbers, sums, shares, days and periods are written."""

from __future__ import annotations

from itertools import accumulate

from dashboard.texts import calendars, say

_THIN, _MINUS = "\u202f", "\u2212"


def grouped(value: int) -> str:
    """12345 as 12 345 with a thin space that does not break."""
    return minus(f"{value:,}".replace(",", _THIN) if abs(value) >= 10_000 else str(value))


def minus(text: str) -> str:
    """`text` of a number, with a minus as long as a plus in place of a hyphen."""
    return text.replace("-", _MINUS)


def ungrouped(text: str) -> str:
    """A number that was written here as a file writes it: without spaces, its minus a hyphen."""
    return text.replace(_THIN, "").replace(_MINUS, "-")


def names_in(cell: str) -> list[str]:
    """The names in a cell of several, separated by semicolons; a semicolon in brackets belongs to a name."""
    depths = accumulate((char == "(") - (char == ")") for char in cell)
    names = "".join("\n" if char == ";" and not depth else char for char, depth in zip(cell, depths, strict=True))
    return [name.strip() for name in names.split("\n") if name.strip()]


def number(value: float) -> str:
    """A number with about three digits that matter."""
    if abs(value) >= 1000:
        return grouped(round(value))
    return minus(f"{value:z.3g}" if abs(value) < 100 else f"{value:.0f}")


def dollars(value: int) -> str:
    """Whole dollars as a reader says them: $2.41 bn, $760 m."""
    sign, size = (_MINUS if value < 0 else ""), abs(int(value))
    for unit, name in ((10**12, "trillion"), (10**9, "billion"), (10**6, "million")):
        if size >= unit:
            digits = f"{size / unit:.3g}" if size < 1000 * unit else grouped(round(size / unit))
            return f"{sign}${digits}\u00a0{say(f'unit.{name}')}"
    return f"{sign}${grouped(size)}"


def percent(share: float) -> str:
    """0.42 as 42 %, 0.125 as 12.5 %."""
    return minus(f"{100 * share:z.3g}\u00a0%")


_SIDES = ("to", "after")  # of a day that parts the rows of a claim


def period(name: str, calendar: str = "gregorian") -> str:
    """A period as a reader meets it: 2024, 1402 (Mar 2023–Mar 2024), 1403, first 5 months (Mar 2024–Aug 2024).

    The Iranian year begins in March; its months turn about the 20th. What is before or after a day ("to-2025-02-24",
    "after-2025-02-24") is said with that day.
    """
    parsed = calendars.parse(name)
    if parsed is None:
        side, _, date = name.partition("-")
        return say(f"period.{side}", day=day(date)) if side in _SIDES and date else name
    year, months = parsed
    part = say("period.part", n=months) if months else ""
    if calendar != calendars.IRANIAN:
        return f"{year}{part}"
    first, last = (month(*when) for when in calendars.months(parsed, calendar))
    return f"{year}{part} ({first}–{last})"


def month(year: int, number: int) -> str:
    """A month in few letters that stay in one line: Mar 2023."""
    return f"{say(f'period.short.{number}')}\u00a0{year}"


def day(iso: str, form: str = "long") -> str:
    """2026-11-22 as 22 November 2026, or `short` as 22 Nov 2026; a month or a year stays as far as it is known."""
    parts = iso.split("-")
    if len(parts) == 1 or not all(p.isdigit() for p in parts):
        return iso
    known = f"{say(f'period.{form}.{int(parts[1])}')} {parts[0]}"
    return known if len(parts) == 2 else f"{int(parts[2])} {known}"


def capital(text: str) -> str:
    """`text` with a capital letter first, the rest as it is."""
    return text[:1].upper() + text[1:]
