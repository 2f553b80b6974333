"""How things look and how numbers and periods are written: the only place that knows a colour.

Every colour of data keeps a contrast of at least 3:1 on the light and on the dark background, so that one figure
serves both; a marker shape and a dash go with each, so that colour never carries meaning alone.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from dashboard.texts import say

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

_THIN = "\u202f"


def grouped(value: int) -> str:
    """12345 as 12 345 with a thin space that does not break."""
    return f"{value:,}".replace(",", _THIN) if abs(value) >= 10_000 else str(value)


def number(value: float) -> str:
    """A number with about three digits that matter."""
    if abs(value) >= 1000:
        return grouped(round(value))
    return f"{value:.3g}" if abs(value) < 100 else f"{value:.0f}"


def dollars(value: int) -> str:
    """Whole dollars as a reader says them: $2.41 bn, $760 m."""
    sign, size = ("-" if value < 0 else ""), abs(value)
    for unit, name in ((10**12, "trillion"), (10**9, "billion"), (10**6, "million")):
        if size >= unit:
            digits = f"{size / unit:.3g}" if size < 1000 * unit else grouped(round(size / unit))
            return f"{sign}${digits}\u00a0{say(f'unit.{name}')}"
    return f"{sign}${grouped(size)}"


def percent(share: float) -> str:
    """0.42 as 42 %, 0.125 as 12.5 %."""
    return f"{100 * share:.3g}\u00a0%"


_PERIOD = re.compile(r"^(\d{4})(?:-(\d{1,2})m)?$")
_MARCH = 3


def period(name: str, calendar: str = "gregorian") -> str:
    """A period as a reader meets it: 2024, 1402 (Mar 2023–Mar 2024), 1403, first 5 months (Mar 2024–Aug 2024).

    The Iranian year begins in March of the Gregorian year 621 higher; its months turn about the 20th.
    """
    match = _PERIOD.match(name)
    if not match:
        return name
    year, months = int(match[1]), int(match[2] or 12)
    part = say("period.part", n=months) if match[2] else ""
    if calendar != "solar_hijri":
        return f"{year}{part}"
    start, end = year + 621, _MARCH + months - 1
    first = f"{say(f'period.short.{_MARCH}')}\u00a0{start}"
    last = f"{say(f'period.short.{end % 12 + 1}')}\u00a0{start + end // 12}"
    return f"{year}{part} ({first}–{last})"


def day(iso: str) -> str:
    """2026-11-22 as 22 November 2026; a month or a year stays as far as it is known."""
    parts = iso.split("-")
    if len(parts) == 1 or not all(p.isdigit() for p in parts):
        return iso
    month = f"{say(f'period.long.{int(parts[1])}')} {parts[0]}"
    return month if len(parts) == 2 else f"{int(parts[2])} {month}"
