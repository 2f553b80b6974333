"""Trade against the band of its own past: what anything from the years before would have made ordinary."""

from __future__ import annotations

from typing import Any

import pandas as pd

from dashboard.charts import axes, frames, headlines, periods, style, theme
from dashboard.charts.base import Chart, Choice, Choices, Figure, TableMap
from dashboard.texts import formats, say, word

ID = "forecast-band"
phrase = headlines.Phrases(ID)
COLUMNS = """
    method series flow outcome variant year actual cell_basis band_low band_centre band_high gap outside unit
""".split()
SERIES = ("imts_rus", "russian-officials")


def _dates(tables: TableMap) -> dict[str, str]:
    """Year from which a series is forecast -> its title: the event's first, then the false dates, newest first."""
    rows = tables["counterfactuals"]
    rows = rows[rows["method"].isin(("forecast", "false_date")) & rows["series"].isin(SERIES)]
    kinds = dict(sorted(zip(rows["variant"], rows["method"], strict=True), reverse=True))
    kinds = {year: kinds[year] for year in sorted(kinds, key=lambda y: kinds[y] == "false_date")}
    return {y: say("choice.from.false" if k == "false_date" else "choice.from.event", year=y) for y, k in kinds.items()}


CHOICES = (Choice("from", offered=_dates), Choice("series", SERIES))
WIDE = 8  # a band whose ends differ by more than this factor tells nothing
_ROOM = 40  # a band further than this many times beyond the values ends at the edge of the picture


def select(tables: TableMap, choices: Choices) -> pd.DataFrame:
    """Rows of `counterfactuals` for one date and series: the forecast at the war's date, or at a false one."""
    rows = tables["counterfactuals"]
    rows = rows[rows["method"].isin(("forecast", "false_date")) & (rows["series"] == choices["series"])]
    rows = rows[rows["variant"] == choices["from"]]
    return frames.ordered(rows, "year", COLUMNS)


def draw(rows: pd.DataFrame) -> Figure:
    """The values as marks; for the years after the date a wide bar of what would have been ordinary."""
    rows = rows[rows["actual"].notna()]  # values of a source whose rows may not be passed on stay home
    if rows.empty:
        return style.empty_figure(CHART.height)
    records = list(frames.each(rows))
    values = [float(r.actual) for r in records]
    low, high = min(values) / _ROOM, max(values) * _ROOM
    after = [r for r in records if not style.missing(r.band_low)]
    low = max(low, min([float(r.band_low) for r in after] + [min(values)]) / 1.5)
    high = min(high, max([float(r.band_high) for r in after] + [max(values)]) * 1.5)
    data = [*_band(after, low, high), *_values(records)]
    shape, note = axes.divider(int(records[0].variant) - 0.5, phrase("divider", year=records[0].variant))
    return style.figure(
        data,
        CHART.height,
        axes.years(**periods.ends(rows)),
        axes.decades(low, high),
        shapes=[shape],
        annotations=[note],
        barmode="overlay",
    )


def _band(after: list[Any], low: float, high: float) -> list[dict[str, Any]]:
    if not after:
        return []
    look = theme.Look(theme.PURPLE, "line-ew")
    ends = [(max(float(r.band_low), low), min(float(r.band_high), high)) for r in after]
    bars = {
        "type": "bar",
        "name": phrase("band"),
        "x": [int(r.year) for r in after],
        "base": [round(a) for a, _ in ends],
        "y": [round(b - a) for a, b in ends],
        "width": 0.6,
        "opacity": 0.35,
        "marker": {"color": look.colour, "line": {"color": look.colour, "width": 1}},
        "hovertext": [_hover(r) for r in after],
        "hoverinfo": "text",
    }
    name, centre = phrase("centre"), lambda r: float(r.band_centre)
    middle = style.marks(after, look, _hover, x=lambda r: int(r.year), y=centre, name=name, size=22)
    return [bars, middle]


def _values(records: list[Any]) -> list[style.Trace]:
    look, name = theme.family("russia_customs"), phrase("value")
    return style.by_year(records, look, lambda r: float(r.actual), _hover, name=name, size=11)


def _hover(row: Any) -> str:
    value = phrase("hover", value=formats.dollars(round(row.actual)), basis=word("cell_basis", row.cell_basis))
    band = ""
    if not style.missing(row.band_low):
        low, high = formats.dollars(round(row.band_low)), formats.dollars(round(row.band_high))
        band = phrase("hover_band", low=low, high=high)
    return style.words(str(int(row.year)), value, band)


def _known(rows: pd.DataFrame) -> dict[str, Any]:
    """The last year with a value and a band, whether it lies in it, and the two; empty where there is none."""
    row = frames.last(rows[rows["band_low"].notna() & rows["actual"].notna()])
    if row is None:
        return {}
    names = {"low": row.band_low, "high": row.band_high, "value": row.actual}
    return {
        "side": "outside" if bool(row.outside) else "inside",
        "wide": row.band_high > WIDE * row.band_low,
        "year": int(row.year),
        "date": row.variant,
        "series": word("series", row.series),
        **{name: formats.dollars(round(value)) for name, value in names.items()},
    }


def finding(rows: pd.DataFrame) -> str:
    """Whether the last value lies in the band; a band of more than WIDE times tells nothing, and the title says so."""
    known = _known(rows)
    wide = known and known["side"] == "inside" and known["wide"]
    return phrase.head(f"head_{'wide' if wide else known['side']}", **known) if known else ""


def detail(rows: pd.DataFrame) -> str:
    """Whether the last value lies in the band, and how wide the band is."""
    known = _known(rows)
    return phrase(known["side"], **known) if known else ""


CHART = Chart(select, draw, finding, detail, id=ID, table="counterfactuals", choices=CHOICES, dated=True)
