"""The votes on Ukraine one by one: a letter for each country, never colour alone."""

from __future__ import annotations

from typing import Any

import pandas as pd

from dashboard.charts import grids, headlines, sides, spans, style
from dashboard.charts.base import Chart, Choice, Choices, Figure, TableMap
from dashboard.charts.named_rows import named_rows
from dashboard.texts import say, word
from dashboard.texts.parties import Parties, parties

ID = "ukraine-votes"
COLUMNS = """
    resolution_id resolution date title theme about_ukraine country vote yes no abstain source root_family
""".split()
THEMES = {
    "peace": "integrity, aggression, peace",
    "rights": "human rights in occupied territories",
    "military": "militarisation of Crimea",
    "accountability": "accountability",
    "iran": "human rights in Iran",
}
CHOICES = (Choice("theme", ("ukraine", *THEMES)), *spans.ends("un_resolutions", "date", "2014", "2014"))
TONES = {"Y": "yes", "A": "open", "N": "no", "X": ""}  # each vote is its letter; its tone only repeats it


def _columns(both: Parties) -> tuple[str, ...]:
    """The countries whose votes are shown, in order."""
    return (both.second, both.first, *(c for c in sides.listed("votes") if c not in both.ids))


def select(tables: TableMap, choices: Choices) -> pd.DataFrame:
    """Rows of `un_votes` joined with their roll call in `un_resolutions`, the newest first."""
    calls = tables["un_resolutions"]
    if choices["theme"] == "ukraine":
        calls = calls[calls["about_ukraine"].fillna(False)]
    else:
        calls = calls[calls["theme"] == THEMES[choices["theme"]]]
    calls = calls[spans.within(calls["date"], choices)]
    rows = tables["un_votes"].merge(calls, on="resolution_id")
    places = {country: i for i, country in enumerate(_columns(sides.pair(tables)))}
    rows = rows[rows["country"].isin(list(places))]
    rows = rows.assign(place=rows["country"].map(places))
    keys = ["date", "resolution_id", "place"]
    return rows.sort_values(keys, ascending=[False, False, True], kind="stable", ignore_index=True)[COLUMNS]


def draw(rows: pd.DataFrame) -> Figure:
    """One row for each roll call under its title, one column for each country; empty where no vote is known."""
    body: list[grids.Row] = []
    countries = _columns(parties())
    for _, group in rows.groupby("resolution_id", sort=False):
        votes = dict(zip(group["country"], group["vote"], strict=True))
        signs = [grids.cell(votes.get(c, ""), TONES.get(votes.get(c, ""), "")) for c in countries]
        body.append([_title(next(named_rows(group))), *signs])
    return grids.figure([say(f"chart.{ID}.text"), *countries], body, matrix=True)


def _title(row: Any) -> str:
    return say(f"chart.{ID}.row", day=style.day(str(row.date)), title=row.title)


def finding(rows: pd.DataFrame) -> str:
    """How the second country voted on the texts shown, and on how many as the first did."""
    first, second = parties().ids
    own = rows[rows["country"] == second].set_index("resolution_id")["vote"]
    if own.empty:
        return headlines.none(ID)
    other = rows[rows["country"] == first].set_index("resolution_id")["vote"]
    count, same = own.value_counts(), int((other.reindex(own.index) == own).sum())
    text = ", ".join(say(f"chart.{ID}.count_{v}", n=int(count[v])) for v in ("N", "A", "X", "Y") if v in count)
    numbers = {"n": rows["resolution_id"].nunique(), "same": same}
    return headlines.fit(say(f"chart.{ID}.head", text=text, **numbers), say(f"chart.{ID}.head_short", **numbers))


def detail(rows: pd.DataFrame) -> str:
    """How the second country voted on these texts, beside how the first did."""
    ids = parties().ids
    own = rows[rows["country"] == ids[1]]["vote"].value_counts()
    if own.empty:
        return style.empty(ID)
    calls = rows["resolution_id"].nunique()
    texts = [say(f"chart.{ID}.count_{v}", n=int(own[v])) for v in ("N", "A", "X", "Y") if v in own]
    both = rows[rows["country"].isin(ids)].pivot(index="resolution_id", columns="country", values="vote")
    same = int((both[ids[0]] == both[ids[1]]).sum()) if set(ids) <= set(both.columns) else 0
    return say(f"chart.{ID}.finding", n=calls, text=", ".join(texts), same=same)


def alt(rows: pd.DataFrame) -> str:
    """The finding, and the second country's vote on each text."""
    own = rows[rows["country"] == parties().second]
    text = "; ".join(f"{_title(r)}: {word('vote', r.vote)}" for r in named_rows(own))
    return detail(rows) + " " + say(f"chart.{ID}.alt", text=text)


CHART = Chart(select, draw, finding, detail, alt, id=ID, table="un_votes", choices=CHOICES, height=1554)
