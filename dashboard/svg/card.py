"""The picture of a page where it is linked to: 1,200 by 630 pixels, a title, and verdicts or a chart under it."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from html import escape
from typing import Any

from dashboard import svg
from dashboard.svg import letters

WIDTH, HEIGHT = 1200, 630
_SIDE, _TEXT, _FOOT = 64, 28, 24
_SIZES = (46, 40, 34, 30)  # of a title: the largest in which it takes two lines; none is cut
BOTTOM = HEIGHT - 80  # where a picture ends
FLAT, TALL = 300, 560  # pixels of a picture that is made to fit, and of one that has too many rows to be made flat
LONG = 0.75  # height of a picture as a share of its width, above which its top alone is shown
_ROWS = 12  # of a table, more than there is room for
_NAME = 15  # pixels between two names at the ends of lines
INK, SOFT, PAPER, LINE = "#1d232a", "#565f69", "#f7f5f0", "#dedad0"
_ROOT = re.compile(r'<svg [^>]*viewBox="0 0 (?P<wide>[\d.]+) (?P<high>[\d.]+)"[^>]*>(?P<inner>.*)</svg>', re.DOTALL)


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


def chart(figure: Mapping[str, Any], title: str, about: str, foot: str) -> str:
    """A title, and under it the picture of `figure`: as large as fits, or the top of a long one.

    The picture is scaled by a transform: a nested SVG is clipped, which costs as much as all that is drawn in it.
    """
    head, top = _title(title, 78)
    root = _ROOT.match(svg.draw(_flat(figure), title, about, scheme="light"))
    if root is None:
        raise ValueError("no SVG document with a viewBox")
    across, wide, high = WIDTH - 2 * _SIDE, float(root["wide"]), float(root["high"])
    long = high > wide * LONG or len(figure["layout"].get("table", {}).get("rows", ())) > _ROWS
    scale = across / wide if long else min(across / wide, (BOTTOM - top + 8) / high)
    at = f"{_SIDE + (across - wide * scale) / 2:g} {top - 8:g}"
    inner = root["inner"].replace("↳", "→")  # a sign that the font has: for another, the whole line changes its font
    picture = f'<g transform="translate({at}) scale({scale:.5g})" font-size="13">{inner}</g>'
    below = f'<rect y="{BOTTOM}" width="{WIDTH}" height="{HEIGHT - BOTTOM}" fill="{PAPER}"/>'
    return _whole([picture, below, head], foot)


def _flat(figure: Mapping[str, Any]) -> dict[str, Any]:
    """`figure` made to fit, where it has not too many rows for that; of a table as many rows as can be seen."""
    layout, data = dict(figure["layout"]), figure["data"]
    if "table" in layout:
        layout["table"] = {**layout["table"], "rows": layout["table"]["rows"][:_ROWS]}
    elif layout.get("height", 0) <= TALL:
        layout["height"] = FLAT
        data = [_thinned(t, layout["yaxis"]["range"]) if t.get("mode") == "text" else t for t in data]
    return {"data": data, "layout": layout}


def _thinned(trace: Mapping[str, Any], ends: Sequence[float]) -> dict[str, Any]:
    """The names at the ends of lines without those that would lie over another; those in bold come first."""
    gap = _NAME * abs(ends[1] - ends[0]) / FLAT
    places = list(zip(trace["x"], trace["y"], trace["text"], strict=True))
    shown: list[int] = []
    for i in sorted(range(len(places)), key=lambda i: not places[i][2].startswith("<b>")):
        x, y, _ = places[i]
        if all(x != places[k][0] or abs(y - places[k][1]) > gap for k in shown):
            shown.append(i)
    return {**trace, "text": [text if i in shown else "" for i, (_, _, text) in enumerate(places)]}


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
