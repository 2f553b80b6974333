"""The votes on Ukraine one by one: a letter for each country, never colour alone."""

from __future__ import annotations

import pandas as pd

from dashboard.charts import controls, frames, grids, wording
from dashboard.charts.base import Chart, Choice, Choices, Facts, Figure, Phrases, Row, TableMap
from dashboard.texts import word
from dashboard.texts.parties import parties

phrase = Phrases("ukraine-votes")
THEMES = {
    "peace": "integrity, aggression, peace",
    "rights": "human rights in occupied territories",
    "military": "militarisation of Crimea",
    "accountability": "accountability",
    "iran": "human rights in Iran",
}
CHOICES = (Choice("theme", ("ukraine", *THEMES)), *controls.ends("un_resolutions", "date", "2014", "2014"))
TONES = {"Y": "yes", "A": "open", "N": "no", "X": ""}  # each vote is its letter; its tone only repeats it


def _columns(votes: pd.DataFrame) -> list[str]:
    """The countries whose votes are shown, in order."""
    both = parties()
    return [both.second, both.first, *(both.order("votes") or both.ordered(votes["country"]))]


def select(tables: TableMap, choices: Choices) -> pd.DataFrame:
    """Rows of `un_votes` joined with their roll call in `un_resolutions`, the newest first."""
    calls = tables["un_resolutions"]
    theme = choices["theme"]
    calls = calls[calls["about_ukraine"].fillna(False) if theme == "ukraine" else calls["theme"] == THEMES[theme]]
    rows = tables["un_votes"].merge(calls[controls.within(calls["date"], choices)], on="resolution_id")
    places = {country: i for i, country in enumerate(_columns(rows))}
    rows = rows[rows["country"].isin(list(places))]
    return frames.ordered(rows.assign(place=rows["country"].map(places)), "-date -resolution_id place")


def draw(rows: pd.DataFrame) -> Figure:
    """One row for each roll call under its title, one column for each country; empty where no vote is known."""
    body: list[grids.Cells] = []
    countries = _columns(rows)
    for _, group in rows.groupby("resolution_id", sort=False):
        votes = dict(zip(group["country"], group["vote"], strict=True))
        signs = [grids.cell(votes.get(c, ""), TONES.get(votes.get(c, ""), "")) for c in countries]
        body.append([_title(frames.first(group)), *signs])
    return grids.figure([phrase("text"), *countries], body, matrix=True)


def _title(row: Row) -> str:
    return phrase("row", day=wording.day(str(row.date)), title=row.title)


def facts(rows: pd.DataFrame) -> Facts:
    """How the second country voted on the texts shown, and on how many as the first did."""
    first, second = (frames.of(rows, country=c).set_index("resolution_id")["vote"] for c in parties().ids)
    if second.empty:
        return {}
    count, same = second.value_counts(), int((first.reindex(second.index) == second).sum())
    text = ", ".join(phrase(f"count_{v}", n=int(count[v])) for v in ("N", "A", "X", "Y") if v in count)
    return {"n": rows["resolution_id"].nunique(), "text": text, "same": same}


def _vote(row: Row) -> str:
    """The second country's vote on a text."""
    return f"{_title(row)}: {word('vote', row.vote)}" if row.country == parties().second else ""


CHART = Chart(phrase, select, draw, facts, table="un_votes", choices=CHOICES, listed=_vote, height=1554)
