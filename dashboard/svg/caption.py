"""What a picture that is taken away says of itself: headline, what is shown, key, source, name and address."""

from __future__ import annotations

from dataclasses import dataclass

from dashboard.svg import letters

_SIDE = 16


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
    title = letters.wrapped(caption.title, room, 20, bold=True)
    parts = [letters.block(title, _SIDE, 32, 20, 'class="ink" font-weight="600"')]
    y = 32 + letters.height(title, 20)
    if caption.subtitle:
        lines = letters.wrapped(caption.subtitle, room, 13)
        parts.append(letters.block(lines, _SIDE, y - 4, 13, 'class="soft"'))
        y += letters.height(lines, 13)
    return "".join(parts), y


def foot(caption: Caption, width: int, y: float) -> tuple[str, float]:
    """Key, source and name under the picture that ends at `y`, and the height they take."""
    parts, at = [], y + 16
    soft, strong = 'class="soft"', 'class="ink" font-weight="600"'
    for text, look in ((caption.key, soft), (caption.source, soft), (caption.name, strong)):
        if text:
            lines = letters.wrapped(text, width - 2 * _SIDE, 12)
            parts.append(letters.block(lines, _SIDE, at, 12, look))
            at += letters.height(lines, 12) + 4
    return "".join(parts), at - y
