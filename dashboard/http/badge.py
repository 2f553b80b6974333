"""The badge of a verdict for other sites: a small SVG that is read out and needs no font of ours."""

from __future__ import annotations

from dashboard.package.claims import Part
from dashboard.package.store import Package
from dashboard.svg.letters import NARROW
from dashboard.texts import formats, say, word
from dashboard.ui.template import fill_svg

SIZE, SIDE, HEIGHT = 12, 8, 24
#: the ground under the word of a verdict; white letters have at least 5 : 1 on each
GROUNDS = {
    "supported": "#0a6a4f",
    "consistent with": "#0a6a4f",
    "overstated": "#8a5200",
    "contradicted": "#a2323d",
    "depends": "#4f3f9c",
}
OTHER, NAME = "#4d5660", "#1d232a"


def badge(part: Part, now: Package) -> str:
    """The SVG of the verdict of `part`."""
    verdict = word("verdict", part.word)
    kind = part.word.replace(" ", "-")
    label = f"{say(f'mark.{kind}')} {verdict}"
    left, right = _width(say("site.title")), _width(label)
    values = {
        "part": part.title,
        "verdict": verdict,
        "site": say("site.title"),
        "day": formats.day(now.created),
    }
    return fill_svg(
        "badge",
        title=say("badge.title", **values),
        site=say("site.title"),
        said=label,
        left=left,
        right=right,
        size=SIZE,
        height=HEIGHT,
        name_ground=NAME,
        ground=GROUNDS.get(part.word, OTHER),
    )


def _width(text: str) -> int:
    """Pixels for the text and the room around it."""
    return round(len(text) * SIZE * NARROW * 1.1) + 2 * SIDE
