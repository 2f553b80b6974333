"""The ladder from announced to delivered: how far each agreement got, and how far one side says it got."""

from __future__ import annotations

from typing import Any

import pandas as pd

from dashboard.charts import controls, frames, grids, wording
from dashboard.charts.agreements import _agreements
from dashboard.charts.base import Chart, Choices, Figure, TableMap
from dashboard.texts import word

ID = "agreements-ladder"
phrase = wording.Phrases(ID)
COLUMNS = """
    id parent_id relation signed_date title sector sector_group furthest furthest_claimed binding state umbrella
    counts value_usd value_status russian_money_usd realised_usd status_text status_asof publisher source_url
""".split()
CHOICES = (_agreements.SECTORS, *controls.ends("agreements", "signed_date", controls.EVENT, "1992"))
SIGNS, CLAIMED = {"outline": "□", "hatched": "▨", "solid": "■"}, "?"


def select(tables: TableMap, choices: Choices) -> pd.DataFrame:
    """Rows of `agreements` since a year, the newest first; a component or restatement follows its parent."""
    rows = _agreements.of_sector(tables["agreements"], choices["sector"])
    rows = rows[controls.within(rows["signed_date"], choices)]
    within = set(rows["id"])
    head = rows["parent_id"].where(rows["parent_id"].isin(within), rows["id"])
    dates = rows.set_index("id")["signed_date"]
    rows = rows.assign(head=head, under=head != rows["id"], when=head.map(dates))
    return frames.ordered(rows, "-when head under id", COLUMNS)


def draw(rows: pd.DataFrame) -> Figure:
    """One row for each agreement, filled up to its furthest stage; other signs on to the stage that is only claimed."""
    head = [phrase("what_column"), *[word("rung", s) for s in _agreements.STAGES]]
    return grids.figure(head, [[_title(r), *_signs(r)] for r in frames.each(rows)], matrix=True)


def _signs(row: Any) -> grids.Row:
    """A sign for each stage reached, by how firm the furthest is, and for each that one side only claims."""
    reached = _length(row.furthest)
    claimed = reached if pd.isna(row.furthest_claimed) else _length(row.furthest_claimed)
    sign = SIGNS[_agreements.FILLS[row.furthest]]
    stages = range(1, len(_agreements.STAGES) + 1)
    return [sign if n <= reached else CLAIMED if n <= claimed else "" for n in stages]


def _length(stage: str) -> int:
    return _agreements.STAGES.index(stage) + 1


def _title(row: Any) -> str:
    year = str(row.signed_date)[:4]
    name = "row" if pd.isna(row.relation) else "under"
    return phrase(name, year=year, title=row.title, state=word("state", row.state))


def facts(rows: pd.DataFrame) -> dict[str, Any]:
    """How many show work or are in force, how many stop at a contract, how many at less; parts are not counted."""
    own = rows[rows["relation"].isna()]
    return {"first": str(rows["signed_date"].min())[:4], "parts": len(rows) - len(own), **_agreements.counts(own)}


def detail(rows: pd.DataFrame) -> str:
    """The same, and how many are said to have got further."""
    claims = int(rows["furthest_claimed"].notna().sum())
    return phrase("finding", **facts(rows)) + (" " + phrase("more_claimed", n=claims) if claims else "")


def alt(rows: pd.DataFrame) -> str:
    """The finding, and each agreement that shows work or is in force by name."""
    solid = rows[rows["furthest"].isin(("W", "D"))]
    names = "; ".join(f"{r.title} ({word('state', r.state)})" for r in frames.each(solid))
    return phrase("alt", n=len(rows)) + " " + detail(rows) + (f" {names}." if names else "")


CHART = Chart(
    select, draw, id=ID, table="agreements", choices=CHOICES, facts=facts, detail=detail, alt=alt, height=1762
)
