"""Agreement of the two beyond chance, year by year, against the median of other pairs."""

from __future__ import annotations

from functools import partial
from typing import Any

import pandas as pd

from dashboard.charts import axes, frames, headlines, labels, spans, style, theme
from dashboard.charts.base import Chart, Choices, Figure, TableMap
from dashboard.charts.ties import _votes
from dashboard.texts import word

ID = "votes-beyond-chance"
phrase = headlines.Phrases(ID)
COLUMNS = """
    year source yardstick value value_low value_high both_voted median_others pairs below
""".split()
CHOICES = spans.ends("alignment_medians", "year", "1992", "1992")
OWN, OTHERS = theme.Look(theme.GREEN, "circle"), theme.Look(theme.MUTED, "diamond")


def select(tables: TableMap, choices: Choices) -> pd.DataFrame:
    """Rows of `alignment_medians` between two years, oldest first."""
    rows = tables["alignment_medians"]
    rows = rows[rows["value"].notna() & spans.within(rows["year"], choices)]
    return frames.ordered(rows, "year source", COLUMNS)


def draw(rows: pd.DataFrame) -> Figure:
    """The pair as a strong line with its 95 % intervals, the median of the other pairs in grey."""
    records, last = list(frames.each(rows)), int(rows["year"].max())
    spread = [r for r in records if not style.missing(r.value_low)]
    low = min([0.0, *[float(r.value_low) for r in spread], *[float(r.value) for r in records]]) - 0.05
    high = max([*[float(r.value_high) for r in spread], *[float(r.value) for r in records]]) + 0.05
    intervals = [(int(r.year), float(r.value_low), int(r.year), float(r.value_high)) for r in spread]
    data = [*([style.spans(intervals, OWN, 1.5) | {"opacity": 0.45}] if intervals else [])]
    ends = []
    for name, column, look in (("others", "median_others", OTHERS), ("own", "value", OWN)):
        group = [r for r in records if not style.missing(getattr(r, column))]
        places = [(int(r.year), int(r.year), float(getattr(r, column)), True) for r in group]
        data += list(style.stepped(places, look, name, width=3 if name == "own" else 1.5))
        value = partial(_value, column)
        size = 8 if name == "own" else 5
        data.append(style.marks(group, look, _hover, x=lambda r: int(r.year), y=value, group=name, size=size))
        data.append(style.key(phrase(name), look, name) | {"meta": {"only": "narrow"}})
        ends.append(labels.End(y=places[-1][2], name=phrase(name), colour=look.colour, strong=name == "own"))
    data.append(labels.ends(ends, last + 0.5, low, high, CHART.height))
    layout = {
        "height": CHART.height,
        "margin": {"r": labels.room(ends)},
        "xaxis": axes.years(int(rows["year"].min()), last),
        "yaxis": axes.labelled((low, high), axes.ticks(low, high)),
        "shapes": [axes.dashed(y=0)],
    }
    return {"data": data, "layout": layout}


def _value(column: str, row: Any) -> float:
    return float(getattr(row, column))


def _hover(row: Any) -> str:
    text = phrase("hover", n=int(row.both_voted), **_known(row))
    return style.words(str(int(row.year)), text, word("series", row.source))


def facts(rows: pd.DataFrame) -> dict[str, Any]:
    """The newest year with its interval, and in how many years the pair agrees less than the median of the others."""
    row = frames.last(rows)
    counts = {"below": int(rows["below"].fillna(False).sum()), "n": len(rows), "calls": int(row.both_voted)}
    return {"spread": _votes.interval(ID, row), **counts, **_known(row)}


def _known(row: Any) -> dict[str, Any]:
    values = {"value": f"{float(row.value):.2f}", "others": f"{float(row.median_others):.2f}"}
    return {"year": int(row.year), "pairs": int(row.pairs), **values}


def listed(rows: pd.DataFrame) -> str:
    """Every year with the pair's value and the median."""
    return "; ".join(f"{int(r.year)}: {float(r.value):.2f} ({float(r.median_others):.2f})" for r in frames.each(rows))


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
