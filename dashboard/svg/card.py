"""The picture of a page where it is linked to: 1,200 by 630 pixels, a title, and verdicts or a chart under it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from html import escape

from dashboard.svg import letters

WIDTH, HEIGHT = 1200, 630
_SIDE, _TEXT, _FOOT = 64, 28, 24
_SIZES = (46, 40, 34, 30)  # of a title: the largest in which it takes two lines; none is cut
LONG = 0.75  # height of a picture as a share of its width, above which its top alone is shown
INK, SOFT, PAPER, LINE = "#1d232a", "#565f69", "#f7f5f0", "#dedad0"
_ROOT = re.compile(r'<svg [^>]*viewBox="(0 0 ([\d.]+) ([\d.]+))"[^>]*>')


def verdicts(title: str, sentence: str, rows: Sequence[tuple[str, str, str]], foot: str) -> str:
    """A title and a sentence, and rows of a word, the colour of its ground, and what it is said of; as many as fit."""
    head, y = _title(title, 96)
    lines = letters.wrapped(sentence, WIDTH - 2 * _SIDE, _TEXT)
    parts = [head, letters.block(lines, _SIDE, y, _TEXT, f'fill="{INK}"')]
    y += letters.height(lines, _TEXT)
    for word, ground, text in rows:
        if y > HEIGHT - 130:
            break
        width = round(len(word) * _TEXT * letters.NARROW * 1.12) + 36
        parts.append(f'<rect x="{_SIDE}" y="{y:g}" width="{width}" height="48" rx="24" fill="{ground}"/>')
        parts.append(_text(word, _SIDE + 18, y + 34, 'fill="#fff" font-weight="700"'))
        room = WIDTH - 2 * _SIDE - width - 20
        of = letters.wrapped(text, room, _TEXT)
        parts.append(_text(of[0] + ("…" if len(of) > 1 else ""), _SIDE + width + 20, y + 34, f'fill="{INK}"'))
        y += 66
    return _whole(parts, foot)


def chart(title: str, picture: str, foot: str) -> str:
    """A title, and under it a picture that is an SVG document of ours: as large as fits, or the top of a long one."""
    head, top = _title(title, 78)
    root = _ROOT.match(picture)
    if root is None:
        raise ValueError("no SVG document with a viewBox")
    how = "xMidYMid meet" if float(root[3]) <= float(root[2]) * LONG else "xMidYMin slice"
    place = f'x="{_SIDE}" y="{top - 8:g}" width="{WIDTH - 2 * _SIDE}" height="{HEIGHT - top - 72:g}"'
    inner = f'<svg {place} viewBox="{root[1]}" preserveAspectRatio="{how}" font-size="13">{picture[root.end() :]}'
    return _whole([head, inner], foot)


def _title(text: str, y: float) -> tuple[str, float]:
    """The title from the baseline `y`, and where the next line may begin."""
    room = WIDTH - 2 * _SIDE
    sizes = [size for size in _SIZES if len(letters.wrapped(text, room, size, bold=True)) <= 2]
    size = max(sizes, default=_SIZES[-1])
    lines = letters.wrapped(text, room, size, bold=True)
    return letters.block(lines, _SIDE, y, size, f'fill="{INK}" font-weight="700"'), y + letters.height(lines, size)


def _text(text: str, x: float, y: float, look: str) -> str:
    return f'<text x="{x:g}" y="{y:g}" font-size="{_TEXT}" {look}>{escape(text, quote=False)}</text>'


def _whole(parts: Sequence[str], foot: str) -> str:
    below = letters.block([foot], _SIDE, HEIGHT - 30, _FOOT, f'fill="{SOFT}"')
    line = f'<rect x="{_SIDE}" y="{HEIGHT - 66}" width="{WIDTH - 2 * _SIDE}" height="2" fill="{LINE}"/>'
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{WIDTH}" height="{HEIGHT}" viewBox="0 0 {WIDTH} {HEIGHT}" '
        f'font-family="sans-serif"><rect width="{WIDTH}" height="{HEIGHT}" fill="{PAPER}"/>'
        f"{''.join(parts)}{line}{below}</svg>"
    )
