"""The ladder from announced to delivered: how far each agreement got, and how far one side says it got."""

from __future__ import annotations

import pandas as pd

from dashboard.charts import controls, frames, grids
from dashboard.charts.agreements import _agreements
from dashboard.charts.base import Chart, Choices, Facts, Figure, Phrases, Row, TableMap
from dashboard.texts import word

phrase = Phrases("agreements-ladder")
CHOICES = (_agreements.SECTORS, *controls.ends("agreements", "signed_date", controls.EVENT, "1992"))
SIGNS, CLAIMED = {"outline": "□", "hatched": "▨", "solid": "■"}, "?"


def select(tables: TableMap, choices: Choices) -> pd.DataFrame:
    """Rows of `agreements` since a year, the newest first; a component or restatement follows its parent."""
    rows = frames.chosen(tables["agreements"], choices, sector_group="sector")
    rows = rows[controls.within(rows["signed_date"], choices)]
    within = set(rows["id"])
    head = rows["parent_id"].where(rows["parent_id"].isin(within), rows["id"])
    dates = rows.set_index("id")["signed_date"]
    rows = rows.assign(head=head, under=head != rows["id"], when=head.map(dates))
    return frames.ordered(rows, "-when head under id")


def draw(rows: pd.DataFrame) -> Figure:
    """One row for each agreement, filled up to its furthest stage; other signs on to the stage that is only claimed."""
    head = [phrase("what_column"), *[word("rung", s) for s in _agreements.STAGES]]
    return grids.figure(head, [[_title(r), *_signs(r)] for r in frames.each(rows)], matrix=True)


def _signs(row: Row) -> grids.Cells:
    """A sign for each stage reached, by how firm the furthest is, and for each that one side only claims."""
    stages, sign = _agreements.STAGES, SIGNS[_agreements.FILLS[row.furthest]]
    reached = stages.index(row.furthest)
    claimed = reached if pd.isna(row.furthest_claimed) else stages.index(row.furthest_claimed)
    return [sign if n <= reached else CLAIMED if n <= claimed else "" for n in range(len(stages))]


def _title(row: Row) -> str:
    name, year = "row" if pd.isna(row.relation) else "under", str(row.signed_date)[:4]
    return phrase(name, year=year, title=row.title, state=word("state", row.state))


def facts(rows: pd.DataFrame) -> Facts:
    """How many show work or are in force, how many stop at a contract, how many at less; parts are not counted.

    In full how many are said to have got further; the picture in words names those that show work or are in force.
    """
    own = rows[rows["relation"].isna()]
    first, parts = str(rows["signed_date"].min())[:4], len(rows) - len(own)
    known = {"first": first, "parts": parts, **_agreements.counts(own)}
    claims = int(rows["furthest_claimed"].notna().sum())
    finding = phrase("finding", **known) + (" " + phrase("more_claimed", n=claims) if claims else "")
    solid = frames.each(rows[rows["furthest"].isin(("W", "D"))])
    names = "; ".join(f"{r.title} ({word('state', r.state)})" for r in solid)
    alt = " ".join(filter(None, [phrase("alt", n=len(rows)), finding, names and f"{names}."]))
    return {**known, "finding": finding, "alt": alt}


CHART = Chart(phrase, select, draw, facts, table="agreements", choices=CHOICES, height=1762)
