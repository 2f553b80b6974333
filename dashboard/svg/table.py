"""A small table as SVG: columns as wide as their words need, every cell in as many lines as it takes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from dashboard.svg import letters

_SIZE, _LINE, _PAD, _GAP, _SIDE = 13, 18, 8, 14, 12


def draw(table: Mapping[str, Any], width: int) -> tuple[str, float]:
    """The table as SVG elements for `width` pixels, and the height it takes."""
    head, rows = list(table["head"]), [[c["text"] for c in row] for row in table["rows"]]
    room = width - 2 * _SIDE
    wide = _signs(head, room) if table.get("matrix") else _widths([head, *rows], room)
    parts: list[str] = []
    y = _row(parts, head, wide, 8.0, ['class="soft" font-weight="600"'] * len(head))
    for row, cells in zip(rows, table["rows"], strict=True):
        parts.append(f'<line x1="{_SIDE}" x2="{width - _SIDE}" y1="{y:g}" y2="{y:g}" class="grid"/>')
        looks = ['class="ink"' + (' font-weight="600"' if c["tone"] == "strong" else "") for c in cells]
        y = _row(parts, row, wide, y, looks)
    return "".join(parts), y + _PAD


def _widths(rows: Sequence[Sequence[str]], room: float) -> list[float]:
    """Room for each column: by the square root of its longest text, so that a long sentence takes most, not all."""
    need = [max(len(row[i]) for row in rows) ** 0.5 + 1 for i in range(len(rows[0]))]
    return [room * n / sum(need) for n in need]


def _signs(head: Sequence[str], room: float) -> list[float]:
    """Room of a matrix: for each sign as much as its head needs, the rest for the titles."""
    most = 0.62 * room / max(len(head) - 1, 1)
    narrow = [min(most, _GAP + 8.2 * len(text)) for text in head[1:]]
    return [room - sum(narrow), *narrow]


def _row(parts: list[str], texts: Sequence[str], wide: Sequence[float], y: float, looks: Sequence[str]) -> float:
    x, most = float(_SIDE), 1
    for text, room, look in zip(texts, wide, looks, strict=True):
        lines = letters.wrapped(text, room - _GAP, _SIZE) if len(text) > 4 else [text]
        parts.append(letters.block(lines, x, y + _PAD + _SIZE, _SIZE, look))
        most, x = max(most, len(lines)), x + room
    return y + 2 * _PAD + _LINE * most
