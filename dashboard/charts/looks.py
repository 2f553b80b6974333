"""How series look: filled or hollow by how firm a value is, and no two of them alike.

A filled mark is observed, a hollow one estimated or part of a year, a hollow one with a dot is a statement.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import Any

from dashboard.charts import theme
from dashboard.charts.frames import Row

FORECAST = "x-thin-open"  # said before its period ended
SOLID = {"A": "", "observed": "", "stated": "-open-dot"}  # every other basis is hollow


def symbol(look: theme.Look, basis: Any, whole: Any = True) -> str:
    """Marker of a value by its basis (`cell_basis` or `obs_status`); part of a year is never filled."""
    ending = SOLID.get(str(basis), "-open")
    return look.symbol + (ending or ("" if bool(whole) else "-open"))


def firm(look: theme.Look) -> Callable[[Row], str]:
    """Marker of a row by its `cell_basis`, or its `obs_status`, its `full_year` and `forecast` where it says so."""

    def mark(row: Row) -> str:
        if getattr(row, "forecast", False):
            return FORECAST
        return symbol(
            look, row.cell_basis if hasattr(row, "cell_basis") else row.obs_status, getattr(row, "full_year", True)
        )

    return mark


def filled(look: theme.Look, test: Callable[[Row], bool]) -> Callable[[Row], str]:
    """Marker of a row: filled where `test` holds of it, hollow elsewhere."""
    return lambda row: look.symbol + ("" if test(row) else "-open")


def varied(look: theme.Look, place: int) -> theme.Look:
    """The look of the `place`-th series of one family: its colour, with another mark after the first."""
    if not place:
        return look
    others = [s for s in theme.SHAPES if s != look.symbol]
    return theme.Look(look.colour, others[(place - 1) % len(others)], look.dash)


def of_countries(names: Iterable[str]) -> dict[str, theme.Look]:
    """Countries with their looks, none of which is used twice: a taken one gives way to the next that is free.

    Where none is free any more, a country has its usual one: its name tells it apart.
    """
    ordered = sorted(set(names), key=lambda n: (n not in theme.COUNTRIES, n))
    return dict(zip(ordered, _free(map(theme.country, ordered), ()), strict=True))


def apart(candidates: Iterable[theme.Look]) -> list[theme.Look]:
    """The looks `candidates`, each itself or, where an earlier one has it, its colour with the next mark that is free.

    Where a colour has no mark left, any look that is free; where there is none, the one wanted: names tell them apart.
    """
    return _free(candidates, theme.SHAPES)


def _free(candidates: Iterable[theme.Look], marks: Iterable[str]) -> list[theme.Look]:
    """Each look itself or, where an earlier one has it, its colour with one of `marks`, else any that is free."""
    every = [(colour, mark) for mark in theme.SHAPES for colour in theme.COLOURS]
    used: set[tuple[str, str]] = set()
    matches = []
    for look in candidates:
        own = [(look.colour, mark) for mark in (look.symbol, *marks)]
        colour, mark = next((free for free in [*own, *every] if free not in used), own[0])
        used.add((colour, mark))
        matches.append(replace(look, colour=colour, symbol=mark))
    return matches
