"""The votes on Ukraine one by one: a letter for each country, never colour alone."""

from __future__ import annotations

from typing import Any

import pandas as pd

from dashboard.charts import headlines, style, theme, titled_rows
from dashboard.charts.base import Chart, Choice, Choices, Figure, TableMap
from dashboard.texts import formats, say, word

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
CHOICES = (Choice("theme", ("ukraine", *THEMES)), Choice("since", ("2014", "2022")))
COUNTRIES = ("IRN", "RUS", "BLR", "SYR", "CHN", "IND", "KAZ", "ARM", "AZE", "TUR", "UKR", "USA")
#: colour, mark and colour of the letter of each vote
LOOKS = {
    "Y": (theme.GREEN, "circle", theme.ON_MARK),
    "A": (theme.BROWN, "diamond-open", theme.BROWN),
    "N": (theme.MARK, "square", theme.ON_MARK),
    "X": (theme.MUTED, "circle-open", theme.MUTED),
}


def select(tables: TableMap, choices: Choices) -> pd.DataFrame:
    """Rows of `un_votes` joined with their roll call in `un_resolutions`, the newest first."""
    calls = tables["un_resolutions"]
    if choices["theme"] == "ukraine":
        calls = calls[calls["about_ukraine"].fillna(False)]
    else:
        calls = calls[calls["theme"] == THEMES[choices["theme"]]]
    calls = calls[calls["date"].str[:4] >= choices["since"]]
    rows = tables["un_votes"].merge(calls, on="resolution_id")
    rows = rows[rows["country"].isin(COUNTRIES)]
    rows = rows.assign(place=rows["country"].map({c: i for i, c in enumerate(COUNTRIES)}))
    keys = ["date", "resolution_id", "place"]
    return rows.sort_values(keys, ascending=[False, False, True], kind="stable", ignore_index=True)[COLUMNS]


def draw(rows: pd.DataFrame) -> Figure:
    """One row for each roll call under its title, one column for each country; no mark where no vote is known."""
    if rows.empty:
        return style.empty_figure(CHART.height)
    calls = list(dict.fromkeys(rows["resolution_id"]))
    texts = [_title(row) for row in rows.drop_duplicates("resolution_id").itertuples()]
    data = [titled_rows.titles(texts, -0.6), titled_rows.headings(COUNTRIES, range(len(COUNTRIES)), size=9)]
    for vote in LOOKS:
        kept = [r for r in rows.itertuples() if r.vote == vote]
        if kept:
            data.append(_votes(vote, kept, calls))
    layout = titled_rows.rows_layout(len(calls), [-0.6, len(COUNTRIES) - 0.4], 58, headed=True)
    return {"data": data, "layout": layout}


def _votes(vote: str, kept: list[Any], calls: list[Any]) -> dict[str, Any]:
    colour, mark, ink = LOOKS[vote]
    return {
        "type": "scatter",
        "mode": "markers+text",
        "name": f"{vote}: {word('vote', vote)}",
        "x": [COUNTRIES.index(r.country) for r in kept],
        "y": [calls.index(r.resolution_id) + 0.2 for r in kept],
        "text": [vote] * len(kept),
        "textposition": "middle center",
        "textfont": {"size": 10, "color": ink},
        "hovertext": [_hover(r) for r in kept],
        "hoverinfo": "text",
        "marker": {"size": 18, "symbol": mark, "color": colour, "line": {"color": colour, "width": 1.5}},
    }


def _title(row: Any) -> str:
    return say(f"chart.{ID}.row", day=style.day(str(row.date)), title=row.title)


def _hover(row: Any) -> str:
    who = f"{word('choice.partner', row.country)}: {word('vote', row.vote)}"
    tally = say(f"chart.{ID}.tally", yes=int(row.yes), no=int(row.no), abstain=int(row.abstain))
    about = [style.wrapped(str(row.title)), style.safe(f"{row.resolution}, {formats.day(str(row.date))}")]
    return "<br>".join([f"<b>{style.safe(who)}</b>", *about, style.safe(tally)])


def finding(rows: pd.DataFrame) -> str:
    """How Iran voted on the texts shown, and on how many as Russia did."""
    iran = rows[rows["country"] == "IRN"].set_index("resolution_id")["vote"]
    if iran.empty:
        return headlines.none(ID)
    russia = rows[rows["country"] == "RUS"].set_index("resolution_id")["vote"]
    count, same = iran.value_counts(), int((russia.reindex(iran.index) == iran).sum())
    told = ", ".join(say(f"chart.{ID}.count_{v}", n=int(count[v])) for v in ("N", "A", "X", "Y") if v in count)
    return headlines.fit(say(f"chart.{ID}.head", n=rows["resolution_id"].nunique(), told=told, same=same))


def detail(rows: pd.DataFrame) -> str:
    """How Iran voted on these texts, beside how Russia did."""
    iran = rows[rows["country"] == "IRN"]["vote"].value_counts()
    if iran.empty:
        return style.empty(ID)
    calls = rows["resolution_id"].nunique()
    told = [say(f"chart.{ID}.count_{v}", n=int(iran[v])) for v in ("N", "A", "X", "Y") if v in iran]
    both = rows[rows["country"].isin(("IRN", "RUS"))].pivot(index="resolution_id", columns="country", values="vote")
    same = int((both["IRN"] == both["RUS"]).sum()) if {"IRN", "RUS"} <= set(both.columns) else 0
    return say(f"chart.{ID}.finding", n=calls, told=", ".join(told), same=same)


def alt(rows: pd.DataFrame) -> str:
    """The finding, and Iran's vote on each text."""
    if rows.empty:
        return say("chart.empty")
    iran = rows[rows["country"] == "IRN"]
    told = "; ".join(f"{_title(r)}: {word('vote', r.vote)}" for r in iran.itertuples())
    return detail(rows) + " " + say(f"chart.{ID}.alt", told=told)


CHART = Chart(
    id=ID,
    table="un_votes",
    choices=CHOICES,
    select=select,
    draw=draw,
    finding=finding,
    detail=detail,
    alt=alt,
    height=1554,
)
