"""The whole grid of definitions of one part: every combination of choices against every book, had or not to be had."""

from __future__ import annotations

from typing import NamedTuple

import pandas as pd

from dashboard.charts import frames, grids, periods
from dashboard.charts.base import Chart, Choice, Choices, Facts, Figure, Phrases, Row, TableMap
from dashboard.charts.certainty import readings
from dashboard.texts import formats, word

phrase = Phrases("definition-grid")
PRINTED = {"eu": "countries", "unspecified": "dropped", "valuation": "as_recorded"}
FOUND = ("own rows", "same rows", "derived", "not to be had")


def _offered(tables: TableMap) -> dict[str, str]:
    """Parts for which more is defined than the readings that vote: a grid of those alone repeats the curve."""
    rows = tables["grid"]
    return readings.titles(tables, rows[rows["found"] != FOUND[0]])


CHOICES = (Choice("part", offered=_offered),)


def select(tables: TableMap, choices: Choices) -> pd.DataFrame:
    """Rows of `grid` of one part; `year` and `own_calendar` say which book of which year a definition belongs to."""
    rows = readings.of_part(tables["grid"], choices["part"])
    # the last year of a span: a growth over several years is one of the year it ends in
    last = [
        periods.stands_for(p.rpartition("-")[2] if p.count("-") and p[-1] != "m" else p, c)
        for p, c in zip(rows["period"], rows["calendar"], strict=True)
    ]
    rows = rows.assign(year=pd.Series(last, index=rows.index, dtype="Int64"))
    return frames.ordered(rows, "root_family series year definition")


class Book(NamedTuple):
    """Whose books of which series and year, or period that is of none, a definition reads: a column of the grid."""

    family: str
    series: str
    when: str


def draw(rows: pd.DataFrame) -> Figure:
    """A row for each combination of choices, a column for each book and year; a cell says what is found there."""
    records = list(frames.each(rows))
    kinds = sorted({_kind(r) for r in records}, key=lambda k: (k[0], sum(o != "" for o in k[1:]), k))
    books = _books(records)
    by_place = {(_kind(r), _book(r, books)): r for r in records}
    body = [
        [grids.cell(formats.capital(_kind_words(k)), "strong"), *[_cell(by_place.get((k, b))) for b in books]]
        for k in kinds
    ]
    return grids.figure([phrase.column("choices"), *_heads(books)], body)


def _books(records: list[Row]) -> list[Book]:
    """The columns: books of years in their own calendar, and all of a series that is read in the other one alone."""
    own = {_own(r) for r in records if r.own_calendar}
    series = {book[:2] for book in own}
    return sorted(own | {book for book in map(_own, records) if book[:2] not in series})


def _heads(books: list[Book]) -> list[str]:
    """Whose books of which year; of several series of one family in one year, which."""
    heads = [phrase("book", whose=phrase.word("books", b.family), year=formats.period(b.when)) for b in books]
    series = [readings.option_short("series", book.series) for book in books]
    return [
        phrase("book_of", series=name, year=formats.period(book.when)) if heads.count(head) > 1 else head
        for head, name, book in zip(heads, series, books, strict=True)
    ]


def _own(row: Row) -> Book:
    return Book(str(row.root_family), str(row.series), str(row.period if pd.isna(row.year) else row.year))


def _book(row: Row, books: list[Book]) -> Book:
    """The column of a definition; in the other calendar the series' year that is nearest."""
    own = _own(row)
    years = [book for book in books if book[:2] == own[:2] and book.when.isdigit()]
    return own if own in books else min(years, key=lambda book: (abs(int(book.when) - int(own.when)), book.when))


def _cell(row: Row) -> str | grids.Cell:
    """What one definition gives: its value and whether the words hold, that it only repeats another, or nothing."""
    if row is None:
        return ""
    if row.found == "not to be had":
        return grids.cell(phrase("unavailable"), "")
    votes, value = row.found == "own rows", readings.interval(row)
    text = phrase("votes" if votes else "again", mark=readings.mark(row), value=value)
    to = "" if pd.isna(row.specification) else readings.address(row.claim, row.part, row.specification)
    return grids.cell(text, readings.TONES[readings.state(row)] if votes else "", to)


def _kind(row: Row) -> tuple[str, ...]:
    """The combination of choices: empty where it is as printed; first whether it is in the other calendar."""
    chosen = ((getattr(row, c), usual) for c, usual in PRINTED.items())
    return ("" if row.own_calendar else "other", *["" if pd.isna(v) or v == u else str(v) for v, u in chosen])


def _kind_words(kind: tuple[str, ...]) -> str:
    calendar, *chosen = kind
    texts = [phrase.word(column, option) for column, option in zip(PRINTED, chosen, strict=True) if option]
    texts += [phrase(f"calendar.{calendar}")] if calendar else []
    return phrase("joined").join(texts) or phrase("printed")


def facts(rows: pd.DataFrame) -> Facts:
    """How many definitions there are, how many of them have figures of their own, and how many cannot be computed."""
    counts = {name: int((rows["found"] == name).sum()) for name in FOUND}
    texts = [phrase(f"counted.{name}", n=n) for name, n in counts.items() if n]
    numbers = {"own": counts["own rows"], "unavailable": counts["not to be had"]}
    return {"n": len(rows), "text": phrase("joined").join(texts), **numbers}


def _reading(row: Row) -> str:
    """A definition that reads rows of its own."""
    if row.found != "own rows":
        return ""
    what = f"{word('series', row.series)}, {periods.period_words(row)}, {_kind_words(_kind(row))}"
    return f"{what}: {readings.interval(row)} ({readings.phrase(readings.state(row))})"


CHART = Chart(phrase, select, draw, facts, table="grid", choices=CHOICES, listed=_reading, height=560)
