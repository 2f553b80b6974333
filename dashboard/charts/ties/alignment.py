"""Voting agreement beyond what chance would give, pair by pair, with its interval."""

from __future__ import annotations

from typing import Any

import pandas as pd

from dashboard.charts import axes, frames, sides, style, theme, wording
from dashboard.charts.base import Chart, Choice, Choices, Figure, TableMap
from dashboard.charts.ties import _votes
from dashboard.texts import say, word
from dashboard.texts.parties import parties

ID = "alignment"
phrase = wording.Phrases(ID)
COLUMNS = """
    country other from_year year session yardstick vote_set value value_low value_high both_voted identical opposite
    year_coverage sources
""".split()
BEYOND = ("kappa_quadratic", "kappa_linear", "kappa_none", "pi")
CHOICES = (
    Choice("centre", offered=sides.second_before_first),
    Choice("yardstick", (*BEYOND, "S", "agree_raw", "agree3", "agree2")),
    Choice("set", ("texts-on-ukraine", "all-of-the-year")),
)
POOLED = "texts-on-ukraine"  # the set that takes several years together
PITCH, FRAME = 32, 70  # pixels of a row, and of all rows around


def select(tables: TableMap, choices: Choices) -> pd.DataFrame:
    """Rows of `alignment` for one of the two by one measure and set of roll calls, the newest of each pair."""
    rows = _votes.around(tables["alignment"], choices["centre"])
    rows = rows[(rows["yardstick"] == choices["yardstick"]) & (rows["vote_set"] == choices["set"])]
    rows = rows.rename(columns={"source": "sources"})  # several sources together are no id of `sources`
    rows = rows[rows["value"].notna() & (rows["year_coverage"] != "Jan-Jun only")]
    rows = rows[rows["year"] == rows["year"].max()] if len(rows) else rows
    rows = rows.assign(from_year=rows["year"])
    if choices["set"] == POOLED and len(rows):
        rows = rows.assign(from_year=_first_text(tables))
    return frames.ordered(rows, "-value other", COLUMNS)


def _first_text(tables: TableMap) -> int:
    """The year of the first text on Ukraine: all of them are taken together."""
    texts = tables["un_resolutions"]
    return int(texts.loc[texts["about_ukraine"].fillna(False).astype(bool), "date"].min()[:4])


def draw(rows: pd.DataFrame) -> Figure:
    """A mark and its 95 % interval for each other country, the highest on top; zero is what chance gives.

    What chance leaves undefined, with a country that always votes the same, has a row and no mark.
    """
    records = list(frames.each(rows.assign(place=range(len(rows)))))
    both = parties()
    pair = both.other(str(rows["country"].iloc[0]))
    low = min([0.0, *[float(v) for v in rows["value_low"].dropna()], float(rows["value"].min())]) - 0.03
    known = [r for r in records if not _undefined(r)]
    others, own = [r for r in known if r.other != pair], [r for r in known if r.other == pair]
    if not known:
        figure = style.empty_figure(CHART.height)
        figure["layout"]["annotations"][0]["text"] = phrase("none")
        return figure
    return style.figure(
        [*_intervals(others, theme.Look(theme.MUTED, "circle")), *_intervals(own, theme.country(both.first))],
        axes.labelled((low, 1.03), axes.ticks(low, 1.0), showgrid=True, showline=True),
        axes.lanes([_title(r) for r in records], (len(records) - 0.5, -0.5)),
        shapes=[axes.dashed(x=0)],
        height=FRAME + PITCH * len(records),
    )


def _intervals(rows: list[Any], look: theme.Look) -> list[style.Trace]:
    if not rows:
        return []
    ends = [(float(r.value_low), r.place, float(r.value_high), r.place) for r in rows if not pd.isna(r.value_low)]
    points = style.marks(rows, look, _hover, x="value", y="place")
    return [style.spans(ends, look, 3), points] if ends else [points]


def _title(row: Any) -> str:
    value = phrase("undefined") if _undefined(row) else _votes.decimal(row.value)
    return phrase("row", b=wording.country(row.other), value=value)


def _undefined(row: Any) -> bool:
    """Beyond chance a pair of which one always votes the same stands at 0 by construction, and has no interval."""
    return row.yardstick in BEYOND and pd.isna(row.value_low)


def _hover(row: Any) -> str:
    value = f"{word('choice.yardstick', row.yardstick)}: {_votes.decimal(row.value)}"
    counts = phrase("counts", n=int(row.both_voted), same=int(row.identical), opposite=int(row.opposite))
    return wording.words(_votes.pair_words(row), value, _votes.interval(ID, row), counts)


def facts(rows: pd.DataFrame) -> dict[str, Any]:
    """The pair's value and its place among the pairs shown, by name of the measure."""
    row = _votes.newest_of_pair(rows)
    if row is None:
        return {}
    above, spread = rows[rows["value"] > row["value"]], _votes.interval(ID, row)
    return {
        "wording": _wording(row),
        "measure": word("choice.yardstick", row["yardstick"]),
        "value": _votes.decimal(row["value"]),
        "spread": f" {spread}" if spread else "",
        "n": len(rows) - 1,
        "above": len(above),
        "names": _votes.above(above),
        "calls": int(row["both_voted"]),
        "set": say(f"choice.set.{row['vote_set']}"),
        **_votes.names(row),
    }


def _wording(row: Any) -> str:
    """Which sentence fits: a raw measure, one beyond chance, or one that has nothing to correct."""
    if row["yardstick"] not in BEYOND:
        return "raw"
    return "constant" if _undefined(row) else ""


def listed(rows: pd.DataFrame) -> str:
    """Every pair with its value."""
    return "; ".join(_title(r) for r in frames.each(rows))


CHART = Chart(select, draw, facts=facts, id=ID, table="alignment", choices=CHOICES, listed=listed, height=422)
