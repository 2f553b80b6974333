"""A frame agreement broken into its named parts, and what became of each: the 40 billion and others, never a total."""

from __future__ import annotations

from typing import Any

import pandas as pd

from dashboard.charts import frames, style, theme, titled_rows, wording
from dashboard.charts.agreements import _agreements
from dashboard.charts.base import Chart, Choice, Choices, Figure, TableMap
from dashboard.texts import formats, word

ID = "frame-parts"
phrase = wording.Phrases(ID)
COLUMNS = """
    id parent_id relation signed_date title furthest furthest_claimed binding state value_usd value_status
    value_note realised_usd status_text status_asof share_low share_high frame_sentence publisher source_url
""".split()
CHOICES = (Choice("frame", ("EA31", "EA14", "EA11", "EA12", "EA22", "AR02")),)


def select(tables: TableMap, choices: Choices) -> pd.DataFrame:
    """Rows of `agreements`: a frame and everything under it, the frame's own row joined with `umbrellas`."""
    rows = tables["agreements"]
    ids, todo = [], [choices["frame"]]
    while todo:
        ids.append(todo.pop(0))
        todo += [str(i) for i in rows.loc[rows["parent_id"] == ids[-1], "id"] if i not in ids]
    order = {name: i for i, name in enumerate(ids)}
    rows = rows[rows["id"].isin(ids)]
    frames = tables["umbrellas"][["id", "share_low", "share_high", "sentence"]]
    rows = rows.merge(frames.rename(columns={"sentence": "frame_sentence"}), on="id", how="left")
    return rows.sort_values("id", key=lambda s: s.map(order), kind="stable", ignore_index=True)[COLUMNS]


def draw(rows: pd.DataFrame) -> Figure:
    """One bar for each row as long as its money, filled by its stage; a row without a sum has no bar."""
    if rows["value_usd"].isna().all():
        return {}
    records = titled_rows.numbered(rows)
    texts, valued = [_title(r) for r in records], [r for r in records if not pd.isna(r.value_usd)]
    edges, fills = [_edge(r) for r in valued], [_fill(r) for r in valued]
    hatch = ["/" if r.furthest == "C" else "" for r in valued]
    bars = style.bars(
        valued, edges, _agreements.hover, x="value_usd", y="place", width=0.24, hatch=hatch, fill=fills, orientation="h"
    )
    return titled_rows.figure([titled_rows.titles(texts, 0), bars], texts, [0, int(rows["value_usd"].max()) * 1.02])


def _fill(row: Any) -> str:
    return theme.CLEAR if _agreements.FILLS[row.furthest] == "outline" else _agreements.COLOUR


def _edge(row: Any) -> str:
    return theme.MARK if row.relation == "restatement" else _agreements.COLOUR


def _title(row: Any) -> str:
    money = phrase("no_value") if pd.isna(row.value_usd) else formats.dollars(row.value_usd)
    kind = "frame" if pd.isna(row.relation) else str(row.relation)
    return phrase(kind, title=row.title, money=money, state=word("state", row.state))


def facts(rows: pd.DataFrame) -> dict[str, Any]:
    """How many of the frame's named parts reached a contract or more, and how many show work."""
    frame, far = rows.iloc[0], rows[rows["relation"] == "component"]["furthest"].map(_agreements.FILLS)
    solid, hatched = int((far == "solid").sum()), int((far == "hatched").sum())
    return {
        "frame": word("choice.frame", frame["id"]),
        "title": frame["title"],
        "signed": formats.day(str(frame["signed_date"])),
        "n": len(far),
        "solid": solid,
        "hatched": hatched,
        "contracts": solid + hatched,
        "wording": "" if solid + hatched else "none",
    }


def detail(rows: pd.DataFrame) -> str:
    """How far the parts got, and what share of the frame shows evidence of work, as an interval with its date."""
    text, frame = phrase("finding", **facts(rows)), rows.iloc[0]
    if pd.isna(frame["share_low"]):
        return text
    low, high = formats.percent(frame["share_low"]), formats.percent(frame["share_high"])
    day, name = formats.day(str(frame["status_asof"])), "share_one" if low == high else "share"
    return f"{text} {phrase(name, low=low, high=high, day=day)}"


def listed(rows: pd.DataFrame) -> str:
    """Every row in words: what it is, its money, its stage and what became of it."""
    return "; ".join(f"{_title(r)}: {r.status_text}" for r in frames.each(rows))


CHART = Chart(
    select, draw, detail=detail, facts=facts, id=ID, table="agreements", choices=CHOICES, listed=listed, height=406
)
