"""Trade against the band of its own past: what anything from the years before would have made ordinary."""

from __future__ import annotations

from collections.abc import Iterator

import pandas as pd

from dashboard.charts import axes, frames, lines, periods, style, theme, wording
from dashboard.charts.base import Chart, Choice, Choices, Facts, Figure, Phrases, Row, TableMap
from dashboard.texts import formats, say, word

phrase = Phrases("forecast-band")
SERIES = ("imts_rus", "russian-officials")


def _forecasts(tables: TableMap) -> pd.DataFrame:
    rows = tables["counterfactuals"]
    return rows[rows["method"].isin(("forecast", "false_date")) & rows["series"].isin(SERIES)]


def _dates(tables: TableMap) -> dict[str, str]:
    """Year from which a series is forecast -> its title: the event's first, then the false dates, newest first."""
    rows = _forecasts(tables)
    kinds = dict(sorted(zip(rows["variant"], rows["method"], strict=True), reverse=True))
    kinds = {year: kinds[year] for year in sorted(kinds, key=lambda y: kinds[y] == "false_date")}
    return {y: say("choice.from.false" if k == "false_date" else "choice.from.event", year=y) for y, k in kinds.items()}


CHOICES = (Choice("from", offered=_dates), Choice("series", SERIES))


def select(tables: TableMap, choices: Choices) -> pd.DataFrame:
    """Rows of `counterfactuals` for one date and series: the forecast at the war's date, or at a false one."""
    return frames.ordered(frames.chosen(_forecasts(tables), choices, "series", variant="from"), "year")


def draw(rows: pd.DataFrame) -> Figure:
    """The values as marks; for the years after the date a wide bar of what would have been ordinary."""
    rows = frames.known(rows, "actual")  # values of a source whose rows may not be passed on stay home
    if rows.empty:
        return {}
    records, (low, high) = list(frames.each(rows)), axes.around(rows["actual"])
    low = max(low, float(rows[["actual", "band_low"]].min().min()) / 1.5)
    high = min(high, float(rows[["actual", "band_high"]].max().max()) * 1.5)
    look, name = theme.family("russia_customs"), phrase("value")
    shape, note = axes.divider(int(records[0].variant) - 0.5, phrase("divider", year=records[0].variant))
    bands = _bands([r for r in records if not pd.isna(r.band_low)], low, high)
    return style.figure(
        [*bands, *lines.by_year(records, look, "actual", _hover, name=name, size=11)],
        axes.years(**periods.ends(rows)),
        axes.decades(low, high),
        shapes=[shape],
        annotations=[note],
        barmode="overlay",
    )


def _bands(rows: list[Row], low: float, high: float) -> Iterator[style.Trace]:
    look, length = theme.Look(theme.PURPLE, "line-ew"), axes.within(low, high)
    base, name = axes.beyond(low), phrase("band")
    bars = style.bars(rows, look.colour, _hover, x="year", y=length, base=base, width=0.6, name=name)
    yield bars | {"opacity": 0.35}
    yield style.marks(rows, look, _hover, x="year", y="band_centre", name=phrase("centre"), size=22)


def _hover(row: Row) -> str:
    amounts = _amounts(row)
    value = phrase("hover", value=amounts["value"], basis=word("cell_basis", row.cell_basis))
    return wording.words(str(int(row.year)), value, phrase("hover_band", **amounts) if "low" in amounts else "")


def _amounts(row: Row) -> dict[str, str]:
    """A value and the ends of its band, those that are known."""
    values = {"low": row.band_low, "high": row.band_high, "value": row.actual}
    return {name: formats.dollars(round(value)) for name, value in values.items() if not pd.isna(value)}


def facts(rows: pd.DataFrame) -> Facts:
    """The last year with a value and a band: whether it lies in it, and how many times the expected value would not.

    Where that cannot be told, the band is too wide to be left.
    """
    row = frames.last(frames.known(rows, "band_low", "actual"))
    if row is None:
        return {}
    wording = "wide" if pd.isna(row.outside) else "outside" if row.outside else "inside"
    jump = formats.number(round(row.band_high / row.band_centre, 1))
    known = {"year": int(row.year), "date": row.variant, "series": word("series", row.series)}
    return {"wording": wording, "jump": jump, **known, **_amounts(row)}


CHART = Chart(phrase, select, draw, facts, table="counterfactuals", choices=CHOICES, dated=True)
