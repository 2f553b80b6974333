"""Voting agreement beyond what chance would give, pair by pair, with its interval."""

from __future__ import annotations

from collections.abc import Iterator

import pandas as pd

from dashboard.charts import axes, frames, lines, sides, style, theme, wording
from dashboard.charts.base import Chart, Choice, Choices, Facts, Figure, Phrases, Row, TableMap
from dashboard.charts.ties import _votes
from dashboard.texts import say, word
from dashboard.texts.parties import parties

phrase = Phrases("alignment")
BEYOND = ("kappa_quadratic", "kappa_linear", "kappa_none", "pi")
POOLED = "texts-on-ukraine"  # the set that takes several years together
CHOICES = (
    Choice("centre", offered=sides.second_before_first),
    Choice("yardstick", (*BEYOND, "S", "agree_raw", "agree3", "agree2")),
    Choice("set", (POOLED, "all-of-the-year")),
)
HEIGHT, PITCH, FRAME = 422, 32, 70  # pixels: of a usual picture, of a row, and of all rows around


def select(tables: TableMap, choices: Choices) -> pd.DataFrame:
    """Rows of `alignment` for one of the two by one measure and set of roll calls, the newest of each pair."""
    rows = _votes.around(tables["alignment"], choices["centre"])
    rows = frames.known(frames.chosen(rows, choices, "yardstick", vote_set="set"), "value")
    rows = rows.rename(columns={"source": "sources"})  # several sources together are no id of `sources`
    rows = rows[rows["year_coverage"] != "Jan-Jun only"]
    rows = rows[rows["year"] == rows["year"].max()]
    rows = rows.assign(from_year=rows["year"])
    if choices["set"] == POOLED and len(rows):
        texts = tables["un_resolutions"]  # all on Ukraine are taken together, from the first
        first = texts.loc[texts["about_ukraine"].fillna(False).astype(bool), "date"].min()
        rows = rows.assign(from_year=int(first[:4]))
    return frames.ordered(rows, "-value other")


def draw(rows: pd.DataFrame) -> Figure:
    """A mark and its 95 % interval for each other country, the highest on top; zero is what chance gives.

    What chance leaves undefined, with a country that always votes the same, has a row and no mark.
    """
    records = list(frames.each(rows.assign(place=range(len(rows)))))
    known = [r for r in records if not _undefined(r)]
    if not known:
        return style.empty_figure(HEIGHT, phrase("none"))
    pair = parties().other(str(rows["country"].iloc[0]))
    looks = {False: theme.Look(theme.MUTED, "circle"), True: theme.country(parties().first)}
    data = [t for own, look in looks.items() for t in _intervals([r for r in known if (r.other == pair) is own], look)]
    low = min([0.0, *[float(v) for v in rows["value_low"].dropna()], float(rows["value"].min())]) - 0.03
    return style.figure(
        data,
        axes.labelled((low, 1.03), axes.ticks(low, 1.0), showgrid=True, showline=True),
        axes.lanes([_title(r) for r in records], (len(records) - 0.5, -0.5)),
        shapes=[axes.dashed(x=0)],
        height=FRAME + PITCH * len(records),
    )


def _intervals(rows: list[Row], look: theme.Look) -> Iterator[style.Trace]:
    wide = [r for r in rows if not pd.isna(r.value_low)]
    yield lines.spans(wide, look, x=("value_low", "value_high"), y="place", width=3)
    yield style.marks(rows, look, _hover, x="value", y="place")


def _title(row: Row) -> str:
    value = phrase("undefined") if _undefined(row) else _votes.decimal(row.value)
    return phrase("row", b=wording.country(row.other), value=value)


def _undefined(row: Row) -> bool:
    """Beyond chance a pair of which one always votes the same stands at 0 by construction, and has no interval."""
    return row.yardstick in BEYOND and pd.isna(row.value_low)


def _hover(row: Row) -> str:
    value = f"{word('choice.yardstick', row.yardstick)}: {_votes.decimal(row.value)}"
    counts = phrase("counts", n=int(row.both_voted), same=int(row.identical), opposite=int(row.opposite))
    return wording.words(_votes.pair_words(row), value, _votes.interval(phrase, row), counts)


def facts(rows: pd.DataFrame) -> Facts:
    """The pair's value and its place among the pairs shown, by name of the measure.

    The wording is of a raw measure, of one beyond chance, or of one that has nothing to correct.
    """
    row = _votes.newest_of_pair(rows)
    if row is None:
        return {}
    spread = _votes.interval(phrase, row)
    return {
        "wording": "raw" if row.yardstick not in BEYOND else "constant" if _undefined(row) else "",
        "measure": word("choice.yardstick", row.yardstick),
        "value": _votes.decimal(row.value),
        "spread": f" {spread}" if spread else "",
        "calls": int(row.both_voted),
        "set": say(f"choice.set.{row.vote_set}"),
        **_votes.compared(row, rows[rows["other"] != row.other]),
    }


CHART = Chart(phrase, select, draw, facts, table="alignment", choices=CHOICES, listed=_title, height=HEIGHT)
