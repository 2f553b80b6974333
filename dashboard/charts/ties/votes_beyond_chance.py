"""Agreement of the two beyond chance, year by year, against the median of other pairs."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pandas as pd

from dashboard.charts import axes, controls, frames, line_ends, periods, style, theme, wording
from dashboard.charts.base import Chart, Choices, Figure, TableMap
from dashboard.charts.ties import _votes
from dashboard.texts import word

ID = "votes-beyond-chance"
phrase = wording.Phrases(ID)
COLUMNS = """
    year source yardstick value value_low value_high both_voted median_others pairs below
""".split()
CHOICES = controls.ends("alignment_medians", "year", "1992", "1992")
OWN, OTHERS = theme.Look(theme.GREEN, "circle"), theme.Look(theme.MUTED, "diamond")


def select(tables: TableMap, choices: Choices) -> pd.DataFrame:
    """Rows of `alignment_medians` between two years, oldest first."""
    rows = tables["alignment_medians"]
    rows = rows[rows["value"].notna() & controls.within(rows["year"], choices)]
    return frames.ordered(rows, "year source", COLUMNS)


def draw(rows: pd.DataFrame) -> Figure:
    """The pair as a strong line with its 95 % intervals, the median of the other pairs in grey."""
    spread, last = rows[rows["value_low"].notna()], int(rows["year"].max())
    low = float(min(0.0, rows["value"].min(), spread["value_low"].min())) - 0.05
    high = float(max(rows["value"].max(), spread["value_high"].max())) + 0.05
    own, others = (rows[rows[column].notna()] for column in ("value", "median_others"))
    lines = (("others", others, "median_others", OTHERS), ("own", own, "value", OWN))
    ends = [
        line_ends.End(y=float(group[column].iloc[-1]), name=phrase(name), colour=look.colour, strong=name == "own")
        for name, group, column, look in lines
    ]
    data = [*_intervals(spread), *(trace for line in lines for trace in _line(*line))]
    return style.figure(
        [*data, line_ends.ends(ends, last + 0.5, low, high, CHART.height)],
        axes.years(**periods.ends(rows)),
        axes.labelled((low, high), axes.ticks(low, high)),
        shapes=[axes.dashed(y=0)],
        margin={"r": line_ends.room(ends)},
    )


def _intervals(rows: pd.DataFrame) -> Iterator[style.Trace]:
    if len(rows):
        ends = [(int(r.year), float(r.value_low), int(r.year), float(r.value_high)) for r in frames.each(rows)]
        yield style.spans(ends, OWN, 1.5) | {"opacity": 0.45}


def _line(name: str, rows: pd.DataFrame, column: str, look: theme.Look) -> Iterator[style.Trace]:
    records, own = list(frames.each(rows)), name == "own"
    places = [(int(r.year), int(r.year), float(getattr(r, column)), True) for r in records]
    yield from style.stepped(places, look, name, width=3 if own else 1.5)
    yield style.marks(records, look, _hover, x="year", y=column, group=name, size=8 if own else 5)
    yield style.key(phrase(name), look, name) | {"meta": {"only": "narrow"}}


def _hover(row: Any) -> str:
    text = phrase("hover", n=int(row.both_voted), **_known(row))
    return wording.words(str(int(row.year)), text, word("source_short", row.source))


def facts(rows: pd.DataFrame) -> dict[str, Any]:
    """The newest year with its interval, and in how many years the pair agrees less than the median of the others."""
    row = frames.last(rows)
    counts = {"below": int(rows["below"].fillna(False).sum()), "n": len(rows), "calls": int(row.both_voted)}
    return {"spread": _votes.interval(ID, row), **counts, **_known(row)}


def _known(row: Any) -> dict[str, Any]:
    values = {"value": _votes.decimal(row.value), "others": _votes.decimal(row.median_others)}
    return {"year": int(row.year), "pairs": int(row.pairs), **values}


def listed(rows: pd.DataFrame) -> str:
    """Every year with the pair's value and the median."""
    pairs = ((int(r.year), _votes.decimal(r.value), _votes.decimal(r.median_others)) for r in frames.each(rows))
    return "; ".join(f"{year}: {own} ({others})" for year, own, others in pairs)


CHART = Chart(
    select,
    draw,
    id=ID,
    table="alignment_medians",
    choices=CHOICES,
    facts=facts,
    listed=listed,
    dated=True,
)
