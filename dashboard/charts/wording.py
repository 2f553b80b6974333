"""Words of charts: places and dates, names of countries and of books, hover labels, the line under a headline."""

from __future__ import annotations

import textwrap
from collections.abc import Callable
from html import escape
from typing import Any

import pandas as pd

from dashboard.texts import formats, say, word
from dashboard.texts.translations import ordinal_form


def ordinal(place: int) -> str:
    """1 as 1st, 12 as 12th, 41 as 41st."""
    return say(f"ordinal.{ordinal_form(place)}", n=place)


def places(best: Any, worst: Any) -> str:
    """An interval of places: 7th, 6th or 7th, 37th to 41st, 5th or lower; a word when nothing is known."""
    return _interval(best, worst, ordinal, "rank.either")


def _interval(best: Any, worst: Any, words: Callable[[int], str], of_two: str) -> str:
    """An interval of ranks, each in `words`; `of_two` is the text for two neighbours."""
    if pd.isna(best):
        return say("rank.unknown")
    low = words(int(best))
    if pd.isna(worst):
        return say("rank.open", best=low)
    if int(worst) == int(best):
        return low
    return say(of_two if int(worst) == int(best) + 1 else "rank.span", best=low, worst=words(int(worst)))


def joined(parts: list[str]) -> str:
    """Names in a row: a, b and c."""
    if len(parts) < 2:
        return "".join(parts)
    return say("list.last", first=", ".join(parts[:-1]), last=parts[-1])


def country(name: object) -> str:
    """A country, or a group of them, by its id, as a reader meets it."""
    return word("choice.partner", name)


def words(*parts: str) -> str:
    """Lines of a hover label, the first in bold, empty ones left out; the texts are made safe."""
    lines = [safe(part) for part in parts if part]
    return "<br>".join([f"<b>{lines[0]}</b>", *lines[1:]]) if lines else ""


def wrapped(text: str, width: int = 60) -> str:
    """A long text for a hover label, in lines; already safe."""
    return "<br>".join(safe(part) for part in textwrap.wrap(text, width))


def rank_words(best: Any, worst: Any) -> str:
    """An interval of ranks in words: 7, 6 to 15, 5 or lower."""
    return _interval(best, worst, lambda rank: say("rank.one", best=rank), "rank.span")


def family(name: object) -> str:
    """Whose books they are, by the id of their root family."""
    return word("root_family", name)


def safe(text: str) -> str:
    """Text for a hover label, where plotly reads a few tags."""
    return escape(text, quote=False)


def day(iso: str) -> str:
    """A date in few letters: 18 Dec 2025; a month or a year as far as it is known."""
    return formats.day(iso, "short")


#: columns in which a row says when, the first that the rows have
_TIMES = (
    ("from_year", "year"),
    ("year", "year"),
    ("period_start", "period_end"),
    ("signed_date", "signed_date"),
    ("date", "date"),
)


def span(rows: pd.DataFrame) -> tuple[str, str] | None:
    """First and last year of the rows; None where they say no time."""
    for first, last in _TIMES:
        if first in rows and last in rows and rows[first].notna().any():
            starts, ends = rows[first].dropna().astype(str).str[:4], rows[last].dropna().astype(str).str[:4]
            return str(starts.min()), str(ends.max())
    return None


def subtitle(chart_id: str, rows: pd.DataFrame) -> str:
    """What the chart shows and from when to when its rows run."""
    what, years = say(f"chart.{chart_id}.what"), span(rows)
    if years is None:
        return what
    return say("subtitle.year" if years[0] == years[1] else "subtitle.years", what=what, first=years[0], last=years[1])
