"""Rows with a title of their own above their marks, the first on top."""

from __future__ import annotations

import textwrap
from collections.abc import Sequence
from typing import Any

import pandas as pd

from dashboard.charts import axes, frames, style
from dashboard.charts.style import Figure, Trace
from dashboard.charts.wording import safe

PITCH, HEAD, FOOT = 44, 16, 30  # pixels of one titled row, and above and below all rows
UNDER = 0.2  # how far below the title of a row its marks lie, in rows
_WIDE, _WHOLE = 46, 125  # letters of a title that a phone, and a wide screen, show in one line


def folded(text: str) -> str:
    """A title in at most two lines that a phone can show; the hover label and the table hold all of it."""
    lines = textwrap.wrap(text, _WIDE, max_lines=2, placeholder=" …") or [""]
    return "<br>".join(safe(part) for part in lines)


def titles(texts: Sequence[str], x: float) -> Trace:
    """Titles above the marks of rows 0, 1, ... counted from the top, all beginning at `x`.

    `meta.wide` holds them in one line, for whoever has the room.
    """
    whole = [safe(next(iter(textwrap.wrap(text, _WHOLE, max_lines=1, placeholder=" …")), "")) for text in texts]
    heights = [i - 0.05 for i in range(len(texts))]
    folds = [folded(text) for text in texts]
    return style.texts([x] * len(texts), heights, folds, "top right", size=12, meta={"wide": whole})


def numbered(rows: pd.DataFrame) -> list[frames.Row]:
    """The rows with the `place` of their marks, under the titles of rows 0, 1, ..."""
    return list(frames.each(rows.assign(place=[i + UNDER for i in range(len(rows))])))


def pitch(texts: Sequence[str]) -> int:
    """Pixels of a row under the longest of these titles: more where one of them takes two lines."""
    return PITCH + (22 if any("<br>" in folded(text) for text in texts) else 0)


def figure(texts: Sequence[str], data: list[Trace], ends: Sequence[float], **more: Any) -> Figure:
    """Titled rows: the first on top, every row equally high, marks a little under their title; `more` is of the layout.

    Traces without a point are left out. Two rows are the least that takes the room of a picture; titles begin at the
    first of the `ends` of the axis.
    """
    places = max(len(texts), 2)
    layout = {
        "height": HEAD + FOOT + round(pitch(texts) * (places + 0.45)),
        "margin": {"l": 4, "r": 4, "t": HEAD, "b": FOOT},
        "xaxis": {"range": list(ends), "showgrid": False, "visible": False},
        "yaxis": {"range": [places - 0.4, -0.85], "visible": False},
        **more,
    }
    return {"data": [trace for trace in data if trace["x"]], "layout": layout}


def of_dollars(texts: Sequence[str], data: list[Trace], low: float, high: float) -> Figure:
    """The same with titles of their own, on a logarithmic axis of dollars under the rows."""
    axis = axes.decades(low, high) | {"showgrid": True, "showline": True}
    return figure(texts, [titles(texts, low * 1.02), *data], axes.powers_of_ten(low, high), xaxis=axis)
