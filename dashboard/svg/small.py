"""A figure made small enough for a card among others: the shape of the series, few ticks, no words of its own.

The card says in words what it shows, so legend, notes and the titles inside the picture leave.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

WIDTH, HEIGHT = 400, 200
_TICKS = 4
_COLUMNS, _ROWS, _LETTERS = 2, 3, 48  # of a table that has to be read as small as this
_LONG = 9  # letters of a tick that leave no room for the picture
_SHRUNK = 0.75


def figure(full: Mapping[str, Any]) -> dict[str, Any]:
    """`full` for a picture of WIDTH by HEIGHT; the data stay as they are."""
    if "table" in full["layout"]:
        table = full["layout"]["table"]
        settings = {
            "head": table["head"][:_COLUMNS],
            "numbers": [],
            "rows": [[_cut(c) for c in r[:_COLUMNS]] for r in table["rows"][:_ROWS]],
        }
        return {"data": [], "layout": {"height": HEIGHT, "least": HEIGHT, "table": settings}}
    layout = {k: v for k, v in full["layout"].items() if k not in ("annotations", "legend", "margin")}
    return {
        "data": [_trace(t) for t in full["data"] if t.get("mode") != "text"],
        "layout": layout | {"height": HEIGHT, "xaxis": _axis(layout["xaxis"]), "yaxis": _axis(layout["yaxis"])},
    }


def readable(full: Mapping[str, Any]) -> bool:
    """Whether the small picture still has the words of both axes, which long labels have no room in; a table always."""
    layout = figure(full)["layout"]
    return "table" in layout or all(layout[axis].get("visible", True) for axis in ("xaxis", "yaxis"))


def _cut(cell: Mapping[str, str]) -> dict[str, str]:
    text = cell["text"]
    return {**cell, "text": text if len(text) <= _LETTERS else text[: _LETTERS - 1].rstrip() + "…"}


def _trace(trace: Mapping[str, Any]) -> dict[str, Any]:
    copy = {**trace, "showlegend": False}
    mode = str(trace.get("mode", ""))
    if "text" in mode:
        copy["mode"] = mode.replace("+text", "").replace("text+", "")
    marker = trace.get("marker")
    if marker and "size" in marker:
        copy["marker"] = {**marker, "size": _shrunk(marker["size"])}
    return copy


def _shrunk(size: Any) -> Any:
    return [_SHRUNK * s for s in size] if isinstance(size, (list, tuple)) else _SHRUNK * size


def _axis(axis: Mapping[str, Any]) -> dict[str, Any]:
    copy = {k: v for k, v in axis.items() if k != "title"}
    texts = [str(t) for t in axis.get("ticktext", ())]
    if any(len(t) > _LONG for t in texts):
        return copy | {"visible": False}
    step = max(1, -(-len(texts) // (_TICKS + 1)))
    return copy | {"tickvals": axis.get("tickvals", [])[::step], "ticktext": texts[::step]}
