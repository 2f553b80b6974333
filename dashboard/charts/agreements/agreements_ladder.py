"""The ladder from announced to delivered: how far each agreement got, and how far one side says it got."""

from __future__ import annotations

from typing import Any

import pandas as pd

from dashboard.charts import headlines, style, theme, titled_rows
from dashboard.charts.agreements import _agreements
from dashboard.charts.base import Chart, Choice, Choices, Figure, TableMap
from dashboard.texts import say, word

ID = "agreements-ladder"
COLUMNS = """
    id parent_id relation signed_date title sector sector_group furthest furthest_claimed binding state umbrella
    counts value_usd value_status russian_money_usd realised_usd status_text status_asof publisher source_url
""".split()
CHOICES = (_agreements.SECTORS, Choice("since", ("2022", "2014", "1992")))
NAMES = ("outline", "hatched", "solid")


def select(tables: TableMap, choices: Choices) -> pd.DataFrame:
    """Rows of `agreements` since a year, the newest first; a component or restatement stands under its parent."""
    rows = _agreements.of_sector(tables["agreements"], choices["sector"])
    rows = rows[rows["signed_date"].str[:4] >= choices["since"]]
    within = set(rows["id"])
    head = rows["parent_id"].where(rows["parent_id"].isin(within), rows["id"])
    dates = rows.set_index("id")["signed_date"]
    rows = rows.assign(head=head, under=head != rows["id"], when=head.map(dates))
    keys = ["when", "head", "under", "id"]
    return rows.sort_values(keys, ascending=[False, True, True, True], kind="stable", ignore_index=True)[COLUMNS]


def draw(rows: pd.DataFrame) -> Figure:
    """One bar for each agreement up to its furthest stage; a dotted line on to the stage that is only claimed."""
    if rows.empty:
        return style.empty_figure(CHART.height)
    records = list(rows.itertuples())
    rungs = range(len(_agreements.STAGES))
    texts = [_title(r) for r in records]
    data = [
        titled_rows.titles(texts, 0),
        titled_rows.headings([word("rung", s) for s in _agreements.STAGES], [i + 0.5 for i in rungs]),
    ]
    for name in NAMES:
        kept = [(i, r) for i, r in enumerate(records) if _agreements.FILLS[r.furthest] == name]
        if kept:
            data.append(_bars(name, kept))
    claims = [(i, r) for i, r in enumerate(records) if not style.missing(r.furthest_claimed)]
    if claims:
        ends = [
            (_length(r.furthest), i + titled_rows.UNDER, _length(r.furthest_claimed), i + titled_rows.UNDER)
            for i, r in claims
        ]
        claim = style.spans(ends, theme.Look(theme.MARK, "circle"), 2, "dot")
        data.append(claim | {"showlegend": True, "name": say(f"chart.{ID}.claimed")})
    layout = titled_rows.rows_layout(len(records), [0, len(_agreements.STAGES)], titled_rows.pitch(texts), headed=True)
    return {"data": data, "layout": layout}


def _length(stage: str) -> int:
    return _agreements.STAGES.index(stage) + 1


def _bars(name: str, kept: list[tuple[int, Any]]) -> dict[str, Any]:
    fill = theme.CLEAR if name == "outline" else _agreements.COLOUR
    return {
        "type": "bar",
        "orientation": "h",
        "name": say(f"chart.{ID}.{name}"),
        "x": [_length(r.furthest) for _, r in kept],
        "y": [i + titled_rows.UNDER for i, _ in kept],
        "width": 0.22,
        "hovertext": [_agreements.hover(r) for _, r in kept],
        "hoverinfo": "text",
        "marker": {
            "color": fill,
            "line": {"color": _agreements.COLOUR, "width": 1.5},
            "pattern": {"shape": "/" if name == "hatched" else ""},
        },
    }


def _title(row: Any) -> str:
    year = str(row.signed_date)[:4]
    name = f"chart.{ID}.under" if not style.missing(row.relation) else f"chart.{ID}.row"
    return say(name, year=year, title=row.title, state=word("state", row.state))


def finding(rows: pd.DataFrame) -> str:
    """How many show work or are in force, how many stop at a contract, how many at less; parts are not counted."""
    if rows.empty:
        return headlines.none(ID)
    own = rows[rows["relation"].isna()]
    fills = own["furthest"].map(_agreements.FILLS).value_counts()
    told = {name: int(fills.get(name, 0)) for name in NAMES}
    return headlines.fit(say(f"chart.{ID}.head", n=len(own), first=str(rows["signed_date"].min())[:4], **told))


def detail(rows: pd.DataFrame) -> str:
    """How many show evidence of work or are in force, how many stop at a contract, how many at less."""
    if rows.empty:
        return style.empty(ID)
    own = rows[rows["relation"].isna()]
    fills = own["furthest"].map(_agreements.FILLS).value_counts()
    told = {name: int(fills.get(name, 0)) for name in NAMES}
    first = str(rows["signed_date"].min())[:4]
    sentence = say(f"chart.{ID}.finding", n=len(own), first=first, **told)
    claims = int(rows["furthest_claimed"].notna().sum())
    return sentence + (" " + say(f"chart.{ID}.more_claimed", n=claims) if claims else "")


def alt(rows: pd.DataFrame) -> str:
    """The finding, and each agreement that shows work or is in force by name."""
    if rows.empty:
        return say("chart.empty")
    solid = rows[rows["furthest"].isin(("W", "D"))]
    names = "; ".join(f"{r.title} ({word('state', r.state)})" for r in solid.itertuples())
    return say(f"chart.{ID}.alt", n=len(rows)) + " " + detail(rows) + (f" {names}." if names else "")


CHART = Chart(
    id=ID,
    table="agreements",
    choices=CHOICES,
    select=select,
    draw=draw,
    finding=finding,
    detail=detail,
    alt=alt,
    height=1762,
)
