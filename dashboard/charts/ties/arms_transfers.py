"""Arms both ways by SIPRI's trend indicator: a volume, not a price; a year without a delivery row is not zero."""

from __future__ import annotations

from typing import Any

import pandas as pd

from dashboard.charts import axes, controls, frames, periods, sides, style, theme, wording
from dashboard.charts.base import Chart, Choice, Choices, Figure, TableMap
from dashboard.texts import formats
from dashboard.texts.parties import parties

ID = "arms-transfers"
phrase = wording.Phrases(ID)
COLUMNS = """
    supplier recipient period year tiv_million recorded basis_text source vintage_date publisher note
""".split()
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
    rows = rows[controls.within(rows["year"], choices)]
    return frames.ordered(rows, "year supplier", COLUMNS)


def draw(rows: pd.DataFrame) -> Figure:
    """Bars for what is recorded, and a small cross under the axis where nothing is."""
    full, blank = ([*frames.each(rows[known])] for known in (rows["tiv_million"].notna(), rows["tiv_million"].isna()))
    high = max([float(r.tiv_million) for r in full] or [1.0]) * 1.1
    data = [_bars(supplier, [r for r in full if r.supplier == supplier]) for supplier in parties().ids]
    return style.figure(
        [trace for trace in [*data, _blank(blank, -high * 0.05)] if trace["x"]],
        axes.years(**periods.ends(rows)),
        axes.labelled((-high * 0.1, high), axes.ticks(0, high), title={"text": phrase("axis")}),
        barmode="overlay",
    )


def _way(supplier: str) -> str:
    both = parties()
    return sides.way_words(both, f"to_{both.slug(both.other(supplier))}")


def _place(row: Any) -> float:
    return int(row.year) + (-_ASIDE if row.supplier == parties().first else _ASIDE)


def _bars(supplier: str, rows: list[Any]) -> style.Trace:
    colour, hatch = theme.country(supplier).colour, "" if supplier == parties().first else "/"
    return style.bars(rows, colour, _hover, x=_place, y="tiv_million", width=0.4, name=_way(supplier), hatch=hatch)


def _blank(rows: list[Any], y: float) -> style.Trace:
    look, name = theme.Look(theme.MUTED, "x"), phrase("none_recorded")
    trace = style.marks(rows, look, _hover, x=_place, y=lambda _: y, name=name, size=6)
    trace["marker"] |= {"color": [theme.country(str(r.supplier)).colour for r in rows], "line": {"width": 0}}
    return trace


def _hover(row: Any) -> str:
    text = phrase("hover_none") if pd.isna(row.tiv_million) else phrase("hover", n=formats.number(row.tiv_million))
    return wording.words(f"{_way(str(row.supplier))}, {row.period}", text)


def finding(rows: pd.DataFrame) -> str:
    """Each way: the newest year with a delivery and its volume."""
    known = rows[rows["tiv_million"].notna()].drop_duplicates("supplier", keep="last").sort_values("supplier")
    text = "; ".join(_volume("head", r) for r in frames.each(known.iloc[::-1]))
    return text and phrase.head("newest", text=text)


def _volume(name: str, row: Any) -> str:
    return phrase(name, way=_way(str(row.supplier)), n=formats.number(row.tiv_million), year=row.period)


def detail(rows: pd.DataFrame) -> str:
    """Each way: the newest year with a delivery and its volume, and how many years have none."""
    groups = [rows[rows["supplier"] == supplier] for supplier in parties().ids]
    text = "; ".join(_newest(group) for group in groups if group["tiv_million"].notna().any())
    return text and phrase("finding", text=text, first=rows["period"].iloc[0], last=rows["period"].iloc[-1])


def _newest(group: pd.DataFrame) -> str:
    known = group[group["tiv_million"].notna()]
    row, none = frames.last(known), len(group) - len(known)
    n = formats.number(row.tiv_million)
    return phrase("way", way=_way(row.supplier), year=row.period, n=n, none=none, years=len(group))


def alt(rows: pd.DataFrame) -> str:
    """How many years, the largest of each way, and the finding."""
    known = rows[rows["tiv_million"].notna()].sort_values("tiv_million", kind="stable")
    most = known.drop_duplicates("supplier", keep="last")
    text = "; ".join(_volume("most", r) for r in frames.each(most))
    recipient = wording.country(parties().second)
    return phrase("alt", n=len(rows), text=text, recipient=recipient) + " " + detail(rows)


CHART = Chart(select, draw, finding, detail, alt, id=ID, table="arms", choices=CHOICES, dated=True)
