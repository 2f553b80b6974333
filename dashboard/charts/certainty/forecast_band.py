"""Trade against the band of its own past: what anything from the years before would have made ordinary."""

from __future__ import annotations

from typing import Any

import pandas as pd

from dashboard.charts import axes, headlines, periods, style, theme
from dashboard.charts.base import Chart, Choice, Choices, Figure, TableMap
from dashboard.texts import formats, say, word

ID = "forecast-band"
COLUMNS = """
    method series flow outcome variant year actual cell_basis band_low band_centre band_high gap outside unit
""".split()
CHOICES = (Choice("from", ("2022", "2020", "2019")), Choice("series", ("imts_rus", "russian-officials")))
WIDE = 8  # a band whose ends differ by more than this factor tells nothing
_ROOM = 40  # a band further than this many times beyond the values ends at the edge of the picture


def select(tables: TableMap, choices: Choices) -> pd.DataFrame:
    """Rows of `counterfactuals` for one date and series: the forecast at the war's date, or at a false one."""
    rows = tables["counterfactuals"]
    rows = rows[rows["method"].isin(("forecast", "false_date")) & (rows["series"] == choices["series"])]
    rows = rows[rows["variant"] == choices["from"]]
    return rows.sort_values(["year"], kind="stable", ignore_index=True)[COLUMNS]


def draw(rows: pd.DataFrame) -> Figure:
    """The values as marks; for the years after the date a wide bar of what would have been ordinary."""
    rows = rows[rows["actual"].notna()]  # values of a source whose rows may not be passed on stay home
    if rows.empty:
        return style.empty_figure(CHART.height)
    records = list(rows.itertuples())
    values = [float(r.actual) for r in records]
    low, high = min(values) / _ROOM, max(values) * _ROOM
    after = [r for r in records if not style.missing(r.band_low)]
    low = max(low, min([float(r.band_low) for r in after] + [min(values)]) / 1.5)
    high = min(high, max([float(r.band_high) for r in after] + [max(values)]) * 1.5)
    data = [*_band(after, low, high), *_values(records)]
    shape, note = axes.seam(int(records[0].variant) - 0.5, say(f"chart.{ID}.seam", year=records[0].variant))
    layout = {
        "height": CHART.height,
        "xaxis": axes.years(**periods.ends(rows)),
        "yaxis": axes.decades(low, high),
        "shapes": [shape],
        "annotations": [note],
        "legend": style.LEGEND,
        "barmode": "overlay",
    }
    return {"data": data, "layout": layout}


def _band(after: list[Any], low: float, high: float) -> list[dict[str, Any]]:
    if not after:
        return []
    look = theme.Look(theme.PURPLE, "line-ew")
    ends = [(max(float(r.band_low), low), min(float(r.band_high), high)) for r in after]
    bars = {
        "type": "bar",
        "name": say(f"chart.{ID}.band"),
        "x": [int(r.year) for r in after],
        "base": [round(a) for a, _ in ends],
        "y": [round(b - a) for a, b in ends],
        "width": 0.6,
        "opacity": 0.35,
        "marker": {"color": look.colour, "line": {"color": look.colour, "width": 1}},
        "hovertext": [_hover(r) for r in after],
        "hoverinfo": "text",
    }
    centre = style.points(
        [int(r.year) for r in after],
        [float(r.band_centre) for r in after],
        look,
        ["line-ew"] * len(after),
        [_hover(r) for r in after],
        name=say(f"chart.{ID}.centre"),
        size=22,
    )
    return [bars, centre]


def _values(records: list[Any]) -> list[dict[str, Any]]:
    look = theme.family("russia_customs")
    places = [(int(r.year), int(r.year), float(r.actual), r.cell_basis == "observed") for r in records]
    symbols = [style.symbol(look, r.cell_basis) for r in records]
    points = style.points(
        [int(r.year) for r in records],
        [float(r.actual) for r in records],
        look,
        symbols,
        [_hover(r) for r in records],
        name=say(f"chart.{ID}.value"),
        size=11,
    )
    return [*style.stepped(places, look), points]


def _hover(row: Any) -> str:
    value = say(f"chart.{ID}.hover", value=formats.dollars(round(row.actual)), basis=word("cell_basis", row.cell_basis))
    band = ""
    if not style.missing(row.band_low):
        low, high = formats.dollars(round(row.band_low)), formats.dollars(round(row.band_high))
        band = say(f"chart.{ID}.hover_band", low=low, high=high)
    return style.words(str(int(row.year)), value, band)


def finding(rows: pd.DataFrame) -> str:
    """Whether the last value lies in the band; a band of more than WIDE times tells nothing, and the title says so."""
    after = rows[rows["band_low"].notna() & rows["actual"].notna()]
    if after.empty:
        return headlines.none(ID)
    row = after.iloc[-1]
    known = {
        "low": formats.dollars(round(row["band_low"])),
        "high": formats.dollars(round(row["band_high"])),
        "value": formats.dollars(round(row["actual"])),
        "year": int(row["year"]),
    }
    name = "outside" if bool(row["outside"]) else "wide" if row["band_high"] > WIDE * row["band_low"] else "inside"
    return headlines.fit(say(f"chart.{ID}.head_{name}", **known))


def detail(rows: pd.DataFrame) -> str:
    """Whether the last value lies in the band, and how wide the band is."""
    after = rows[rows["band_low"].notna() & rows["actual"].notna()]
    if after.empty:
        return style.empty(ID)
    row = after.iloc[-1]
    name = "outside" if bool(row["outside"]) else "inside"
    return say(
        f"chart.{ID}.{name}",
        year=int(row["year"]),
        value=formats.dollars(round(row["actual"])),
        low=formats.dollars(round(row["band_low"])),
        high=formats.dollars(round(row["band_high"])),
        date=row["variant"],
        series=word("series", row["series"]),
    )


def alt(rows: pd.DataFrame) -> str:
    """The years, and the finding."""
    return say(f"chart.{ID}.alt", n=len(rows), **periods.ends(rows)) + " " + detail(rows)


CHART = Chart(select, draw, finding, detail, alt, id=ID, table="counterfactuals", choices=CHOICES, dated=("us-exit",))
