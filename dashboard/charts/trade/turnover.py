"""Turnover of the two by whose books are read: the three levels side by side, never joined."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pandas as pd

from dashboard.charts import axes, controls, frames, labels, looks, periods, sides, style, theme, wording
from dashboard.charts.base import Chart, Choice, Choices, Figure, TableMap
from dashboard.charts.trade import _pairs
from dashboard.texts import formats, word
from dashboard.texts.parties import parties

ID = "turnover"
phrase = wording.Phrases(ID)
COLUMNS = """
    direction series source root_family reporter period calendar year full_year value_usd value_low_usd
    value_high_usd cell_basis forecast scope reading_confidence note
""".split()
CHOICES = (
    Choice("direction", offered=sides.ways),
    Choice("periods", ("years", "all")),
    *controls.ends("official_figures", "period", "2016", "1992"),
)


def select(tables: TableMap, choices: Choices) -> pd.DataFrame:
    """Rows of `trade` (or, for both directions, `partner_ranks`) and of `official_figures` for the pair."""
    direction = choices["direction"]
    counted = _pairs.turnover(tables) if direction == "both" else _pairs.flow(tables, direction)
    rows = periods.with_years(pd.concat([counted, _pairs.printed(tables, direction)], ignore_index=True))
    rows = rows[controls.within(rows["year"], choices)]
    if choices["periods"] == "years":
        rows = rows[rows["full_year"].fillna(False)]
    return frames.ordered(rows.assign(direction=direction), "series year period value_usd", COLUMNS)


def draw(rows: pd.DataFrame) -> Figure:
    """One line of each series: filled where observed, hollow where estimated, with a dot where stated."""
    years = axes.years(**periods.ends(rows))
    money = axes.money([*rows["value_usd"], rows["value_usd"].max() * 1.15])
    series = [(look, list(frames.each(group))) for look, group in _series(rows)]
    data = [trace for look, records in series for trace in _traces(look, records)]
    return style.figure([*data, *labels.named([_named(*pair) for pair in series], years, money)], years, money)


def _series(rows: pd.DataFrame) -> Iterator[tuple[theme.Look, pd.DataFrame]]:
    """Each series with its look; the estimates and the observed years of one series stay together."""
    first = rows.groupby("series")["year"].min().sort_values(kind="stable")
    groups = [rows[rows["series"] == name] for name in first.index]
    yield from zip(looks.apart(theme.family(str(g["root_family"].iloc[-1])) for g in groups), groups, strict=True)


def _named(look: theme.Look, records: list[Any]) -> labels.Series:
    places, series = [(periods.row_place(r), float(r.value_usd)) for r in records], str(records[0].series)
    single = not _years_of_a_line(records)
    return labels.Series(places=places, name=word("series", series), look=look, group=series, single=single)


def _years_of_a_line(records: list[Any]) -> list[Any]:
    """The full years of a series, stated ones apart; none where one of them has several values, which is no line."""
    counted = [r for r in records if r.full_year and r.cell_basis != "stated"]
    return counted if len({r.year for r in counted}) == len(counted) else []


def _traces(look: theme.Look, records: list[Any]) -> Iterator[style.Trace]:
    name = str(records[0].series)
    places = [
        (r.year, periods.row_place(r), r.value_usd, r.cell_basis == "observed") for r in _years_of_a_line(records)
    ]
    yield from style.stepped(places, look, name)
    between = [r for r in records if r.value_low_usd < r.value_high_usd]
    if between:
        ends = [(periods.row_place(r), int(r.value_low_usd), int(r.value_high_usd)) for r in between]
        yield style.spans([(x, low, x, high) for x, low, high in ends], look)
    yield style.marks(records, look, _hover, x=periods.row_place, y="value_usd", symbol=_symbol(look), group=name)


def _symbol(look: theme.Look) -> Callable[[Any], str]:
    firm = looks.firm(look)
    return lambda row: style.FORECAST if row.forecast else firm(row)


def _hover(row: Any) -> str:
    spread = ""
    if row.value_low_usd < row.value_high_usd:
        low, high = formats.dollars(row.value_low_usd), formats.dollars(row.value_high_usd)
        spread = phrase("hover_spread", low=low, high=high)
    about = ", ".join(filter(None, [word("cell_basis", row.cell_basis), "" if pd.isna(row.scope) else row.scope]))
    if row.forecast:
        about = ", ".join([about, phrase("forecast")])
    value = formats.dollars(row.value_usd)
    return wording.words(periods.period_words(row), word("series", row.series), value, spread, about)


def _full_years(rows: pd.DataFrame) -> pd.DataFrame:
    return rows[rows["full_year"].fillna(False) & ~rows["forecast"].fillna(False).astype(bool)]


def finding(rows: pd.DataFrame) -> str:
    """The newest year that two families of books have in full: the lower and the higher of their figures."""
    full = _full_years(rows)
    if full.empty:
        return ""
    several = full.groupby("year")["root_family"].transform("nunique") > 1
    newest = full[several] if several.any() else full
    newest = newest[newest["year"] == newest["year"].max()].sort_values("value_usd", kind="stable")
    low, high = frames.first(newest), frames.last(newest)
    way = _way(low.direction)
    known = {"way": way, "year": int(low.year), "low": formats.dollars(low.value_usd)}
    if low.value_usd == high.value_usd:
        return phrase.head("head_one", **known, books=wording.family(low.root_family))
    known |= {"high": formats.dollars(high.value_usd)}
    books = {"low_books": wording.family(low.root_family), "high_books": wording.family(high.root_family)}
    return wording.fit(phrase("head_named", **known, **books), phrase("head", **known))


def _way(direction: str) -> str:
    return phrase("way_both") if direction == "both" else sides.way_words(parties(), direction)


def detail(rows: pd.DataFrame) -> str:
    """The newest full year of each family of books, from the highest down; without forecasts."""
    full = _full_years(rows)
    if full.empty:
        return ""
    newest = full.sort_values(["year", "period"], kind="stable").drop_duplicates("root_family", keep="last")
    newest = newest.sort_values("value_usd", ascending=False, kind="stable")
    way = _way(full["direction"].iloc[0])
    return phrase("finding", way=way, newest="; ".join(_newest(row) for row in frames.each(newest)))


def _newest(row: Any) -> str:
    basis = word("cell_basis", row.cell_basis)
    what = {"amount": formats.dollars(row.value_usd), "series": word("series", row.series)}
    return phrase("newest", **what, period=periods.period_words(row), basis=basis)


def facts(rows: pd.DataFrame) -> dict[str, Any]:
    """Which series there are."""
    return {"series": ", ".join(word("series", name) for name in dict.fromkeys(rows["series"]))}


CHART = Chart(select, draw, finding, detail, facts=facts, id=ID, table="trade", choices=CHOICES, dated=True)
