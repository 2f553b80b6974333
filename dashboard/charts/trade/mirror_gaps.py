"""The same flow in both sides' books: by what factor they differ."""

from __future__ import annotations

import math
from typing import Any

import pandas as pd

from dashboard.charts import axes, frames, headlines, labels, periods, sides, style
from dashboard.charts.base import Chart, Choice, Choices, Figure, TableMap
from dashboard.texts import formats, say, word
from dashboard.texts.parties import Parties, parties

ID = "mirror-gaps"
phrase = headlines.Phrases(ID)
_PAIR = ["exporter", "importer"]
COLUMNS = """
    exporter importer period year factor export_usd import_usd export_source import_source gap_log ratio
    reconciled_usd note
""".split()


MOST = 24  # pairs that a reader can tell apart in one picture; of more, those with the largest flows are drawn


def _pairs(tables: TableMap) -> dict[str, str]:
    both, known = sides.pair(tables), tables["mirror_gaps"]
    many = len(known.loc[known["gap_log"].notna(), _PAIR].drop_duplicates()) > MOST
    every = say("choice.pairs.largest", n=MOST) if many else say("choice.pairs.all")
    return {"all": every, both.slug(both.first): say("choice.pairs.own")}


CHOICES = (Choice("factor", ("1.06", "1.00", "1.10")), Choice("pairs", offered=_pairs))
_FACTORS = (1 / 8, 1 / 5, 1 / 3, 1 / 2, 1, 2, 3, 5, 8)


def select(tables: TableMap, choices: Choices) -> pd.DataFrame:
    """Rows of `mirror_gaps` at one freight factor in which both sides have a value, of at most `MOST` pairs.

    The pair of the article is among them whatever it trades; /data/mirror_gaps has all rows.
    """
    gaps = tables["mirror_gaps"]
    rows = gaps[gaps["gap_log"].notna() & ((gaps["factor"] - float(choices["factor"])).abs() < 1e-9)]
    both = sides.pair(tables)
    rows = _largest(rows, both) if choices["pairs"] == "all" else _own(rows, both)
    rows = rows.assign(year=pd.to_numeric(rows["period"].str[:4]).astype("Int64"))
    return frames.ordered(rows, "exporter importer year", COLUMNS)


def _largest(rows: pd.DataFrame, both: Parties) -> pd.DataFrame:
    """Rows of the pairs whose largest flow in a year is among the largest, and of the article's."""
    flows = rows.assign(size=rows["reconciled_usd"].fillna(0)).groupby(_PAIR, sort=True)["size"].max()
    if len(flows) <= MOST:
        return rows
    largest = set(flows.sort_values(ascending=False, kind="stable").index[:MOST])
    largest |= {pair for pair in flows.index if set(pair) <= set(both.ids)}
    return rows[pd.MultiIndex.from_frame(rows[_PAIR]).isin(list(largest))]


def _own(rows: pd.DataFrame, both: Parties) -> pd.DataFrame:
    """Flows between the two."""
    return rows[rows["exporter"].isin(both.ids) & rows["importer"].isin(both.ids)]


def draw(rows: pd.DataFrame) -> Figure:
    """One mark for each pair and year, on a scale on which twice and half lie equally far from equal."""
    data: list[dict[str, Any]] = []
    groups = list(rows.groupby(["exporter", "importer"], sort=True))
    others = [str(importer) if exporter == parties().second else str(exporter) for (exporter, importer), _ in groups]
    countries = style.looks(others)
    looks = style.apart(countries[other] for other in others)
    last: list[labels.Mark] = []
    for look, ((exporter, importer), group) in zip(looks, groups, strict=True):
        name = phrase("pair", exporter=_place(str(exporter)), importer=_place(str(importer)))
        crude = [not style.missing(note) for note in group["note"]]
        symbols = [look.symbol + ("-open" if soft else "") for soft in crude]
        years, gaps = [int(y) for y in group["year"]], [float(g) for g in group["gap_log"]]
        data.append(
            style.points(years, gaps, look, symbols, [_hover(r) for r in frames.each(group)], group=name, size=9)
        )
        last.append(labels.Mark(x=years[-1], y=gaps[-1], name=name, look=look, group=name))
    layout, marks = _layout(rows), list(zip(rows["year"].astype(int), rows["gap_log"].astype(float), strict=True))
    ranges = {"x": layout["xaxis"]["range"], "y": layout["yaxis"]["range"]}
    data += labels.named(last, labels.Sheet(**ranges, height=CHART.height, marks=marks))
    return {"data": data, "layout": layout}


def _place(country: str) -> str:
    return word("choice.partner", country)


def _layout(rows: pd.DataFrame) -> dict[str, Any]:
    low, high = float(rows["gap_log"].min()), float(rows["gap_log"].max())
    low, high = min(low, -0.8) - 0.15, max(high, 0.8) + 0.15
    factors = [f for f in _FACTORS if low <= math.log(f) <= high]
    return {
        "height": CHART.height,
        "xaxis": axes.years(**periods.ends(rows)),
        "yaxis": axes.labelled((low, high), [math.log(f) for f in factors], _factor),
        "shapes": [axes.dashed(y=0)],
        "legend": style.LEGEND,
    }


def _factor(log: float) -> str:
    """A factor in words: 3 times, equal, a third."""
    side = "equal" if log == 0 else "times" if log > 0 else "part"
    return phrase(side, n=round(math.exp(abs(log))))


def _hover(row: Any) -> str:
    pair = phrase("pair", exporter=_place(row.exporter), importer=_place(row.importer))
    sold = phrase("sold", amount=_amount(row.export_usd), source=word("series", row.export_source))
    bought = phrase("bought", amount=_amount(row.import_usd), source=word("series", row.import_source))
    note = "" if style.missing(row.note) else str(row.note)
    return style.words(f"{pair}, {row.period}", sold, bought, phrase("hover", ratio=_times(row)), note)


def _amount(value: Any) -> str:
    return phrase("withheld") if style.missing(value) else formats.dollars(value)


def _times(row: Any) -> str:
    return formats.number(math.exp(float(row.gap_log)))


def facts(rows: pd.DataFrame) -> dict[str, int]:
    """In how many of the comparisons shown the two sides differ by half as much again or more; how many pairs."""
    wide = int(rows["gap_log"].abs().ge(math.log(1.5)).sum())
    return {"n": len(rows), "wide": wide, "pairs": len(rows.drop_duplicates(_PAIR))}


def detail(rows: pd.DataFrame) -> str:
    """How wide the gaps are in the middle and at the ends, and the newest of the pair."""
    text = phrase("finding", **facts(rows))
    pair = _own(rows, parties()).sort_values("year", kind="stable")
    if pair.empty:
        return text + " " + phrase("no_pair")
    row = frames.last(pair)
    return text + " " + phrase("newest", exporter=_place(row.exporter), period=row.period, ratio=_times(row))


CHART = Chart(select, draw, id=ID, table="mirror_gaps", choices=CHOICES, facts=facts, detail=detail, dated=True)
