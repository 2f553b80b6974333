"""A frame agreement broken into its named parts, and what became of each: the 40 billion and others, never a total."""

from __future__ import annotations

import pandas as pd

from dashboard.charts import frames, style, theme, titled_rows
from dashboard.charts.agreements import _agreements
from dashboard.charts.base import Chart, Choice, Choices, Facts, Figure, Phrases, Row, TableMap
from dashboard.texts import formats, word

phrase = Phrases("frame-parts")
CHOICES = (Choice("frame", ("EA31", "EA14", "EA11", "EA12", "EA22", "AR02")),)


def select(tables: TableMap, choices: Choices) -> pd.DataFrame:
    """Rows of `agreements`: a frame and everything under it, the frame's own row joined with `umbrellas`."""
    rows, ids = tables["agreements"], [choices["frame"]]
    for parent in ids:  # which grows by what is under each
        ids += [str(i) for i in rows.loc[rows["parent_id"] == parent, "id"] if i not in ids]
    shares = tables["umbrellas"][["id", "share_low", "share_high", "sentence"]]
    rows = rows[rows["id"].isin(ids)].merge(shares.rename(columns={"sentence": "frame_sentence"}), on="id", how="left")
    return frames.ordered(rows.assign(place=rows["id"].map(ids.index)), "place")


def draw(rows: pd.DataFrame) -> Figure:
    """One bar for each row as long as its money, filled by its stage; a row without a sum has no bar."""
    if rows["value_usd"].isna().all():
        return {}
    records = titled_rows.numbered(rows)
    texts, valued = [_title(r) for r in records], [r for r in records if not pd.isna(r.value_usd)]
    edges = [theme.MARK if r.relation == "restatement" else _agreements.COLOUR for r in valued]
    kinds = [_agreements.FILLS[r.furthest] for r in valued]
    fills = [theme.CLEAR if kind == "outline" else _agreements.COLOUR for kind in kinds]
    hatch = ["/" if kind == "hatched" else "" for kind in kinds]
    bars = style.bars(
        valued, edges, _agreements.hover, x="value_usd", y="place", width=0.24, hatch=hatch, fill=fills, orientation="h"
    )
    ends = [0, int(rows["value_usd"].max()) * 1.02]
    return titled_rows.figure(texts, [titled_rows.titles(texts, 0), bars], ends)


def _title(row: Row) -> str:
    money = phrase("no_value") if pd.isna(row.value_usd) else formats.dollars(row.value_usd)
    kind = "frame" if pd.isna(row.relation) else str(row.relation)
    return phrase(kind, title=row.title, money=money, state=word("state", row.state))


def facts(rows: pd.DataFrame) -> Facts:
    """How many of the frame's named parts reached a contract or more, and how many show work.

    In full what share of the frame shows evidence of work, as an interval with its date.
    """
    frame, parts = frames.first(rows), _agreements.counts(frames.of(rows, relation="component"))
    contracts = parts["solid"] + parts["hatched"]
    return {
        "frame": word("choice.frame", frame.id),
        "title": frame.title,
        "signed": formats.day(str(frame.signed_date)),
        "contracts": contracts,
        "share": _share(frame),
        "wording": "" if contracts else "none",
        **parts,
    }


def _share(frame: Row) -> str:
    if pd.isna(frame.share_low):
        return ""
    low, high = formats.percent(frame.share_low), formats.percent(frame.share_high)
    name, day = "share_one" if low == high else "share", formats.day(str(frame.status_asof))
    return " " + phrase(name, low=low, high=high, day=day)


def _part(row: Row) -> str:
    """What a row is, its money, its stage and what became of it."""
    return f"{_title(row)}: {row.status_text}"


CHART = Chart(phrase, select, draw, facts, table="agreements", choices=CHOICES, listed=_part, height=406)
