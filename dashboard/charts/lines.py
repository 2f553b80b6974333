"""Lines that several charts draw alike: pieces without false joins, spans of rows, and names at the ends of lines."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from dashboard.charts import looks, style, theme
from dashboard.charts.frames import Row
from dashboard.charts.style import Of, Trace
from dashboard.charts.wording import safe

GAP = 13  # pixels between two names
FRAME = 90  # pixels of a chart's height that axis and legend take


def line(
    x: Sequence[Any], y: Sequence[Any], look: theme.Look, *, dash: str = "", width: float = 2, **named: str
) -> Trace:
    """A line without hover; None breaks it. `named` is its name and group in the legend, if it has one."""
    return {
        "type": "scatter",
        "mode": "lines",
        "x": list(x),
        "y": list(y),
        "hoverinfo": "skip",
        "line": {"color": look.colour, "width": width, "dash": dash or look.dash},
        **style.named(**{"name": "", **named}),
    }


def spans(rows: Iterable[Row], look: theme.Look, *, x: Of | tuple[Of, Of], y: Of | tuple[Of, Of], **more: Any) -> Trace:
    """A straight piece for each row, as one trace; `x` or `y` is where it begins and ends. `more` is as of `line`."""
    rows = list(rows)
    ends = ([style.each(rows, end) for end in (of if isinstance(of, tuple) else (of,))] for of in (x, y))
    across, up = (_broken(end[0], end[-1]) for end in ends)
    return line(across, up, look, **{"dash": "solid", **more})


def _broken(starts: list[Any], ends: list[Any]) -> list[Any]:
    """Where pieces begin and end, each parted from the next."""
    return [value for pair in zip(starts, ends, strict=True) for value in (*pair, None)]


def stepped(
    places: Sequence[tuple[int, float, Any, bool]], look: theme.Look, group: str = "", width: float = 1.5
) -> Iterator[Trace]:
    """Pieces between neighbouring years, solid where both ends are observed and dotted elsewhere; no bridge over a gap.

    `places` holds (year, x, y, observed), ordered by year, each year once.
    """
    steps = [(a, b) for a, b in pairwise(places) if b[0] == a[0] + 1]
    for dash, observed in (("solid", True), ("dot", False)):
        pieces = [step for step in steps if (step[0][3] and step[1][3]) is observed]
        x, y = (_broken(*([style.plain(step[k][i]) for step in pieces] for k in (0, 1))) for i in (1, 2))
        yield line(x, y, look, dash=dash, width=width, group=group)


def by_year(
    rows: Sequence[Row],
    look: theme.Look,
    value: str,
    hover: Callable[[Row], str],
    *,
    x: Of = "year",
    group: str = "",
    width: float = 1.5,
    **more: Any,
) -> list[Trace]:
    """Marks of rows by how firm they are (`cell_basis`), and pieces between neighbours; `more` as for marks.

    Rows of which two are of one year are no line: they have marks alone.
    """
    points = style.marks(rows, look, hover, x=x, y=value, symbol=looks.firm(look), group=group, **more)
    years, firm = [int(r.year) for r in rows], [r.cell_basis == "observed" for r in rows]
    places = list(zip(years, points["x"], points["y"], firm, strict=True)) if len({*years}) == len(years) else []
    return [*stepped(places, look, group, width), points]


@dataclass(frozen=True, kw_only=True)
class End:
    """The end of one line: its value, its name and colour; `strong` ones are bold."""

    y: float
    name: str
    colour: str
    strong: bool = False


def spread(values: Sequence[float], gap: float, low: float, high: float) -> list[float]:
    """`values` moved apart until neighbours are `gap` from each other, within `low` and `high` as far as they fit."""
    order = sorted(range(len(values)), key=lambda i: values[i])
    placed: list[float] = []
    for i in order:
        placed.append(max(values[i], placed[-1] + gap) if placed else max(values[i], low))
    ceiling = high
    for k in range(len(placed) - 1, -1, -1):
        placed[k] = min(placed[k], ceiling)
        ceiling = placed[k] - gap
    heights = dict(zip(order, placed, strict=True))
    return [heights[i] for i in range(len(values))]


def ends(entries: Sequence[End], x: float, bounds: tuple[float, float], height: int) -> Trace:
    """The names of lines at `x`, on a wide screen; the axis runs between `bounds` in `height` pixels."""
    low, high = bounds
    gap = GAP * (high - low) / max(height - FRAME, 1)
    heights = [round(y, 4) for y in spread([e.y for e in entries], gap, low, high)]
    names = [f"<b>{safe(e.name)}</b>" if e.strong else safe(e.name) for e in entries]
    colours, only = [e.colour for e in entries], {"only": "wide"}
    return style.texts([x] * len(entries), heights, names, "middle right", size=11, color=colours, meta=only)


def room(entries: Sequence[End]) -> int:
    """Pixels at the right that the longest of the names needs."""
    return 14 + round(6.4 * max((len(e.name) for e in entries), default=0))
