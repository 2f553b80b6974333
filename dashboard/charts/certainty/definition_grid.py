"""The whole grid of definitions of one part: every combination of choices against every book, had or not to be had."""

from __future__ import annotations

from typing import Any

import pandas as pd

from dashboard.charts import frames, grids, periods, wording
from dashboard.charts.base import Chart, Choice, Choices, Figure, TableMap
from dashboard.charts.certainty import readings
from dashboard.texts import say, word

ID = "definition-grid"
phrase = wording.Phrases(ID)
COLUMNS = """
    claim part definition root_family series period calendar eu unspecified valuation found specification cell_basis
    value_low value_high unit holds_strong holds_weak why_not year own_calendar
""".split()
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
    return frames.ordered(rows, "root_family series year definition", COLUMNS)


def draw(rows: pd.DataFrame) -> Figure:
    """A row for each combination of choices, a column for each book and year; a cell says what is found there."""
    records = list(frames.each(rows))
    kinds = sorted({_kind(r) for r in records}, key=lambda k: (k[0], sum(o != "" for o in k[1:]), k))
    books = _books(records)
    by_place = {(_kind(r), _book(r, books)): r for r in records}
    head = [say(f"columns.{ID}.choices"), *[_head(book) for book in books]]
    body = [[grids.cell(_kind_words(k), "strong"), *[_cell(by_place.get((k, b))) for b in books]] for k in kinds]
    return grids.figure(head, body)


def _cell(row: Any) -> str | grids.Cell:
    """What one definition gives: its value and whether the words hold, that it only repeats another, or nothing."""
    if row is None:
        return ""
    if row.found == "not to be had":
        return grids.cell(phrase("unavailable"), "")
    votes, value = row.found == "own rows", readings.interval(row)
    text = phrase("votes" if votes else "again", mark=readings.mark(row), value=value)
    to = "" if pd.isna(row.specification) else readings.address(row.claim, row.part, row.specification)
    return grids.cell(text, readings.TONES[readings.state(row)] if votes else "", to)


def _kind(row: Any) -> tuple[str, ...]:
    """The combination of choices: empty where it is as printed; first whether it is in the other calendar."""
    chosen = ((getattr(row, c), usual) for c, usual in PRINTED.items())
    return ("" if row.own_calendar else "other", *["" if pd.isna(v) or v == u else str(v) for v, u in chosen])


def _kind_words(kind: tuple[str, ...]) -> str:
    calendar, *chosen = kind
    texts = [word(f"chart.{ID}.{c}", o) for c, o in zip(PRINTED, chosen, strict=True) if o]
    texts += [phrase(f"calendar.{calendar}")] if calendar else []
    text = phrase("joined").join(texts) or phrase("printed")
    return text[:1].upper() + text[1:]


def _books(records: list[Any]) -> list[tuple[str, str, int]]:
    own = {(str(r.root_family), str(r.series), int(r.year)) for r in records if r.own_calendar}
    return sorted(own)


def _book(row: Any, books: list[tuple[str, str, int]]) -> tuple[str, str, int]:
    """The column of a definition; in the other calendar the series' year that is nearest."""
    mine = [b for b in books if b[:2] == (row.root_family, row.series)]
    return min(mine, key=lambda b: (abs(b[2] - int(row.year)), b[2]))


def _head(book: tuple[str, str, int]) -> str:
    return phrase("book", whose=word(f"chart.{ID}.books", book[0]), year=book[2])


def facts(rows: pd.DataFrame) -> dict[str, Any]:
    """How many definitions there are, how many of them read rows of their own, and how many cannot be had."""
    counts = rows["found"].value_counts()
    texts = [phrase(f"counted.{name}", n=int(counts[name])) for name in FOUND if name in counts]
    numbers = {"own": int(counts.get("own rows", 0)), "unavailable": int(counts.get("not to be had", 0))}
    return {"n": len(rows), "text": phrase("joined").join(texts), **numbers}


def listed(rows: pd.DataFrame) -> str:
    """The definitions that read rows of their own."""
    own = [r for r in frames.each(rows) if r.found == "own rows"]
    return "; ".join(
        f"{word('series', r.series)}, {periods.period_words(r)}, {_kind_words(_kind(r))}: {readings.interval(r)} "
        f"({say(f'chart.specification-curve.{readings.state(r)}')})"
        for r in own
    )


CHART = Chart(select, draw, id=ID, table="grid", choices=CHOICES, facts=facts, listed=listed, height=560)
