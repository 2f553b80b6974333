"""Small tables in place of pictures: what a handful of rows says is read, not looked at.

A table is a figure without traces whose `layout.table` holds its words, so that a chart keeps one way to its page,
its address and its still picture: {"head": [text], "numbers": [column], "rows": [[cell]]}, where a cell is
{"text": text, "tone": tone}, with "to": address where it leads to a page.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from html import unescape
from typing import Any

import pandas as pd

from dashboard.charts import frames
from dashboard.charts.frames import Row
from dashboard.charts.phrases import Phrases
from dashboard.charts.style import Figure
from dashboard.texts import say

Cell = dict[str, str]
Cells = list[str | Cell]
FEW = 3  # marks up to which a picture says less than their words
LINE, PAD = 20, 14  # pixels of a line of text and around a row: for whoever keeps room free
LEAST = 8  # letters in a line of a cell of a table with many columns, which is wider than the page
TONES = ("", "yes", "no", "open", "strong")


def cell(text: str, tone: str = "", to: str = "") -> Cell:
    """One cell; `tone` is one of TONES and only repeats what the text says; `to` is a page of ours that it leads to."""
    if tone not in TONES:
        raise ValueError(f"tone {tone} is not one of {TONES}")
    return {"text": text, "tone": tone, **({"to": to} if to else {})}


def figure(
    head: Sequence[str], rows: Sequence[Sequence[str | Cell]], *, numbers: Sequence[int] = (), matrix: bool = False
) -> Figure:
    """A table under `head`; the columns at `numbers` are set to the right. ValueError for a row of another length.

    A `matrix` has a title in its first column and one sign in each other one; its head stays in sight.
    """
    cells = [[cell(c) if isinstance(c, str) else c for c in row] for row in rows]
    if any(len(row) != len(head) for row in cells):
        raise ValueError("a row has not as many cells as the table has columns")
    table = {"head": list(head), "numbers": list(numbers), "rows": cells, "matrix": matrix}
    return {"data": [], "layout": {"height": _height(table), "table": table}}


def listing(
    phrase: Phrases, columns: str, cells: Callable[[Row], Cells], numbers: Sequence[int] = ()
) -> Callable[[pd.DataFrame], Figure]:
    """A drawing of rows as a table, with a line for each of them, under the words of the `columns` of a chart."""
    names = columns.split()
    return lambda rows: figure(
        [phrase.column(name) for name in names], [cells(r) for r in frames.each(rows)], numbers=numbers
    )


def _height(table: dict[str, Any]) -> int:
    """About the pixels that the table takes on a wide page."""
    room = 60 if table["matrix"] else max(LEAST, 110 // len(table["head"]))  # letters of a cell in one line
    lines = [max(-(-len(c["text"]) // room) or 1 for c in row) for row in table["rows"]]
    return 72 + sum(PAD + LINE * n for n in lines)


def marks(figure: Figure) -> list[str]:
    """The words of every mark that a reader can point at, in the order of the picture."""
    pointed = [t for t in figure["data"] if t.get("hoverinfo") == "text"]
    return [text for trace in pointed for text in trace["hovertext"] if text]


def of_few(picture: Figure) -> Figure:
    """`picture` itself, or the words of its marks as a table where it has at most FEW of them."""
    words = list(dict.fromkeys(marks(picture)))
    if not words or len(words) > FEW:
        return picture
    lines = [[_plain(line) for line in text.split("<br>")] for text in words]
    rows: list[Cells] = [[cell(first, "strong"), "; ".join(part for part in rest if part)] for first, *rest in lines]
    return figure([say("grid.mark"), say("grid.value_of_mark")], rows)


def _plain(text: str) -> str:
    return unescape(text.replace("<b>", "").replace("</b>", ""))
