"""Text of the still pictures: how wide it is, about, and how it is broken into lines."""

from __future__ import annotations

import textwrap
from html import escape

NARROW = 0.52  # width of a usual letter as a share of the font's size


def wrapped(text: str, room: float, size: float, bold: bool = False) -> list[str]:
    """Lines of `text` that fit into `room` pixels at a font of `size` pixels; at least one."""
    letters = max(8, int(room / (size * NARROW * (1.08 if bold else 1))))
    return textwrap.wrap(text, letters) or [""]


def block(lines: list[str], x: float, y: float, size: float, look: str) -> str:
    """Lines of text under each other, the first with its baseline at `y`; `look` is the rest of the attributes."""
    step, about = round(size * 1.35), f'font-size="{size:g}" {look}'
    rows = [(y + i * step, escape(text, quote=False)) for i, text in enumerate(lines)]
    return "".join(f'<text x="{x:g}" y="{at:g}" {about}>{text}</text>' for at, text in rows)


def height(lines: list[str], size: float) -> float:
    return len(lines) * round(size * 1.35)
