"""Whom the authorities name first: printed ranks of origins by period and series, each list by itself."""

from __future__ import annotations

from typing import Any

import pandas as pd

from dashboard.charts import frames, grids, wording
from dashboard.charts.base import Chart, Choice, Choices, Figure, TableMap
from dashboard.charts.investment import _investment
from dashboard.texts import formats, say, word
from dashboard.texts.parties import parties

ID = "investment-origins"
phrase = wording.Phrases(ID)
CHOICES = (Choice("series", ("all", "oietai", "industry_ministry_no_oil", "statement")),)
LIST = ["series", "measure_kind", "period_label", "root"]  # what makes one list
PLACES = 5


def select(tables: TableMap, choices: Choices) -> pd.DataFrame:
    """Rows of `investment` with a printed rank among the first five, the newest list first."""
    rows = _investment.once(tables)
    rows = rows[rows["rank_printed"].notna() & rows["rank_printed"].le(PLACES).fillna(False)]
    rows = frames.chosen(rows, choices, series="series")
    # one root may name the same place once with and once without a value
    rows = rows.sort_values("value_usd", kind="stable", na_position="last")
    rows = rows.drop_duplicates([*LIST, "rank_printed", "origin"])
    return frames.ordered(rows, "-period_end series measure_kind period_label root rank_printed")


def _lists(rows: pd.DataFrame) -> list[tuple[Any, pd.DataFrame]]:
    return list(rows.groupby(LIST, sort=False, dropna=False))


def draw(rows: pd.DataFrame) -> Figure:
    """One row for each list, the newest first, the origins under their printed place; the first country marked."""
    head = [say(f"columns.{ID}.list"), *[wording.ordinal(n) for n in range(1, PLACES + 1)]]
    return grids.figure(head, [_cells(group) for _, group in _lists(rows)])


def _cells(group: pd.DataFrame) -> grids.Row:
    named: list[list[Any]] = [[] for _ in range(PLACES)]
    for row in frames.each(group):
        named[int(row.rank_printed) - 1].append(row)
    return [_title(group.iloc[0]), *map(_place, named)]


def _place(group: list[Any]) -> grids.Cell:
    """Whom a list prints at one place, with the sum where it prints one; several share a place at times."""
    marked = any(r.origin_id == parties().first for r in group)
    return grids.cell("; ".join(_name(r) for r in group), "strong" if marked else "")


def _title(row: Any) -> str:
    return phrase(
        "list",
        period=_investment.period(row),
        kind=word("measure_kind", row["measure_kind"]),
        series=word("series", row["series"]),
    )


def _name(row: Any) -> str:
    known = isinstance(row.origin_id, str)
    name = wording.country(row.origin_id) if known else str(row.origin)
    name = str(row.origin) if name == row.origin_id else name
    return name if pd.isna(row.value_usd) else f"{name} {formats.dollars(row.value_usd)}"


def finding(rows: pd.DataFrame) -> str:
    """In how many of the statements shown the first country is first, and how many lists they make."""
    first = sum(_at(group, 1) for _, group in rows.groupby("root"))
    return phrase.head(n=len(_lists(rows)), first=first, roots=rows["root"].nunique())


def detail(rows: pd.DataFrame) -> str:
    """In how many statements, each root once, the first country leads or is not named; who leads the newest list."""
    lists = [group for _, group in _lists(rows)]
    roots = [group for _, group in rows.groupby("root")]  # what one root says is one piece of evidence
    first = sum(_at(group, 1) for group in roots)
    named = sum(bool((group["origin_id"] == parties().first).any()) for group in roots)
    newest = next((g for g in lists if len(g) > 1), lists[0])
    top = newest.iloc[0]
    return phrase(
        "finding",
        n=len(roots),
        first=first,
        unnamed=len(roots) - named,
        origin=top["origin"],
        period=_investment.period(top),
        series=word("series", top["series"]),
    )


def _at(group: pd.DataFrame, place: int) -> bool:
    return bool(((group["origin_id"] == parties().first) & (group["rank_printed"] == place)).any())


def alt(rows: pd.DataFrame) -> str:
    """How many lists, and the finding."""
    return phrase("alt", n=len(_lists(rows)), rows=len(rows)) + " " + detail(rows)


CHART = Chart(select, draw, finding, detail, alt, id=ID, table="investment", choices=CHOICES, height=1234)
