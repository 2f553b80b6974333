"""How things look: the only place that knows a colour.

Every colour of data keeps a contrast of at least 3:1 on the light and on the dark background, so that one figure
serves both; a marker shape and a dash go with each, so that colour never carries meaning alone.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

FONT = "system-ui, -apple-system, 'Segoe UI', Roboto, 'Noto Sans', 'Liberation Sans', Arial, sans-serif"


@dataclass(frozen=True)
class Look:
    """Colour, marker symbol and dash by which one party or family is known in every chart."""

    colour: str
    symbol: str
    dash: str = "solid"


FAMILIES = {
    "iran_customs": Look("#0a7f5f", "circle"),
    "russia_customs": Look("#c8501e", "square", "dash"),
    "imf_estimate": Look("#7a68c8", "diamond", "dot"),
    "partner_reports": Look("#2474b5", "triangle-up", "dashdot"),
    "iran_officials": Look("#5b8c1a", "hexagon", "longdash"),
    "officials": Look("#a8671b", "star", "longdashdot"),
    "sipri": Look("#b0487f", "cross", "dash"),
    "un": Look("#5d7380", "pentagon", "dot"),
}
COUNTRIES = {
    "RUS": Look("#c8501e", "square"),
    "IRN": Look("#0a7f5f", "circle"),
    "CHN": Look("#a8671b", "diamond"),
    "ARE": Look("#2474b5", "triangle-up"),
    "TUR": Look("#b0487f", "triangle-down"),
    "IND": Look("#7a68c8", "pentagon"),
    "IRQ": Look("#5b8c1a", "star"),
    "USA": Look("#5d7380", "cross"),
}
_SPARE = [
    Look("#2474b5", "triangle-up"),
    Look("#a8671b", "star"),
    Look("#7a68c8", "diamond"),
    Look("#5b8c1a", "hexagon"),
    Look("#b0487f", "cross"),
    Look("#5d7380", "pentagon"),
]
MARK = "#b3404a"  # lines and words that mark the article's own reading
MUTED = "#7b8188"


def family(name: str) -> Look:
    """Look of a root family; one that is not listed gets one of the spare looks, always the same."""
    return FAMILIES.get(name) or _SPARE[sum(name.encode()) % len(_SPARE)]


def country(name: str) -> Look:
    """Look of a country by its id."""
    return COUNTRIES.get(name) or _SPARE[sum(name.encode()) % len(_SPARE)]


def _template(ink: str, soft: str, line: str, paper: str) -> dict[str, Any]:
    axis = {
        "gridcolor": line, "linecolor": soft, "tickcolor": soft, "zeroline": False, "automargin": True,
        "ticks": "outside", "ticklen": 4, "tickfont": {"color": soft, "size": 12},
        "title": {"font": {"color": soft, "size": 12}, "standoff": 12},
    }  # fmt: skip
    return {
        "layout": {
            "font": {"family": FONT, "color": ink, "size": 13},
            "paper_bgcolor": paper, "plot_bgcolor": paper, "colorway": [look.colour for look in _SPARE],
            "xaxis": axis, "yaxis": axis, "dragmode": False, "hovermode": "closest",
            "hoverlabel": {
                "bgcolor": paper, "bordercolor": soft, "font": {"color": ink, "family": FONT}, "align": "left",
            },
            "legend": {"orientation": "h", "x": 0, "y": -0.16, "yanchor": "top", "font": {"color": ink, "size": 12}},
            "margin": {"l": 48, "r": 16, "t": 16, "b": 48},
            "annotationdefaults": {"font": {"color": soft, "size": 12}},
            "modebar": {"bgcolor": "rgba(0,0,0,0)", "color": soft},
        }
    }  # fmt: skip


#: merged by whoever draws a figure; the figure itself travels without
TEMPLATES = {
    "light": _template("#1d232a", "#59626c", "#e6e4dd", "#ffffff"),
    "dark": _template("#e7e5df", "#a3abb5", "#2d343d", "#181d24"),
}
