"""The pair beside a mix of other partners that moved like it before the war: a difference to comparators, no effect."""

from __future__ import annotations

from typing import Any

import pandas as pd

from dashboard.charts import axes, frames, labels, periods, style, theme, wording
from dashboard.charts.base import Chart, Choice, Choices, Figure, TableMap
from dashboard.texts import formats, say, word
from dashboard.texts.parties import parties

ID = "pool-b"
phrase = wording.Phrases(ID)
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
    rows = frames.chosen(rows, choices, pool="pool", outcome="outcome")
    rows = rows[rows["method"].isin(kinds) & rows["series"].isin(series["series"])]
    rows = rows.merge(series[["variant", "computed", "poor_fit", "why_not", "sentence"]], on="variant", how="left")
    return frames.ordered(rows, "-method variant year", COLUMNS)


def draw(rows: pd.DataFrame) -> Figure:
    """Two lines, the pair and its mix; or the gap between them among the gaps of all other partners."""
    rows = rows[rows["year"].notna() & (rows["actual"].notna() & rows["band_centre"].notna() | rows["gap"].notna())]
    if rows.empty:
        return {}
    gaps = bool((rows["method"] == "placebo").any())
    years = axes.years(**periods.ends(rows))
    values = [*rows["gap"].dropna()] if gaps else [*rows["actual"].dropna(), *rows["band_centre"].dropna()]
    values = values or [0.0]  # a redacted package has years without values
    room = 0.1 * (max(values) - min(values) or 1.0)
    title = word(f"chart.{ID}.axis", "gap" if gaps else rows["outcome"].iloc[0])
    ends = min(values) - room, max(values) + room
    axis = axes.labelled(ends, axes.ticks(*ends, 6), title={"text": title})
    return style.figure(_gaps(rows) if gaps else _levels(rows, years, axis), years, axis)


def _levels(rows: pd.DataFrame, years: dict[str, Any], axis: dict[str, Any]) -> list[style.Trace]:
    own, mix = theme.country(parties().first), theme.Look(theme.BLUE, "circle")
    records = list(frames.each(rows[rows["actual"].notna() & rows["band_centre"].notna()]))
    data: list[style.Trace] = []
    series: list[labels.Series] = []
    for name, column, look in (("actual", "actual", own), ("mix", "band_centre", mix)):
        places = [(int(r.year), float(getattr(r, column))) for r in records]
        data += style.by_year(records, look, column, _hover)
        series += [labels.Series(places=places, name=phrase(name), look=look)] if places else []
    return [*data, *labels.named(series, years, axis)]


def _gaps(rows: pd.DataFrame) -> list[style.Trace]:
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
    return [*data, *style.by_year(own, look, "gap", _hover, width=3, name=name)]


def _hover(row: Any) -> str:
    if pd.isna(row.actual) or pd.isna(row.band_centre):
        return wording.words(str(int(row.year)), word("cell_basis", row.cell_basis))
    values = {"actual": row.actual, "mix": row.band_centre, "gap": row.gap}
    text = phrase("hover", unit=row.unit, **{name: formats.number(value) for name, value in values.items()})
    return wording.words(str(int(row.year)), text, word("cell_basis", row.cell_basis))


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
    return wording.fit(name.format(actual=formats.number(actual), mix=formats.number(mix), first=after["year"].min()))


def detail(rows: pd.DataFrame) -> str:
    """The sentence of the comparison; where it could not be computed, what is missing."""
    row = rows.iloc[0]
    if pd.isna(row["sentence"]) or not bool(row["computed"]):
        why = "" if pd.isna(row["why_not"]) else str(row["why_not"])
        return phrase("not_computed", why=why)
    return str(row["sentence"])


def alt(rows: pd.DataFrame) -> str:
    """The years, and the finding."""
    known = rows[rows["year"].notna()]
    seen = say("chart.empty")
    if len(known):
        seen = phrase("alt", n=known["variant"].nunique(), **periods.ends(known))
    return f"{seen} {detail(rows)}"


CHART = Chart(select, draw, finding, detail, alt, id=ID, table="counterfactuals", choices=CHOICES, dated=True)
