"""Turnover of the two by whose books are read: the three levels side by side, never joined."""

from __future__ import annotations

from collections.abc import Iterator

import pandas as pd

from dashboard.charts import axes, controls, frames, labels, lines, looks, periods, sides, style, theme, wording
from dashboard.charts.base import Chart, Choice, Choices, Facts, Figure, Phrases, Row, TableMap
from dashboard.charts.trade import _pairs
from dashboard.texts import formats, word
from dashboard.texts.parties import parties

phrase = Phrases("turnover")
CHOICES = (
    Choice("direction", offered=sides.ways),
    controls.PERIODS,
    *controls.ends("official_figures", "period", "2016", "1992"),
)


def select(tables: TableMap, choices: Choices) -> pd.DataFrame:
    """Rows of `trade` (or, for both directions, `partner_ranks`) and of `official_figures` for the pair."""
    direction = choices["direction"]
    counted = _pairs.turnover(tables) if direction == "both" else _pairs.flow(tables, direction)
    rows = pd.concat([counted, _pairs.printed(tables, direction)], ignore_index=True)
    rows = periods.between(rows, choices).assign(direction=direction)
    rows = periods.full(rows) if choices["periods"] == "years" else rows
    return frames.ordered(rows, "series year period value_usd")


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


def _named(look: theme.Look, records: list[Row]) -> labels.Series:
    places, series = [(periods.row_place(r), float(r.value_usd)) for r in records], str(records[0].series)
    single = not _years_of_a_line(records)
    return labels.Series(places=places, name=word("series", series), look=look, group=series, single=single)


def _years_of_a_line(records: list[Row]) -> list[Row]:
    """The full years of a series, stated ones apart; none where one of them has several values, which is no line."""
    counted = [r for r in records if r.full_year and r.cell_basis != "stated"]
    return counted if len({r.year for r in counted}) == len(counted) else []


def _traces(look: theme.Look, records: list[Row]) -> Iterator[style.Trace]:
    name, counted, x = str(records[0].series), _years_of_a_line(records), periods.row_place
    yield from lines.stepped([(r.year, x(r), r.value_usd, r.cell_basis == "observed") for r in counted], look, name)
    between = [r for r in records if r.value_low_usd < r.value_high_usd]
    yield lines.spans(between, look, x=x, y=("value_low_usd", "value_high_usd"))
    yield style.marks(records, look, _hover, x=x, y="value_usd", symbol=looks.firm(look), group=name)


def _hover(row: Row) -> str:
    spread = ""
    if row.value_low_usd < row.value_high_usd:
        low, high = formats.dollars(row.value_low_usd), formats.dollars(row.value_high_usd)
        spread = phrase("hover_spread", low=low, high=high)
    scope, forecast = "" if pd.isna(row.scope) else row.scope, phrase("forecast") if row.forecast else ""
    about = ", ".join(filter(None, [word("cell_basis", row.cell_basis), scope, forecast]))
    value = formats.dollars(row.value_usd)
    return wording.words(periods.period_words(row), word("series", row.series), value, spread, about)


def facts(rows: pd.DataFrame) -> Facts:
    """The newest year that two families of books have in full: the lower and the higher of their figures.

    In full the newest year of each family, from the highest down. Forecasts are left out.
    """
    series = ", ".join(word("series", name) for name in dict.fromkeys(rows["series"]))
    full = periods.full(rows[~rows["forecast"].astype(bool)])
    if full.empty:
        return {"head": "", "finding": "", "series": series}
    several = full.groupby("year")["root_family"].transform("nunique") > 1
    shared = full[several] if several.any() else full
    shared = frames.of(shared, year=shared["year"].max()).sort_values("value_usd", kind="stable")
    newest = full.sort_values(["year", "period"], kind="stable").drop_duplicates("root_family", keep="last")
    newest = newest.sort_values("value_usd", ascending=False, kind="stable")
    low, high = frames.first(shared), frames.last(shared)
    return {
        "wording": "one" if low.value_usd == high.value_usd else "",
        "way": phrase("way_both") if low.direction == "both" else sides.way_words(parties(), low.direction),
        "year": int(low.year),
        "low": formats.dollars(low.value_usd),
        "high": formats.dollars(high.value_usd),
        "low_books": wording.family(low.root_family),
        "high_books": wording.family(high.root_family),
        "newest": "; ".join(_newest(row) for row in frames.each(newest)),
        "series": series,
    }


def _newest(row: Row) -> str:
    basis, amount = word("cell_basis", row.cell_basis), formats.dollars(row.value_usd)
    series = word("series", row.series)
    return phrase("newest", amount=amount, series=series, period=periods.period_words(row), basis=basis)


CHART = Chart(phrase, select, draw, facts, table="trade", choices=CHOICES, dated=True)
