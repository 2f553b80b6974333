"""Whom the authorities name first: printed ranks of origins by period and series, each list by itself."""

from __future__ import annotations

import pandas as pd

from dashboard.charts import frames, grids, wording
from dashboard.charts.base import Chart, Choice, Choices, Facts, Figure, Phrases, Row, TableMap
from dashboard.charts.investment import _investment
from dashboard.texts import formats, word
from dashboard.texts.parties import parties

phrase = Phrases("investment-origins")
CHOICES = (Choice("series", ("all", "oietai", "industry_ministry_no_oil", "statement")),)
LIST = ["series", "measure_kind", "period_label", "root"]  # what makes one list
PLACES = 5


def select(tables: TableMap, choices: Choices) -> pd.DataFrame:
    """Rows of `investment` with a printed rank among the first five, the newest list first."""
    rows = frames.chosen(frames.known(_investment.once(tables), "rank_printed"), choices, "series")
    # one root may name the same place once with and once without a value
    rows = frames.ordered(rows[rows["rank_printed"] <= PLACES], "value_usd")
    rows = rows.drop_duplicates([*LIST, "rank_printed", "origin"])
    return frames.ordered(rows, "-period_end series measure_kind period_label root rank_printed")


def _lists(rows: pd.DataFrame) -> list[list[Row]]:
    return [list(frames.each(group)) for _, group in rows.groupby(LIST, sort=False, dropna=False)]


def draw(rows: pd.DataFrame) -> Figure:
    """One row for each list, the newest first, the origins under their printed place; the first country marked."""
    head = [phrase.column("list"), *[wording.ordinal(n) for n in range(1, PLACES + 1)]]
    return grids.figure(head, [_cells(group) for group in _lists(rows)])


def _cells(group: list[Row]) -> grids.Cells:
    top, places = group[0], range(1, PLACES + 1)
    known = {"kind": word("measure_kind", top.measure_kind), "series": word("series", top.series)}
    title = phrase("list", period=_investment.period(top), **known)
    return [title, *(_place([r for r in group if int(r.rank_printed) == place]) for place in places)]


def _place(group: list[Row]) -> grids.Cell:
    """Whom a list prints at one place, with the sum where it prints one; several share a place at times."""
    return grids.cell("; ".join(_name(r) for r in group), "strong" if any(map(_own, group)) else "")


def _own(row: Row) -> bool:
    return bool(row.origin_id == parties().first)


def _name(row: Row) -> str:
    known = isinstance(row.origin_id, str)
    name = wording.country(row.origin_id) if known else str(row.origin)
    name = str(row.origin) if name == row.origin_id else name
    return name if pd.isna(row.value_usd) else f"{name} {formats.dollars(row.value_usd)}"


def facts(rows: pd.DataFrame) -> Facts:
    """In how many statements, each root once, the first country leads or is not named; who leads the newest list."""
    lists = _lists(rows)
    roots = [list(frames.each(group)) for _, group in rows.groupby("root")]  # one root is one piece of evidence
    top = next((group for group in lists if len(group) > 1), lists[0])[0]
    first = sum(any(_own(r) and r.rank_printed == 1 for r in group) for group in roots)
    return {
        "head": (phrase("head", n=len(lists), first=first, roots=len(roots)),),
        "rows": len(rows),
        "n": len(roots),
        "first": first,
        "unnamed": sum(not any(map(_own, group)) for group in roots),
        "origin": top.origin,
        "period": _investment.period(top),
        "series": word("series", top.series),
        "shown": len(lists),
    }


CHART = Chart(phrase, select, draw, facts, table="investment", choices=CHOICES, height=1234)
