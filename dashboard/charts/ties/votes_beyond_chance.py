"""Agreement of the two beyond chance, year by year, against the median of other pairs."""

from __future__ import annotations

from collections.abc import Iterator

import pandas as pd

from dashboard.charts import axes, controls, frames, lines, periods, style, theme, wording
from dashboard.charts.base import Chart, Choices, Facts, Figure, Phrases, Row, TableMap
from dashboard.charts.ties import _votes
from dashboard.texts import word

phrase = Phrases("votes-beyond-chance")
CHOICES = controls.ends("alignment_medians", "year", "1992", "1992")
OWN, OTHERS = theme.Look(theme.GREEN, "circle"), theme.Look(theme.MUTED, "diamond")


def select(tables: TableMap, choices: Choices) -> pd.DataFrame:
    """Rows of `alignment_medians` between two years, oldest first."""
    rows = frames.known(tables["alignment_medians"], "value")
    return frames.ordered(rows[controls.within(rows["year"], choices)], "year source")


def draw(rows: pd.DataFrame) -> Figure:
    """The pair as a strong line with its 95 % intervals, the median of the other pairs in grey."""
    spread, last = frames.known(rows, "value_low"), int(rows["year"].max())
    low = float(min(0.0, rows["value"].min(), spread["value_low"].min())) - 0.05
    high = float(max(rows["value"].max(), spread["value_high"].max())) + 0.05
    series = (("others", "median_others", OTHERS), ("own", "value", OWN))
    ends = [_end(name, column, look, rows) for name, column, look in series]
    intervals = lines.spans(frames.each(spread), OWN, x="year", y=("value_low", "value_high"), width=1.5)
    data = [intervals | {"opacity": 0.45}, *(trace for each in series for trace in _line(*each, rows))]
    return style.figure(
        [*data, lines.ends(ends, last + 0.5, (low, high), CHART.height)],
        axes.years(**periods.ends(rows)),
        axes.labelled((low, high), axes.ticks(low, high)),
        shapes=[axes.dashed(y=0)],
        margin={"r": lines.room(ends)},
    )


def _end(name: str, column: str, look: theme.Look, rows: pd.DataFrame) -> lines.End:
    value = float(rows[column].dropna().iloc[-1])
    return lines.End(y=value, name=phrase(name), colour=look.colour, strong=look is OWN)


def _line(name: str, column: str, look: theme.Look, rows: pd.DataFrame) -> Iterator[style.Trace]:
    records, (width, size) = list(frames.each(frames.known(rows, column))), (3, 8) if look is OWN else (1.5, 5)
    places = [(int(r.year), int(r.year), float(getattr(r, column)), True) for r in records]
    yield from lines.stepped(places, look, name, width)
    yield style.marks(records, look, _hover, x="year", y=column, group=name, size=size)
    yield style.key(phrase(name), look, name) | {"meta": {"only": "narrow"}}


def _hover(row: Row) -> str:
    text = phrase("hover", n=int(row.both_voted), **_known(row))
    return wording.words(str(int(row.year)), text, word("source_short", row.source))


def facts(rows: pd.DataFrame) -> Facts:
    """The newest year with its interval, and in how many years the pair agrees less than the median of the others."""
    row = frames.last(rows)
    counts = {"below": int(rows["below"].fillna(False).sum()), "n": len(rows), "calls": int(row.both_voted)}
    return {"spread": _votes.interval(phrase, row), **counts, **_known(row)}


def _known(row: Row) -> Facts:
    values = {"value": _votes.decimal(row.value), "others": _votes.decimal(row.median_others)}
    return {"year": int(row.year), "pairs": int(row.pairs), **values}


def _words(row: Row) -> str:
    return f"{int(row.year)}: {_votes.decimal(row.value)} ({_votes.decimal(row.median_others)})"


CHART = Chart(phrase, select, draw, facts, table="alignment_medians", choices=CHOICES, listed=_words, dated=True)
