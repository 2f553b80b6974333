"""Arms both ways by SIPRI's trend indicator: a volume, not a price; a year without a delivery row is not zero."""

from __future__ import annotations

from typing import Any

import pandas as pd

from dashboard.charts import axes, frames, headlines, periods, sides, spans, style, theme
from dashboard.charts.base import Chart, Choice, Choices, Figure, TableMap
from dashboard.texts import formats, word
from dashboard.texts.parties import parties

ID = "arms-transfers"
phrase = headlines.Phrases(ID)
COLUMNS = """
    supplier recipient period year tiv_million recorded basis_text source vintage_date publisher note
""".split()
CHOICES = (Choice("direction", offered=sides.ways), *spans.ends("arms", "period", "2000", "1992"))
_ASIDE = 0.21  # bars of a year stand side by side


def select(tables: TableMap, choices: Choices) -> pd.DataFrame:
    """Rows of `arms` between the two in the newest vintage, also the years without a delivery row."""
    arms, both = tables["arms"], sides.pair(tables)
    exporters = both.ids if choices["direction"] == "both" else both.ways[choices["direction"]][:1]
    rows = arms[arms["supplier"].isin(exporters) & arms["recipient"].isin(both.ids) & arms["current"].fillna(True)]
    rows = rows.assign(year=pd.to_numeric(rows["period"], errors="coerce").astype("Int64"))
    rows = rows[spans.within(rows["year"], choices)]
    return frames.ordered(rows, "year supplier", COLUMNS)


def draw(rows: pd.DataFrame) -> Figure:
    """Bars for what is recorded, and a small cross under the axis where nothing is."""
    records = list(frames.each(rows))
    known = [float(r.tiv_million) for r in records if not style.missing(r.tiv_million)]
    high = max(known or [1.0]) * 1.1
    full = [r for r in records if not style.missing(r.tiv_million)]
    data = [_bars(supplier, [r for r in full if r.supplier == supplier]) for supplier in parties().ids]
    blank = [r for r in records if style.missing(r.tiv_million)]
    data.append(_blank(blank, -high * 0.05))
    return style.figure(
        [trace for trace in data if trace["x"]],
        CHART.height,
        axes.years(**periods.ends(rows)),
        axes.labelled((-high * 0.1, high), axes.ticks(0, high), **axes.titled(phrase("axis"))),
        barmode="overlay",
    )


def _way(supplier: str) -> str:
    both = parties()
    return sides.way_words(both, f"to_{both.slug(both.other(supplier))}")


def _aside(supplier: str) -> float:
    return -_ASIDE if supplier == parties().first else _ASIDE


def _bars(supplier: str, rows: list[Any]) -> dict[str, Any]:
    look = theme.country(supplier)
    return {
        "type": "bar",
        "name": _way(supplier),
        "x": [int(r.year) + _aside(supplier) for r in rows],
        "y": [float(r.tiv_million) for r in rows],
        "width": 0.4,
        "hovertext": [_hover(r) for r in rows],
        "hoverinfo": "text",
        "marker": {
            "color": look.colour,
            "line": {"color": look.colour, "width": 1.5},
            "pattern": {"shape": "" if supplier == parties().first else "/"},
        },
    }


def _blank(rows: list[Any], y: float) -> dict[str, Any]:
    colours = [theme.country(str(r.supplier)).colour for r in rows]
    trace = style.points(
        [int(r.year) + _aside(str(r.supplier)) for r in rows],
        [y] * len(rows),
        theme.Look(theme.MUTED, "x"),
        ["x"] * len(rows),
        [_hover(r) for r in rows],
        name=phrase("none_recorded"),
        size=6,
    )
    trace["marker"] |= {"color": colours, "line": {"width": 0}}
    return trace


def _hover(row: Any) -> str:
    if style.missing(row.tiv_million):
        text = phrase("hover_none")
    else:
        text = phrase("hover", n=formats.number(row.tiv_million))
    return style.words(f"{_way(str(row.supplier))}, {row.period}", text)


def finding(rows: pd.DataFrame) -> str:
    """Each way: the newest year with a delivery and its volume."""
    known = rows[rows["tiv_million"].notna()].drop_duplicates("supplier", keep="last").sort_values("supplier")
    if known.empty:
        return ""
    named = [
        phrase("head", way=_way(str(r.supplier)), n=formats.number(r.tiv_million), year=r.period)
        for r in frames.each(known.iloc[::-1])
    ]
    return phrase.head("newest", text="; ".join(named))


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
    text = "; ".join(
        phrase("most", way=_way(str(r.supplier)), year=r.period, n=formats.number(r.tiv_million))
        for r in frames.each(most)
    )
    recipient = word("choice.partner", parties().second)
    return phrase("alt", n=len(rows), text=text, recipient=recipient) + " " + detail(rows)


CHART = Chart(select, draw, finding, detail, alt, id=ID, table="arms", choices=CHOICES, dated=True)
