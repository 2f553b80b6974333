"""Places as intervals: what is known is large and labelled, what is not known is faint."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Any

import pandas as pd

from dashboard.charts import axes, controls, frames, looks, periods, style, theme, wording
from dashboard.charts.base import Choices
from dashboard.charts.style import Trace
from dashboard.texts import catalogue, say, word

SHORT = 8  # letters of a label above its mark
KNOWN = 3  # an interval of at most so many places more than one is known well enough to be drawn strong
TICKS = (1, 2, 3, 4, 5, 6, 7, 8, 10, 12, 15, 20, 30, 50, 70, 100, 150)


def families(rows: pd.DataFrame) -> dict[str, str]:
    """All books together, then every root family that has a row in `rows` of `partner_ranks`, by its words."""
    words = {
        name: catalogue().get(f"choice.family.{name}") or wording.family(name) for name in rows["root_family"].unique()
    }
    return {"all": word("choice.family", "all"), **dict(sorted(words.items(), key=lambda pair: pair[1].casefold()))}


def chosen(rows: pd.DataFrame, choices: Choices) -> pd.DataFrame:
    """Of rows of `partner_ranks` those that the choices of flow, basis, family and periods ask for, oldest first."""
    rows = periods.with_years(rows[(rows["flow"] == choices["flow"]) & (rows["basis"] == choices["basis"])])
    rows = rows[controls.within(rows["year"], choices)]
    rows = frames.chosen(rows, choices, root_family="family")
    if choices["periods"] == "years":
        rows = periods.full_or_nearly(rows, ["partner", "root_family"])
    return rows.sort_values(["year", "root_family", "source", "period"], kind="stable", ignore_index=True)


def bounded(rows: pd.DataFrame) -> pd.DataFrame:
    """Those of `rows` with a worst place; all where none has one."""
    closed = rows[rows["rank_worst"].notna()]
    return closed if len(closed) else rows


def known(row: Any) -> bool:
    """Whether both ends of the interval are given and lie close together."""
    if pd.isna(row.rank_best) or pd.isna(row.rank_worst):
        return False
    return int(row.rank_worst) - int(row.rank_best) <= KNOWN


def bottom(rows: Sequence[Any], least: int = 12) -> int:
    """The last place that the picture shows: below all that is known, for what is not known has no end to show."""
    worst = [int(r.rank_worst) for r in rows if known(r)] or [int(r.rank_best) for r in rows]
    return max(least, max(worst) + 2)


def faint(rows: Sequence[Any], hover: Callable[[Any], str], foot: int) -> Iterator[Trace]:
    """Intervals that say little, from the best place to the worst or to the foot of the picture."""
    rows = [r for r in rows if int(r.rank_best) < foot]
    if not rows:
        return
    look = theme.Look(theme.MUTED, "line-ew")
    yield spans_of(rows, look, 1.5, "dot", end=lambda r: foot if pd.isna(r.rank_worst) else min(foot, r.rank_worst)) | {
        "opacity": 0.55
    }
    name = say("rank.faint")
    yield style.marks(rows, look, hover, x=periods.row_place, y="rank_best", name=name, size=9) | {"opacity": 0.75}


def spans_of(
    rows: Sequence[Any], look: theme.Look, width: float, dash: str = "solid", *, end: Callable[[Any], float]
) -> Trace:
    """A line for each row from the best place to its `end`."""
    return style.spans(
        [(periods.row_place(r), int(r.rank_best), periods.row_place(r), end(r)) for r in rows], look, width, dash
    )


def strong(rows: Sequence[Any], look: theme.Look, hover: Callable[[Any], str], group: str) -> Iterator[Trace]:
    """Known places: a thick line over the interval and a large mark in its middle, hollow where not firm."""
    if not rows:
        return
    wide = [r for r in rows if r.rank_worst > best(r)]
    if wide:
        ends = [(periods.row_place(r), best(r), periods.row_place(r), int(r.rank_worst)) for r in wide]
        yield style.spans(ends, look, 5) | {"legendgroup": group}
    symbol = looks.firm(look)
    yield style.marks(rows, look, hover, x=periods.row_place, y=_middle, symbol=symbol, group=group, size=15)


def _middle(row: Any) -> float:
    return (best(row) + int(row.rank_worst)) / 2


def best(row: Any) -> int:
    """The best place of a row; where other books put one more partner above, the place without that partner."""
    return int(row.rank) if _one_above(row) else int(row.rank_best)


def _one_above(row: Any) -> bool:
    above = "" if pd.isna(row.leaning_on) else str(row.leaning_on)
    counted = not pd.isna(row.rank) and int(row.rank) < int(row.rank_best)
    return counted and len(above.split()) == 1


def words(row: Any, newest: bool = True) -> str:
    """The place in short: 7th; 4–5th; 5th, 6–7th with Iraq, where other books put one more partner above.

    Only the newest says whom it counts; an earlier one is 5–7th.
    """
    if not _one_above(row) or not newest:
        return _short(best(row), int(row.rank_worst))
    places, partner = _short(int(row.rank_best), int(row.rank_worst)), wording.country(str(row.leaning_on))
    return say("rank.with", counted=wording.ordinal(int(row.rank)), places=places, partner=partner)


def _short(best: int, worst: int) -> str:
    return wording.ordinal(worst) if best == worst else say("rank.short", best=best, worst=wording.ordinal(worst))


def labels(rows: Sequence[Any], colours: Sequence[str]) -> Iterator[Trace]:
    """The places in words at their marks; a phone has room for the newest of each family of books, in short."""
    yield _labels(rows, colours) | {"meta": {"only": "wide"}}
    newest = {str(r.root_family): i for i, r in sorted(enumerate(rows), key=lambda pair: periods.row_place(pair[1]))}
    few = [rows[i] for i in newest.values()]
    texts, heights = [words(r, newest=False) for r in few], [_beside(r, "bottom", "") for r in few]
    yield _texts(few, heights, texts, "bottom center", [colours[i] for i in newest.values()]) | {
        "meta": {"only": "narrow"}
    }


def _texts(
    rows: Sequence[Any], heights: Sequence[float], words: Sequence[str], at: str | list[str], colours: list[str]
) -> Trace:
    places, bold = [periods.row_place(r) for r in rows], [f"<b>{text}</b>" for text in words]
    return style.texts(places, heights, bold, at, size=12, color=colours)


def _labels(rows: Sequence[Any], colours: Sequence[str]) -> Trace:
    """All places, in turn above and below; a longer one ends at its mark."""
    order = sorted(range(len(rows)), key=lambda i: periods.row_place(rows[i]))
    ordered = [rows[i] for i in order]
    texts = [words(row, newest=row is ordered[-1]) for row in ordered]
    sides = ["bottom" if k % 2 else "top" for k in range(len(ordered))]
    ends = ["left" if len(text) > SHORT else "center" for text in texts]
    heights = [_beside(r, side, text) for r, side, text in zip(ordered, sides, texts, strict=True)]
    at = [f"{side} {end}" for side, end in zip(sides, ends, strict=True)]
    return _texts(ordered, heights, texts, at, [colours[i] for i in order])


def _beside(row: Any, side: str, text: str) -> float:
    """A little above the best or below the worst place, clear of the mark; a long text clear of other labels too."""
    clear = 1.2 if len(text) > SHORT else 0.55 if best(row) == row.rank_worst else 0.25
    return int(row.rank_worst) + clear if side == "bottom" else best(row) - clear


def axis(best: int, foot: int) -> dict[str, Any]:
    """An axis of places with the largest partner on top."""
    at = [t for t in TICKS if best <= t <= foot]
    step = -(-len(at) // 9)
    at = at[::step] if foot > 20 else [t for t in at if t in (1, 3, 5, 7, 10, 12, 15, 20)]
    return axes.labelled((foot + 0.3, best - 0.6), at, wording.ordinal, zeroline=False)
