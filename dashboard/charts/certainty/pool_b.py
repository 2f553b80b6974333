"""The pair beside a mix of other partners that moved like it before the war: a difference to comparators, no effect."""

from __future__ import annotations

from typing import Any

import pandas as pd

from dashboard.charts import axes, frames, labels, lines, periods, style, theme, wording
from dashboard.charts.base import Chart, Choice, Choices, Facts, Figure, Phrases, Row, TableMap
from dashboard.texts import formats, say, word
from dashboard.texts.parties import parties

phrase = Phrases("pool-b")
CHOICES = (Choice("pool", ("b", "a")), Choice("outcome", ("index", "log-share")), Choice("show", ("levels", "gaps")))


def select(tables: TableMap, choices: Choices) -> pd.DataFrame:
    """Rows of `counterfactuals` for one pool, joined with the sentence of `comparators`.

    Of several series the first by name. `levels` has the pair and its mix, `gaps` also every other partner treated in
    the same way. A pool that could not be computed has one row, without a year, that says why.
    """
    pools = frames.of(tables["comparators"], method="pool", pool=choices["pool"])
    series = frames.chosen(pools, choices, "outcome").sort_values("series", kind="stable")
    series = series[series["series"].isin(series.loc[series["computed"].fillna(False), "series"].head(1))]
    if series.empty:
        return pools.head(1).assign(year=pd.NA, actual=None, cell_basis=None, band_centre=None, gap=None)
    kinds = ("pool", "placebo") if choices["show"] == "gaps" else ("pool",)
    rows = frames.chosen(tables["counterfactuals"], choices, "pool", "outcome")
    rows = rows[rows["method"].isin(kinds) & rows["series"].isin(series["series"])]
    rows = rows.merge(series[["variant", "computed", "poor_fit", "why_not", "sentence"]], on="variant", how="left")
    return frames.ordered(rows, "-method variant year")


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
    ends = min(values) - room, max(values) + room
    title = phrase.word("axis", "gap" if gaps else rows["outcome"].iloc[0])
    axis = axes.labelled(ends, axes.ticks(*ends, 6), title={"text": title})
    return style.figure(_gaps(rows) if gaps else _levels(rows, years, axis), years, axis)


def _levels(rows: pd.DataFrame, years: dict[str, Any], axis: dict[str, Any]) -> list[style.Trace]:
    own, mix = theme.country(parties().first), theme.Look(theme.BLUE, "circle")
    records = list(frames.each(frames.known(rows, "actual", "band_centre")))
    data: list[style.Trace] = []
    series: list[labels.Series] = []
    for name, column, look in (("actual", "actual", own), ("mix", "band_centre", mix)):
        places = [(int(r.year), float(getattr(r, column))) for r in records]
        data += lines.by_year(records, look, column, _hover)
        series += [labels.Series(places=places, name=phrase(name), look=look)] if places else []
    return [*data, *labels.named(series, years, axis)]


def _gaps(rows: pd.DataFrame) -> list[style.Trace]:
    x: list[Any] = []
    y: list[Any] = []
    for _, group in frames.known(frames.of(rows, method="placebo"), "gap").groupby("variant"):
        x += [*[int(v) for v in group["year"]], None]
        y += [*[float(v) for v in group["gap"]], None]
    others = lines.line(x, y, theme.Look(theme.MUTED, "circle"), dash="solid", width=1, name=phrase("others"))
    own, look = list(frames.each(frames.of(rows, method="pool"))), theme.country(parties().first)
    return [others | {"opacity": 0.6}, *lines.by_year(own, look, "gap", _hover, width=3, name=phrase("gap"))]


def _hover(row: Row) -> str:
    text = ""
    if not pd.isna(row.actual) and not pd.isna(row.band_centre):
        values = {"actual": row.actual, "mix": row.band_centre, "gap": row.gap}
        text = phrase("hover", unit=row.unit, **{name: formats.number(value) for name, value in values.items()})
    return wording.words(str(int(row.year)), text, word("cell_basis", row.cell_basis))


def facts(rows: pd.DataFrame) -> Facts:
    """The mean of the pair and of its mix since the war, and the sentence of the comparison.

    Where it could not be computed, what is missing.
    """
    row, known = frames.first(rows), frames.known(rows, "year")
    why = "" if pd.isna(row.why_not) else str(row.why_not)
    computed = not pd.isna(row.sentence) and bool(row.computed)
    finding = str(row.sentence) if computed else phrase("not_computed", why=why)
    seen = say("chart.empty") if known.empty else phrase("alt", n=known["variant"].nunique(), **periods.ends(known))
    return {"head": _head(rows) if computed else "", "finding": finding, "alt": f"{seen} {finding}"}


def _head(rows: pd.DataFrame) -> tuple[str, ...]:
    after = frames.known(frames.of(rows, method="pool"), "actual", "band_centre")
    after = after[after["year"].ge(parties().event_year).fillna(False)]
    if after.empty:
        return ()
    if bool(after["poor_fit"].fillna(False).any()):
        return (phrase("head_poor"),)
    means = {name: formats.number(float(after[c].mean())) for name, c in (("actual", "actual"), ("mix", "band_centre"))}
    return (phrase(f"head.{after['outcome'].iloc[0]}", first=after["year"].min(), **means),)


CHART = Chart(phrase, select, draw, facts, table="counterfactuals", choices=CHOICES, dated=True)
