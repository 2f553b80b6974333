"""The same flow in both sides' books: by what factor they differ."""

from __future__ import annotations

import math
from typing import Any

import pandas as pd

from dashboard.charts import axes, frames, labels, looks, periods, sides, style, theme, wording
from dashboard.charts.base import Chart, Choice, Choices, Facts, Figure, Phrases, Row, TableMap
from dashboard.texts import formats, say, word
from dashboard.texts.parties import Parties, parties

phrase = Phrases("mirror-gaps")
PAIR = ["exporter", "importer"]
MOST = 24  # pairs that a reader can tell apart in one picture; of more, those with the largest flows are drawn
FACTORS = (1 / 8, 1 / 5, 1 / 3, 1 / 2, 1, 2, 3, 5, 8)


def _pairs(tables: TableMap) -> dict[str, str]:
    both = sides.pair(tables)
    many = len(frames.known(tables["mirror_gaps"], "gap_log")[PAIR].drop_duplicates()) > MOST
    every = say("choice.pairs.largest", n=MOST) if many else say("choice.pairs.all")
    return {"all": every, both.slug(both.first): say("choice.pairs.own")}


CHOICES = (Choice("factor", ("1.06", "1.00", "1.10")), Choice("pairs", offered=_pairs))


def select(tables: TableMap, choices: Choices) -> pd.DataFrame:
    """Rows of `mirror_gaps` at one freight factor in which both sides have a value, of at most `MOST` pairs.

    The pair of the article is among them whatever it trades; /data/mirror_gaps has all rows.
    """
    rows, both = frames.known(tables["mirror_gaps"], "gap_log"), sides.pair(tables)
    rows = rows[(rows["factor"] - float(choices["factor"])).abs() < 1e-9]
    rows = _largest(rows, both) if choices["pairs"] == "all" else _own(rows, both)
    rows = rows.assign(year=pd.to_numeric(rows["period"].str[:4]).astype("Int64"))
    return frames.ordered(rows, "exporter importer year")


def _largest(rows: pd.DataFrame, both: Parties) -> pd.DataFrame:
    """Rows of the pairs whose largest flow in a year is among the largest, and of the article's."""
    flows = rows.assign(size=rows["reconciled_usd"].fillna(0)).groupby(PAIR, sort=True)["size"].max()
    if len(flows) <= MOST:
        return rows
    largest = set(flows.sort_values(ascending=False, kind="stable").index[:MOST])
    largest |= {pair for pair in flows.index if set(pair) <= set(both.ids)}
    return rows[pd.MultiIndex.from_frame(rows[PAIR]).isin(list(largest))]


def _own(rows: pd.DataFrame, both: Parties) -> pd.DataFrame:
    """Flows between the two."""
    return rows[rows["exporter"].isin(both.ids) & rows["importer"].isin(both.ids)]


def draw(rows: pd.DataFrame) -> Figure:
    """One mark for each pair and year, on a scale on which twice and half lie equally far from equal."""
    groups = [list(frames.each(group)) for _, group in rows.groupby(PAIR, sort=True)]
    others = [str(g[0].importer if g[0].exporter == parties().second else g[0].exporter) for g in groups]
    countries = looks.of_countries(others)
    own = looks.apart(countries[other] for other in others)
    series = [_series(look, group) for look, group in zip(own, groups, strict=True)]
    years, factors = axes.years(**periods.ends(rows)), _factors(rows["gap_log"])
    data = [*(trace for trace, _ in series), *labels.named([s for _, s in series], years, factors)]
    return style.figure(data, years, factors, shapes=[axes.dashed(y=0)])


def _series(look: theme.Look, rows: list[Row]) -> tuple[style.Trace, labels.Series]:
    """The marks of one pair, hollow where the comparison is crude, and its name."""
    name, places = _pair(rows[0]), [(int(r.year), float(r.gap_log)) for r in rows]
    symbol = looks.filled(look, lambda r: pd.isna(r.note))
    trace = style.marks(rows, look, _hover, x="year", y="gap_log", symbol=symbol, group=name, size=9)
    return trace, labels.Series(places=places, name=name, look=look, group=name, single=True)


def _pair(row: Row) -> str:
    return phrase("pair", exporter=wording.country(row.exporter), importer=wording.country(row.importer))


def _factors(logs: pd.Series) -> dict[str, Any]:
    """An axis of factors that reaches at least from half to twice."""
    low, high = min(float(logs.min()), -0.8) - 0.15, max(float(logs.max()), 0.8) + 0.15
    return axes.labelled((low, high), [math.log(f) for f in FACTORS if low <= math.log(f) <= high], _factor)


def _factor(log: float) -> str:
    """A factor in words: 3 times, equal, a third."""
    side = "equal" if log == 0 else "times" if log > 0 else "part"
    return phrase(side, n=round(math.exp(abs(log))))


def _hover(row: Row) -> str:
    sold = phrase("sold", amount=_amount(row.export_usd), source=word("series", row.export_source))
    bought = phrase("bought", amount=_amount(row.import_usd), source=word("series", row.import_source))
    note = "" if pd.isna(row.note) else str(row.note)
    return wording.words(f"{_pair(row)}, {row.period}", sold, bought, phrase("hover", ratio=_times(row)), note)


def _amount(value: Any) -> str:
    return phrase("withheld") if pd.isna(value) else formats.dollars(value)


def _times(row: Row) -> str:
    return formats.number(math.exp(float(row.gap_log)))


def facts(rows: pd.DataFrame) -> Facts:
    """In how many comparisons the sides differ by half as much again or more, of how many pairs; the pair's newest."""
    wide = int(rows["gap_log"].abs().ge(math.log(1.5)).sum())
    row, pair = frames.last(_own(rows, parties()).sort_values("year", kind="stable")), phrase("no_pair")
    if row:
        pair = phrase("newest", exporter=wording.country(row.exporter), period=row.period, ratio=_times(row))
    return {"n": len(rows), "wide": wide, "pairs": len(rows.drop_duplicates(PAIR)), "pair": pair}


CHART = Chart(phrase, select, draw, facts, table="mirror_gaps", choices=CHOICES, dated=True)
