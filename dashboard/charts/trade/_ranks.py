"""Places as intervals: what is known is large and labelled, what is not known is faint."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from dashboard.charts import headlines, periods, style, theme
from dashboard.charts.style import Trace
from dashboard.texts import say, word

KNOWN = 3  # an interval of at most so many places more than one is known well enough to be drawn strong
TICKS = (1, 2, 3, 4, 5, 6, 7, 8, 10, 12, 15, 20, 30, 50, 70, 100, 150)


def known(row: Any) -> bool:
    """Whether both ends of the interval are given and lie close together."""
    if style.missing(row.rank_best) or style.missing(row.rank_worst):
        return False
    return int(row.rank_worst) - int(row.rank_best) <= KNOWN


def place(row: Any) -> float:
    return round(periods.place(row.period, row.calendar), 3)


def bottom(rows: Sequence[Any], least: int = 12) -> int:
    """The last place that the picture shows: a little below what is known and below where the unknown begins."""
    worst = [int(r.rank_worst) for r in rows if known(r)] + [int(r.rank_best) for r in rows]
    return max(least, round(max(worst) * 1.15) + 2)


def faint(rows: Sequence[Any], hover: Sequence[str], foot: int) -> Iterator[Trace]:
    """Intervals that say little, from the best place to the worst or to the foot of the picture."""
    if not rows:
        return
    look = theme.Look(theme.MUTED, "line-ew")
    ends = [(place(r), int(r.rank_best), place(r), min(foot, _worst(r, foot))) for r in rows]
    yield style.spans(ends, look, 1.5, "dot") | {"opacity": 0.55}
    yield style.points(
        [place(r) for r in rows],
        [int(r.rank_best) for r in rows],
        look,
        [look.symbol] * len(rows),
        hover,
        name=say("rank.faint"),
        size=9,
    ) | {"opacity": 0.75}


def _worst(row: Any, foot: int) -> int:
    return foot if style.missing(row.rank_worst) else int(row.rank_worst)


def strong(rows: Sequence[Any], look: theme.Look, hover: Sequence[str], group: str) -> Iterator[Trace]:
    """Known places: a thick line over the interval and a large mark in its middle, hollow where not firm."""
    if not rows:
        return
    wide = [r for r in rows if r.rank_worst > r.rank_best]
    if wide:
        ends = [(place(r), int(r.rank_best), place(r), int(r.rank_worst)) for r in wide]
        yield style.spans(ends, look, 5) | {"legendgroup": group}
    middle = [(int(r.rank_best) + int(r.rank_worst)) / 2 for r in rows]
    symbols = [style.symbol(look, r.obs_status, r.full_year) for r in rows]
    yield style.points([place(r) for r in rows], middle, look, symbols, hover, group=group, size=15)


def words(row: Any) -> str:
    """The place in words: 7th; 5th, 6th or 7th with Iraq, where other books put one more partner above."""
    text = headlines.places(row.rank_best, row.rank_worst)
    above = "" if style.missing(row.leaning_on) else str(row.leaning_on)
    counted = not style.missing(row.rank) and int(row.rank) < int(row.rank_best)
    if not counted or not above or " " in above:
        return text
    partner = word("choice.partner", above)
    return say("rank.with", counted=headlines.ordinal(int(row.rank)), places=text, partner=partner)


def labels(rows: Sequence[Any], colours: Sequence[str], turn: float) -> Trace:
    """The places in words beside their marks, on the left of it for those after `turn`."""
    return {
        "type": "scatter",
        "mode": "text",
        "x": [place(r) + (-0.25 if place(r) > turn else 0.25) for r in rows],
        "y": [(int(r.rank_best) + int(r.rank_worst)) / 2 for r in rows],
        "text": [f"<b>{words(r)}</b>" for r in rows],
        "textposition": ["middle left" if place(r) > turn else "middle right" for r in rows],
        "cliponaxis": False,
        "textfont": {"size": 13, "color": list(colours)},
        "hoverinfo": "skip",
        "showlegend": False,
    }


def axis(best: int, foot: int) -> dict[str, Any]:
    """An axis of places with the largest partner on top."""
    at = [t for t in TICKS if best <= t <= foot]
    step = -(-len(at) // 9)
    at = at[::step] if foot > 20 else [t for t in at if t in (1, 3, 5, 7, 10, 12, 15, 20)]
    return {
        "range": [foot + 0.3, best - 0.6],
        "tickvals": at,
        "ticktext": [headlines.ordinal(t) for t in at],
        "zeroline": False,
    }
