"""How things look: the only place that knows a colour; which one is of what is in `looks.toml`.

A figure carries the colours of the light scheme; whoever draws it on the dark ground puts DARK in their place. Each
has a contrast of at least 4.5:1 on its ground. A mark and a dash go with each, so that colour never carries meaning
alone.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from dashboard.charts import settings
from dashboard.texts import countries

GREEN, ORANGE, PURPLE, BLUE = "#0a7f5f", "#c8501e", "#7a68c8", "#2474b5"
LIME, BROWN, PINK, SLATE = "#507d14", "#a8671b", "#b0487f", "#5d7380"
TEAL, OLIVE, INDIGO, PLUM = "#0b7285", "#6f6a12", "#3f51b5", "#86389b"
MARK = "#b3404a"  # lines and words that mark the article's own reading, and what is not so
MUTED = "#6b7178"
ON_MARK = "#ffffff"  # letters on a filled mark
CLEAR = "rgba(0,0,0,0)"
#: colour in the light scheme -> the same in the dark one
DARK = {
    GREEN: "#3fc79c",
    ORANGE: "#f08a5a",
    PURPLE: "#a99bec",
    BLUE: "#62aee8",
    LIME: "#9cc653",
    BROWN: "#d9a050",
    PINK: "#e68ab8",
    SLATE: "#9db4c2",
    TEAL: "#4fc3d9",
    OLIVE: "#c4bd4e",
    INDIGO: "#93a1f2",
    PLUM: "#d08be6",
    MARK: "#f0868f",
    MUTED: "#989fa7",
    ON_MARK: "#181d24",
}
FONT = "system-ui, -apple-system, 'Segoe UI', Roboto, 'Noto Sans', 'Liberation Sans', Arial, sans-serif"


@dataclass(frozen=True)
class Look:
    """Colour, marker symbol and dash by which one party or family is known in every chart."""

    colour: str
    symbol: str
    dash: str = "solid"


#: what is drawn -> each of its values -> the look of it, in the order of a legend
LOOKS = {
    table: {value: Look(globals()[colour], *rest) for value, (colour, *rest) in values.items()}
    for table, values in settings.LOOKS.items()
}
FAMILIES = LOOKS["root_family"]
COUNTRIES = {country: Look(globals()[colour], symbol) for country, (colour, symbol) in countries.looks().items()}
#: colours and marks that make a look of each country of the world; the first of each are the easiest to tell apart
COLOURS = (ORANGE, GREEN, BROWN, BLUE, PINK, PURPLE, LIME, SLATE, TEAL, OLIVE, INDIGO, PLUM)
SHAPES = tuple(
    """
    triangle-down pentagon cross hexagon star triangle-up diamond square circle triangle-left triangle-right
    octagon hourglass bowtie diamond-tall diamond-wide star-square star-diamond hexagram star-triangle-up
    star-triangle-down x
    """.split()
)
_OTHERS = tuple(LOOKS["other"].values())


def family(name: str) -> Look:
    """Look of a root family; one that is not listed gets one that is free, always the same."""
    return FAMILIES.get(name) or _OTHERS[sum(name.encode()) % len(_OTHERS)]


def country(name: str) -> Look:
    """Look of a country by its id."""
    return COUNTRIES.get(name) or _OTHERS[sum(name.encode()) % len(_OTHERS)]


def _template(ink: str, soft: str, line: str, paper: str) -> dict[str, Any]:
    axis = {
        "gridcolor": line,
        "linecolor": soft,
        "tickcolor": soft,
        "zeroline": False,
        "automargin": True,
        "ticks": "outside",
        "ticklen": 4,
        "tickfont": {"color": soft, "size": 12},
        "title": {"font": {"color": soft, "size": 12}, "standoff": 12},
    }
    return {
        "layout": {
            "font": {"family": FONT, "color": ink, "size": 13},
            "paper_bgcolor": paper,
            "plot_bgcolor": paper,
            "colorway": [look.colour for look in _OTHERS],
            "xaxis": axis,
            "yaxis": axis,
            "dragmode": False,
            "hovermode": "closest",
            "hoverlabel": {"bgcolor": paper, "bordercolor": soft, "font": {"color": ink}, "align": "left"},
            "legend": {"orientation": "h", "x": 0, "y": 1.02, "yanchor": "bottom", "font": {"color": ink, "size": 12}},
            "margin": {"l": 48, "r": 16, "t": 16, "b": 48},
            "annotationdefaults": {"font": {"color": soft, "size": 12}},
            "modebar": {"bgcolor": "rgba(0,0,0,0)", "color": soft},
        }
    }


#: merged by whoever draws a figure; the figure itself travels without
TEMPLATES = {
    "light": _template("#1d232a", "#59626c", "#e6e4dd", "#ffffff"),
    "dark": _template("#e7e5df", "#a3abb5", "#2d343d", "#181d24"),
}
# what a page needs to recolour a figure travels with the template
TEMPLATES["dark"]["layout"]["meta"] = DARK
