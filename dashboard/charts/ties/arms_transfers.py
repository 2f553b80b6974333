"""Arms both ways by SIPRI's trend indicator: a volume, not a price; a year without a delivery row is not zero."""

from __future__ import annotations

import pandas as pd

from dashboard.charts import axes, controls, frames, periods, phrases, sides, style, theme, wording
from dashboard.charts.base import Chart, Choice, Choices, Facts, Figure, Phrases, Row, TableMap
from dashboard.texts import formats
from dashboard.texts.parties import parties

phrase = Phrases("arms-transfers")
CHOICES = (Choice("direction", offered=sides.ways), *controls.ends("arms", "period", "2000", "1992"))
_ASIDE = 0.21  # bars of a year stand side by side


def select(tables: TableMap, choices: Choices) -> pd.DataFrame:
    """Rows of `arms` between the two in the newest vintage, also the years without a delivery row."""
    arms, both = tables["arms"], sides.pair(tables)
    exporters = both.ids if choices["direction"] == "both" else both.ways[choices["direction"]][:1]
    rows = arms[arms["supplier"].isin(exporters) & arms["recipient"].isin(both.ids) & arms["current"].fillna(True)]
    rows = rows.assign(year=pd.to_numeric(rows["period"], errors="coerce").astype("Int64"))
    # an edition of the register replaces the one before: two are never drawn into one another
    rows = rows[rows["vintage_date"] == rows.groupby("supplier")["vintage_date"].transform("max")]
    return frames.ordered(rows[controls.within(rows["year"], choices)], "year supplier")


def draw(rows: pd.DataFrame) -> Figure:
    """Bars for what is recorded, and a small cross under the axis where nothing is."""
    full, blank = frames.known(rows, "tiv_million"), rows[rows["tiv_million"].isna()]
    high = max([float(v) for v in full["tiv_million"]] or [1.0]) * 1.1
    data = [_bars(supplier, list(frames.each(frames.of(full, supplier=supplier)))) for supplier in parties().ids]
    return style.figure(
        [*data, _blank(list(frames.each(blank)), -high * 0.05)],
        axes.years(**periods.ends(rows)),
        axes.labelled((-high * 0.1, high), axes.ticks(0, high), title={"text": phrase("axis")}),
        barmode="overlay",
    )


def _way(supplier: str) -> str:
    both = parties()
    return sides.way_words(both, f"to_{both.slug(both.other(supplier))}")


def _place(row: Row) -> float:
    return int(row.year) + (-_ASIDE if row.supplier == parties().first else _ASIDE)


def _bars(supplier: str, rows: list[Row]) -> style.Trace:
    colour, hatch = theme.country(supplier).colour, "" if supplier == parties().first else "/"
    return style.bars(rows, colour, _hover, x=_place, y="tiv_million", width=0.4, name=_way(supplier), hatch=hatch)


def _blank(rows: list[Row], y: float) -> style.Trace:
    look, name = theme.Look(theme.MUTED, "x"), phrase("none_recorded")
    trace = style.marks(rows, look, _hover, x=_place, y=lambda _: y, name=name, size=6)
    trace["marker"] |= {"color": [theme.country(str(r.supplier)).colour for r in rows], "line": {"width": 0}}
    return trace


def _hover(row: Row) -> str:
    text = phrase("hover_none") if pd.isna(row.tiv_million) else phrase("hover", n=formats.number(row.tiv_million))
    return wording.words(f"{_way(str(row.supplier))}, {row.period}", text)


def facts(rows: pd.DataFrame) -> Facts:
    """Each way: the newest year with a delivery and its volume, the largest, and how many years have none."""
    known = frames.known(rows, "tiv_million")
    if known.empty:
        return {"head": "", "finding": "", "alt": phrases.empty(phrase.chart)}
    newest = known.drop_duplicates("supplier", keep="last").sort_values("supplier")
    most = known.sort_values("tiv_million", kind="stable").drop_duplicates("supplier", keep="last")
    return {
        "deliveries": _volumes("delivery", newest.iloc[::-1]),
        "most": _volumes("most", most),
        "text": "; ".join(filter(None, (_newest(frames.of(rows, supplier=supplier)) for supplier in parties().ids))),
        "first": rows["period"].iloc[0],
        "last": rows["period"].iloc[-1],
    }


def _volumes(name: str, rows: pd.DataFrame) -> str:
    return "; ".join(
        phrase(name, way=_way(str(r.supplier)), n=formats.number(r.tiv_million), year=r.period)
        for r in frames.each(rows)
    )


def _newest(group: pd.DataFrame) -> str:
    known = frames.known(group, "tiv_million")
    row, none = frames.last(known), len(group) - len(known)
    if row is None:
        return ""
    n = formats.number(row.tiv_million)
    return phrase("way", way=_way(row.supplier), year=row.period, n=n, none=none, years=len(group))


CHART = Chart(phrase, select, draw, facts, table="arms", choices=CHOICES, dated=True)
