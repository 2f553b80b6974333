"""The war's date held against dates when nothing of the kind happened: how often does a false date "work"?"""

from __future__ import annotations

from typing import Any

import pandas as pd

from dashboard.charts import axes, frames, headlines, style, theme, titled_rows
from dashboard.charts.base import Chart, Choice, Choices, Figure, TableMap
from dashboard.texts import word

ID = "false-dates"
phrase = headlines.Phrases(ID)
COLUMNS = """
    series flow tested_year target_year date_kind rival years_before years_ahead comparable cell_basis fit_from fit_to
    actual band_low band_centre band_high least_jump works why_not unit sentence
""".split()
CHOICES = (Choice("dates", ("banded", "all")),)
_ROOM = 40  # a band further than this many times beyond the values ends at the edge of the picture


def select(tables: TableMap, choices: Choices) -> pd.DataFrame:
    """Rows of `date_tests`, the war's date first; `banded` leaves out dates with too few years for a band."""
    rows = tables["date_tests"]
    if choices["dates"] == "banded":
        rows = rows[rows["band_low"].notna()]
    rows = rows.assign(order=(rows["date_kind"] != "event").astype(int))
    return frames.ordered(rows, "order series tested_year target_year", COLUMNS)


def draw(rows: pd.DataFrame) -> Figure:
    """One row for each date: the band as a bar, the value as a mark, filled where it leaves the band."""
    values = [float(v) for v in rows["actual"].dropna()]
    if not values:
        return style.empty_figure(CHART.height)
    records = list(frames.each(rows))
    low, high = min(values) / _ROOM, max(values) * _ROOM
    texts = [_title(r) for r in records]
    banded = [(i, r) for i, r in enumerate(records) if not style.missing(r.band_low)]
    data = [titled_rows.titles(texts, low * 1.02), *_bars(banded, low, high), *_values(records)]
    axis = axes.decades(low, high) | {"showgrid": True, "showline": True}
    ends = axes.powers_of_ten(low, high)
    layout = titled_rows.rows_layout(len(records), ends, titled_rows.pitch(texts), xaxis=axis)
    return {"data": data, "layout": layout}


def _bars(banded: list[tuple[int, Any]], low: float, high: float) -> list[dict[str, Any]]:
    if not banded:
        return []
    ends = [(max(float(r.band_low), low), min(float(r.band_high), high)) for _, r in banded]
    colour = theme.PURPLE
    return [
        {
            "type": "bar",
            "orientation": "h",
            "name": phrase("band"),
            "base": [round(a) for a, _ in ends],
            "x": [round(b - a) for a, b in ends],
            "y": [i + titled_rows.UNDER for i, _ in banded],
            "width": 0.24,
            "opacity": 0.4,
            "marker": {"color": colour, "line": {"color": colour, "width": 1}},
            "hovertext": [style.wrapped(str(r.sentence)) for _, r in banded],
            "hoverinfo": "text",
        }
    ]


def _values(records: list[Any]) -> list[dict[str, Any]]:
    group = [(i, r) for i, r in enumerate(records) if not style.missing(r.actual)]
    look = theme.family("russia_customs")
    symbols = [look.symbol + ("" if r.works is not pd.NA and bool(r.works) else "-open") for _, r in group]
    return [
        style.points(
            [float(r.actual) for _, r in group],
            [i + titled_rows.UNDER for i, _ in group],
            look,
            symbols,
            [style.wrapped(str(r.sentence)) for _, r in group],
            name=phrase("value"),
        )
    ]


def _title(row: Any) -> str:
    known = {"year": int(row.tested_year), "series": word("series", row.series)}
    if style.missing(row.works):
        return phrase(row.date_kind, **known, text=phrase("too_few"))
    text = phrase("leaves" if row.works else "stays", target=int(row.target_year))
    return phrase(row.date_kind, **known, text=text)


def facts(rows: pd.DataFrame) -> dict[str, Any]:
    """In how many series the value leaves its band at the war's date, and how many false dates do as well.

    Of other dates those count at which the same test can be made.
    """
    known = rows[rows["works"].notna()].astype({"works": bool})
    same = (known["date_kind"] == "false") & known["comparable"].fillna(False).astype(bool)
    event, false = known.loc[known["date_kind"] == "event", "works"], known.loc[same, "works"]
    if event.empty:
        return {}
    wording = "alone" if false.empty else "works" if event.any() else "still"
    return {
        "wording": wording,
        "n": len(event),
        "left": int(event.sum()),
        "false": int(false.sum()),
        "tried": len(false),
    }


def finding(rows: pd.DataFrame) -> str:
    """The same in short."""
    known = facts(rows)
    return phrase.head("head" if known["tried"] else "head_alone", **known) if known else ""


def listed(rows: pd.DataFrame) -> str:
    """Every test in its own sentence."""
    return " ".join(str(s) for s in rows["sentence"])


CHART = Chart(
    select, draw, id=ID, table="date_tests", choices=CHOICES, finding=finding, facts=facts, listed=listed, height=340
)
