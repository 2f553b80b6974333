"""The same flow in both sides' books: by what factor they differ."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator
from typing import Any

import pandas as pd

from dashboard.charts import axes, frames, labels, looks, periods, sides, style, theme, wording
from dashboard.charts.base import Chart, Choice, Choices, Figure, TableMap
from dashboard.texts import formats, say, word
from dashboard.texts.parties import Parties, parties

ID = "mirror-gaps"
phrase = wording.Phrases(ID)
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
    groups = list(rows.groupby(_PAIR, sort=True))
    others = [str(importer) if exporter == parties().second else str(exporter) for (exporter, importer), _ in groups]
    countries = looks.of_countries(others)
    series = [
        _series(look, frames.each(group))
        for look, (_, group) in zip(looks.apart(countries[other] for other in others), groups, strict=True)
    ]
    years, factors = axes.years(**periods.ends(rows)), _factors(rows["gap_log"])
    data = [*(trace for trace, _ in series), *labels.named([s for _, s in series], years, factors)]
    return style.figure(data, years, factors, shapes=[axes.dashed(y=0)])


def _series(look: theme.Look, rows: Iterator[Any]) -> tuple[style.Trace, labels.Series]:
    """The marks of one pair, hollow where the comparison is crude, and its name."""
    records = list(rows)
    name, places = _pair(records[0]), [(int(r.year), float(r.gap_log)) for r in records]
    trace = style.marks(records, look, _hover, x="year", y="gap_log", symbol=_symbol(look), group=name, size=9)
    return trace, labels.Series(places=places, name=name, look=look, group=name, single=True)


def _symbol(look: theme.Look) -> Callable[[Any], str]:
    return lambda row: look.symbol + ("" if pd.isna(row.note) else "-open")


def _pair(row: Any) -> str:
    return phrase("pair", exporter=wording.country(row.exporter), importer=wording.country(row.importer))


def _factors(logs: pd.Series) -> dict[str, Any]:
    """An axis of factors that reaches at least from half to twice."""
    low, high = min(float(logs.min()), -0.8) - 0.15, max(float(logs.max()), 0.8) + 0.15
    return axes.labelled((low, high), [math.log(f) for f in _FACTORS if low <= math.log(f) <= high], _factor)


def _factor(log: float) -> str:
    """A factor in words: 3 times, equal, a third."""
    side = "equal" if log == 0 else "times" if log > 0 else "part"
    return phrase(side, n=round(math.exp(abs(log))))


def _hover(row: Any) -> str:
    sold = phrase("sold", amount=_amount(row.export_usd), source=word("series", row.export_source))
    bought = phrase("bought", amount=_amount(row.import_usd), source=word("series", row.import_source))
    note = "" if pd.isna(row.note) else str(row.note)
    return wording.words(f"{_pair(row)}, {row.period}", sold, bought, phrase("hover", ratio=_times(row)), note)


def _amount(value: Any) -> str:
    return phrase("withheld") if pd.isna(value) else formats.dollars(value)


def _times(row: Any) -> str:
    return formats.number(math.exp(float(row.gap_log)))


def facts(rows: pd.DataFrame) -> dict[str, int]:
    """In how many of the comparisons shown the two sides differ by half as much again or more; how many pairs."""
    wide = int(rows["gap_log"].abs().ge(math.log(1.5)).sum())
    return {"n": len(rows), "wide": wide, "pairs": len(rows.drop_duplicates(_PAIR))}


def detail(rows: pd.DataFrame) -> str:
    """The same, and the newest comparison of the article's pair."""
    text = phrase("finding", **facts(rows))
    pair = _own(rows, parties()).sort_values("year", kind="stable")
    if pair.empty:
        return text + " " + phrase("no_pair")
    row = frames.last(pair)
    return text + " " + phrase("newest", exporter=wording.country(row.exporter), period=row.period, ratio=_times(row))


CHART = Chart(select, draw, id=ID, table="mirror_gaps", choices=CHOICES, facts=facts, detail=detail, dated=True)
