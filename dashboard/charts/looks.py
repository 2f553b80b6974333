"""How series look: filled or hollow by how firm a value is, and no two of them alike.

A filled mark is observed, a hollow one estimated or part of a year, a hollow one with a dot is a statement.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from dashboard.charts import theme
from dashboard.charts.frames import Row

SOLID = {"A": "", "observed": "", "stated": "-open-dot"}  # every other basis is hollow


def symbol(look: theme.Look, basis: Any, whole: Any = True) -> str:
    """Marker of a value by its basis (`cell_basis` or `obs_status`); part of a year is never filled."""
    ending = SOLID.get(str(basis), "-open")
    return look.symbol + (ending or ("" if bool(whole) else "-open"))


def firm(look: theme.Look) -> Callable[[Row], str]:
    """Marker of a row by its `cell_basis`, or its `obs_status`, and its `full_year` where it says so."""
    return lambda row: symbol(
        look, row.cell_basis if hasattr(row, "cell_basis") else row.obs_status, getattr(row, "full_year", True)
    )


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
    by_name: dict[str, theme.Look] = {}
    used: set[tuple[str, str]] = set()
    every_look = [theme.Look(colour, mark) for mark in theme.SHAPES for colour in theme.COLOURS]
    for name in sorted(set(names), key=lambda n: (n not in theme.COUNTRIES, n)):
        candidates = [theme.country(name), *every_look]
        free = (look for look in candidates if (look.colour, look.symbol) not in used)
        by_name[name] = next(free, candidates[0])
        used.add((by_name[name].colour, by_name[name].symbol))
    return by_name


def apart(candidates: Iterable[theme.Look]) -> list[theme.Look]:
    """The looks `candidates`, each itself or, where an earlier one has it, its colour with the next mark that is free.

    Where a colour has no mark left, any look that is free; where there is none, the one wanted: names tell them apart.
    """
    every_look = [(colour, mark) for mark in theme.SHAPES for colour in theme.COLOURS]
    matches: list[theme.Look] = []
    for look in candidates:
        used = {(other.colour, other.symbol) for other in matches}
        own = [(look.colour, mark) for mark in (look.symbol, *theme.SHAPES)]
        colour, mark = next((free for free in [*own, *every_look] if free not in used), own[0])
        matches.append(theme.Look(colour, mark, look.dash))
    return matches
