"""Rows with a title of their own above their marks, the first on top."""

from __future__ import annotations

import textwrap
from collections.abc import Sequence
from typing import Any

from dashboard.charts.style import LEGEND, Figure, Trace, safe

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
    return {
        "type": "scatter",
        "mode": "text",
        "x": [x] * len(texts),
        "y": [i - 0.05 for i in range(len(texts))],
        "text": [folded(text) for text in texts],
        "meta": {"wide": whole},
        "textposition": "top right",
        "cliponaxis": False,
        "hoverinfo": "skip",
        "showlegend": False,
        "textfont": {"size": 12},
    }


def pitch(texts: Sequence[str]) -> int:
    """Pixels of a row under the longest of these titles: more where one of them takes two lines."""
    return PITCH + (22 if any("<br>" in folded(text) for text in texts) else 0)


def rows_layout(
    count: int, xrange: Sequence[float], pitch: int = PITCH, least: int = 2, headed: bool = False, **more: Any
) -> Figure:
    """Layout of titled rows: the first on top, every row equally high, marks a little under their title."""
    places, above = max(count, least), 1.4 if headed else 0.85
    return {
        "height": HEAD + FOOT + round(pitch * (places - 0.4 + above)),
        "margin": {"l": 4, "r": 4, "t": HEAD, "b": FOOT},
        "xaxis": {"range": list(xrange), "showgrid": False, "visible": False},
        "yaxis": {"range": [places - 0.4, -above], "visible": False},
        "legend": LEGEND,
        **more,
    }
