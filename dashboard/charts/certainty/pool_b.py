"""The pair beside a mix of other partners that moved like it before the war: a difference to comparators, no effect."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import Any

import pandas as pd

from dashboard.charts import axes, frames, headlines, labels, periods, style, theme
from dashboard.charts.base import Chart, Choice, Choices, Figure, TableMap
from dashboard.texts import formats, say, word
from dashboard.texts.parties import parties

ID = "pool-b"
phrase = headlines.Phrases(ID)
COLUMNS = """
    method pool series outcome country variant year actual cell_basis band_centre gap unit computed poor_fit why_not
    sentence
""".split()
CHOICES = (Choice("pool", ("b", "a")), Choice("outcome", ("index", "log-share")), Choice("show", ("levels", "gaps")))


def select(tables: TableMap, choices: Choices) -> pd.DataFrame:
    """Rows of `counterfactuals` for one pool, joined with the sentence of `comparators`.

    Of several series the first by name. `levels` has the pair and its mix, `gaps` also every other partner treated in
    the same way. A pool that could not be computed has one row, without a year, that says why.
    """
    pools = tables["comparators"]
    pools = pools[(pools["method"] == "pool") & (pools["pool"] == choices["pool"])]
    series = pools[(pools["outcome"] == choices["outcome"])].sort_values("series", kind="stable")
    series = series[series["series"].isin(series.loc[series["computed"].fillna(False), "series"].head(1))]
    if series.empty:
        return pools.head(1).assign(year=pd.NA, actual=None, cell_basis=None, band_centre=None, gap=None)[COLUMNS]
    rows = tables["counterfactuals"]
    kinds = ("pool", "placebo") if choices["show"] == "gaps" else ("pool",)
    rows = rows[
        (rows["pool"] == choices["pool"]) & (rows["outcome"] == choices["outcome"]) & rows["method"].isin(kinds)
    ]
    rows = rows[rows["series"].isin(series["series"])]
    rows = rows.merge(series[["variant", "computed", "poor_fit", "why_not", "sentence"]], on="variant", how="left")
    return frames.ordered(rows, "-method variant year", COLUMNS)


def draw(rows: pd.DataFrame) -> Figure:
    """Two lines, the pair and its mix; or the gap between them among the gaps of all other partners."""
    rows = rows[rows["year"].notna() & (rows["actual"].notna() & rows["band_centre"].notna() | rows["gap"].notna())]
    if rows.empty:
        return style.empty_figure(CHART.height)
    gaps = bool((rows["method"] == "placebo").any())
    years = axes.years(**periods.ends(rows))
    values = [*rows["gap"].dropna()] if gaps else [*rows["actual"].dropna(), *rows["band_centre"].dropna()]
    values = values or [0.0]  # a redacted package has years without values
    room = 0.1 * (max(values) - min(values) or 1.0)
    span = [min(values) - room, max(values) + room]
    data = _gaps(rows) if gaps else _levels(rows, labels.Sheet(x=years["range"], y=span, height=CHART.height))
    axis = axes.titled(word(f"chart.{ID}.axis", "gap" if gaps else rows["outcome"].iloc[0]))
    return style.figure(data, CHART.height, years, {**axis, "range": span, "nticks": 6})


def _levels(rows: pd.DataFrame, sheet: labels.Sheet) -> list[style.Trace]:
    own, mix = theme.country(parties().first), theme.Look(theme.BLUE, "circle")
    lines = {"actual": ("actual", own), "mix": ("band_centre", mix)}
    records = list(frames.each(rows[rows["actual"].notna() & rows["band_centre"].notna()]))
    data: list[style.Trace] = []
    last: list[labels.Mark] = []
    marks: list[tuple[float, float]] = []
    for name, (column, look) in lines.items():
        value = partial(_number, column)
        places = [(int(r.year), value(r)) for r in records]
        marks += places
        last += [labels.Mark(x=x, y=y, name=phrase(name), look=look) for x, y in places[-1:]]
        data += style.by_year(records, look, value, _hover)
    return [*data, *labels.named(last, replace(sheet, marks=marks))]


def _number(column: str, row: Any) -> float:
    return float(getattr(row, column))


def _gaps(rows: pd.DataFrame) -> list[dict[str, Any]]:
    x: list[Any] = []
    y: list[Any] = []
    others = rows[(rows["method"] == "placebo") & rows["gap"].notna()]
    for _, group in others.groupby("variant"):
        x += [*[int(v) for v in group["year"]], None]
        y += [*[float(v) for v in group["gap"]], None]
    look = theme.Look(theme.MUTED, "circle")
    data = [style.line(x, y, look, "solid", 1, name=phrase("others")) | {"opacity": 0.6}]
    own = list(frames.each(rows[rows["method"] == "pool"]))
    look, name = theme.country(parties().first), phrase("gap")
    return [*data, *style.by_year(own, look, partial(_number, "gap"), _hover, width=3, name=name)]


def _hover(row: Any) -> str:
    if style.missing(row.actual) or style.missing(row.band_centre):
        return style.words(str(int(row.year)), word("cell_basis", row.cell_basis))
    text = phrase(
        "hover",
        actual=formats.number(row.actual),
        mix=formats.number(row.band_centre),
        gap=formats.number(row.gap),
        unit=row.unit,
    )
    return style.words(str(int(row.year)), text, word("cell_basis", row.cell_basis))


def finding(rows: pd.DataFrame) -> str:
    """The mean of the pair and of its mix since the war; where it could not be computed, that."""
    if not bool(rows["computed"].iloc[0]):
        return ""
    after = rows[(rows["method"] == "pool") & rows["year"].ge(parties().event_year).fillna(False)]
    after = after[after["actual"].notna() & after["band_centre"].notna()]
    if after.empty:
        return ""
    if bool(after["poor_fit"].fillna(False).any()):
        return phrase.head("head_poor")
    actual, mix = float(after["actual"].mean()), float(after["band_centre"].mean())
    name = word(f"chart.{ID}.head", rows["outcome"].iloc[0])
    return headlines.fit(name.format(actual=formats.number(actual), mix=formats.number(mix), first=after["year"].min()))


def detail(rows: pd.DataFrame) -> str:
    """The sentence of the comparison; where it could not be computed, what is missing."""
    row = rows.iloc[0]
    if style.missing(row["sentence"]) or not bool(row["computed"]):
        why = "" if style.missing(row["why_not"]) else str(row["why_not"])
        return phrase("not_computed", why=why)
    return str(row["sentence"])


def alt(rows: pd.DataFrame) -> str:
    """The years, and the finding."""
    known = rows[rows["year"].notna()] if len(rows) else rows
    if known.empty:
        return say("chart.empty") + (" " + detail(rows) if len(rows) else "")
    first, last = int(known["year"].min()), int(known["year"].max())
    return phrase("alt", n=known["variant"].nunique(), first=first, last=last) + " " + detail(rows)


CHART = Chart(select, draw, finding, detail, alt, id=ID, table="counterfactuals", choices=CHOICES, dated=True)
