"""Text of the still pictures: how wide it is, about, its lines; and what one that is taken away says of itself."""

from __future__ import annotations

import textwrap
from dataclasses import dataclass
from html import escape

_SIDE = 16
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


@dataclass(frozen=True, kw_only=True)
class Caption:
    """The words around a picture; an empty one takes no room."""

    title: str
    subtitle: str = ""
    key: str = ""
    source: str = ""
    name: str = ""


def head(caption: Caption, width: int) -> tuple[str, float]:
    """Headline and subtitle as SVG, and the height they take."""
    room = width - 2 * _SIDE
    title = wrapped(caption.title, room, 20, bold=True)
    parts = [block(title, _SIDE, 32, 20, 'class="ink" font-weight="600"')]
    y = 32 + height(title, 20)
    if caption.subtitle:
        lines = wrapped(caption.subtitle, room, 13)
        parts.append(block(lines, _SIDE, y - 4, 13, 'class="soft"'))
        y += height(lines, 13)
    return "".join(parts), y


def foot(caption: Caption, width: int, y: float) -> tuple[str, float]:
    """Key, source and name under the picture that ends at `y`, and the height they take."""
    parts, at = [], y + 16
    soft, strong = 'class="soft"', 'class="ink" font-weight="600"'
    for text, look in ((caption.key, soft), (caption.source, soft), (caption.name, strong)):
        if text:
            lines = wrapped(text, width - 2 * _SIDE, 12)
            parts.append(block(lines, _SIDE, at, 12, look))
            at += height(lines, 12) + 4
    return "".join(parts), at - y
