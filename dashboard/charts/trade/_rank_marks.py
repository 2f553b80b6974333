"""Marks of places: what is known is large and labelled, what is not known is faint."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Any

import pandas as pd

from dashboard.charts import axes, lines, looks, periods, style, theme, wording
from dashboard.charts.base import Row
from dashboard.charts.style import Of, Trace
from dashboard.charts.trade import _ranks
from dashboard.charts.trade._ranks import best
from dashboard.texts import say

SHORT = 8  # letters of a label above its mark
NEAR = 1.7  # years in which a mark on a phone lies under half a label
TICKS = (1, 2, 3, 4, 5, 6, 7, 8, 10, 12, 15, 20, 30, 50, 70, 100, 150)


def bottom(rows: Sequence[Row], least: int = 12) -> int:
    """The last place that the picture shows: below all that is known, for what is not known has no end to show."""
    worst = [int(r.rank_worst) for r in rows if _ranks.known(r)] or [int(r.rank_best) for r in rows]
    return max(least, max(worst) + 2)


def spans(rows: Sequence[Row], look: theme.Look, end: Of, **more: Any) -> Trace:
    """A line for each row from the best place to its `end`; `more` is as of other lines."""
    return lines.spans(rows, look, x=periods.row_place, y=("rank_best", end), **more)


def faint(rows: Sequence[Row], hover: Callable[[Row], str], foot: int) -> Iterator[Trace]:
    """Intervals that say little, from the best place to the worst or to the foot of the picture."""
    rows = [r for r in rows if int(r.rank_best) < foot]
    look, name = theme.Look(theme.MUTED, "line-ew"), say("rank.faint")
    end = spans(rows, look, lambda r: foot if pd.isna(r.rank_worst) else min(foot, r.rank_worst), width=1.5, dash="dot")
    yield end | {"opacity": 0.55}
    yield style.marks(rows, look, hover, x=periods.row_place, y="rank_best", name=name, size=9) | {"opacity": 0.75}


def strong(rows: Sequence[Row], look: theme.Look, hover: Callable[[Row], str], group: str) -> Iterator[Trace]:
    """Known places: a thick line over the interval and a large mark in its middle, hollow where not firm."""
    wide = [r for r in rows if r.rank_worst > best(r)]
    yield lines.spans(wide, look, x=periods.row_place, y=(best, "rank_worst"), width=5, group=group)
    symbol = looks.firm(look)
    yield style.marks(rows, look, hover, x=periods.row_place, y=_middle, symbol=symbol, group=group, size=15)


def _middle(row: Row) -> float:
    return (best(row) + int(row.rank_worst)) / 2


def labels(rows: Sequence[Row], colours: Sequence[str]) -> Iterator[Trace]:
    """The places in words at their marks; a phone has room for the newest of each family of books, in short."""
    marks = sorted(zip(rows, colours, strict=True), key=lambda mark: periods.row_place(mark[0]))
    yield _every(marks) | {"meta": {"only": "wide"}}
    newest = list({str(row.root_family): (row, colour) for row, colour in marks}.values())
    texts = [_ranks.words(row, newest=False) for row, _ in newest]
    sides = [_side(row, rows) for row, _ in newest]
    heights = [_beside(row, side, "") for (row, _), side in zip(newest, sides, strict=True)]
    yield _texts(newest, heights, texts, [f"{side} center" for side in sides]) | {"meta": {"only": "narrow"}}


def _side(row: Row, rows: Sequence[Row]) -> str:
    """Where a phone has room for a place: below its mark, above it where marks of other years lie in the way."""
    x, (low, high) = periods.row_place(row), (row.rank_worst + 0.2, row.rank_worst + 1.5)
    near = [r for r in rows if r is not row and abs(periods.row_place(r) - x) < NEAR]
    return "top" if any(best(r) - 0.4 < high and low < r.rank_worst + 0.4 for r in near) else "bottom"


def _every(marks: list[tuple[Row, str]]) -> Trace:
    """All places, in turn above and below; a longer one ends at its mark."""
    texts = [_ranks.words(row, newest=row is marks[-1][0]) for row, _ in marks]
    sides = ["bottom" if k % 2 else "top" for k in range(len(marks))]
    ends = ["left" if len(text) > SHORT else "center" for text in texts]
    heights = [_beside(row, side, text) for (row, _), side, text in zip(marks, sides, texts, strict=True)]
    return _texts(marks, heights, texts, [f"{side} {end}" for side, end in zip(sides, ends, strict=True)])


def _texts(marks: list[tuple[Row, str]], heights: Sequence[float], words: Sequence[str], at: str | list[str]) -> Trace:
    places, bold = [periods.row_place(row) for row, _ in marks], [f"<b>{text}</b>" for text in words]
    return style.texts(places, heights, bold, at, size=12, color=[colour for _, colour in marks])


def _beside(row: Row, side: str, text: str) -> float:
    """A little above the best or below the worst place, clear of the mark; a long text clear of other labels too."""
    clear = 1.2 if len(text) > SHORT else 0.55 if best(row) == row.rank_worst else 0.25
    return int(row.rank_worst) + clear if side == "bottom" else best(row) - clear


def axis(best: int, foot: int) -> dict[str, Any]:
    """An axis of places with the largest partner on top."""
    at = [t for t in TICKS if best <= t <= foot]
    step = -(-len(at) // 9)
    at = at[::step] if foot > 20 else [t for t in at if t in (1, 3, 5, 7, 10, 12, 15, 20)]
    return axes.labelled((foot + 0.3, best - 0.6), at, wording.ordinal, zeroline=False)
