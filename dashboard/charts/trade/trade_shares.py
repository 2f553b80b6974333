"""Shares each way: how much each of the two weighs in the other's trade."""

from __future__ import annotations

from collections.abc import Iterator

import pandas as pd

from dashboard.charts import axes, controls, frames, labels, lines, looks, periods, sides, style, theme, wording
from dashboard.charts.base import Chart, Choice, Choices, Facts, Figure, Phrases, Row, TableMap
from dashboard.charts.phrases import fewer
from dashboard.charts.trade.partner_rank import names
from dashboard.texts import formats, say, word
from dashboard.texts.parties import parties

phrase = Phrases("trade-shares")


def _others(tables: TableMap) -> dict[str, str]:
    """Nobody, and every partner that can be shown beside the pair."""
    both = sides.pair(tables).ids
    return {"none": say("choice.partners.none")} | {i: n for i, n in names(tables).items() if i not in both}


CHOICES = (
    controls.FLOW,
    Choice("yardstick", ("share", "share_named", "intensity")),
    Choice("reporter", offered=lambda tables: {"both": phrase("both"), **sides.second_before_first(tables)}),
    Choice("partners", default="none", offered=_others, kind="several"),
    *controls.ends("trade_ties", "period", "1992", "1992"),
)


def select(tables: TableMap, choices: Choices) -> pd.DataFrame:
    """Rows of `trade_ties` with a value of the measure asked, and shares of other partners in the same lists."""
    rows = frames.known(frames.chosen(tables["trade_ties"], choices, "flow", "yardstick"), "value")
    if choices["reporter"] != "both":
        rows = frames.chosen(rows, choices, "reporter")
    if choices["yardstick"] == "share":
        rows = pd.concat([rows, _beside(tables, rows, choices)], ignore_index=True)
    return frames.ordered(periods.between(rows, choices), "reporter partner source year period")


def _beside(tables: TableMap, rows: pd.DataFrame, choices: Choices) -> pd.DataFrame:
    """Shares of other partners from `partner_ranks`, of the lists, periods and sources that `rows` have."""
    ranks = tables["partner_ranks"]
    ranks = frames.known(ranks[ranks["partner"].isin(choices["partners"].split(","))], "share")
    ranks = frames.of(ranks, flow=choices["flow"], basis="as_recorded")
    lists = ["reporter", "period", "calendar", "source"]
    same = rows[[*lists, "yardstick", "total_usd"]].drop_duplicates(lists)
    basis = ranks["obs_status"].map({"A": "observed"}).fillna("imputed")
    return ranks.assign(value=ranks["share"], cell_basis=basis).merge(same, on=lists)


def draw(rows: pd.DataFrame) -> Figure:
    """One line for each partner, in whose trade and by which source, named at its end; hollow where estimated."""
    share = rows["yardstick"].iloc[0] != "intensity"
    years = axes.years(**periods.ends(rows))
    axis = axes.shares([*rows["value"], rows["value"].max() * 1.1]) if share else axes.plain(rows["value"])
    data: list[style.Trace] = []
    series: list[labels.Series] = []
    for look, records in _lines(rows):
        places = [(periods.row_place(r), float(r.value)) for r in records]
        group = "{0.reporter} {0.partner} {0.source}".format(records[0])
        name = phrase("name", **_sides(records[0]), series=word("series", records[0].source))
        data += lines.by_year(records, look, "value", _hover, x=periods.row_place, group=group)
        series.append(labels.Series(places=places, name=name, look=look, group=group))
    return style.figure([*data, *labels.named(series, years, axis)], years, axis)


def _lines(rows: pd.DataFrame) -> Iterator[tuple[theme.Look, list[Row]]]:
    """The rows of each line with its look: a partner has one colour, and another mark for each further line."""
    own, counts = looks.of_countries(rows["partner"]), dict[str, int]()
    for (_, partner, _), group in rows.groupby(["reporter", "partner", "source"], sort=False):
        place = counts[str(partner)] = counts.get(str(partner), -1) + 1
        yield looks.varied(own[str(partner)], place), list(frames.each(group))


def _sides(row: Row) -> dict[str, str]:
    return {"reporter": parties().names[row.reporter], "partner": wording.country(row.partner)}


def _words(row: Row) -> dict[str, str]:
    """What a row is of, how much, by whom, and how firm."""
    return {
        "what": phrase(f"of_{row.flow}", **_sides(row)),
        "amount": formats.number(row.value) if row.yardstick == "intensity" else formats.percent(row.value),
        "series": word("series", row.source),
        "basis": word("cell_basis", row.cell_basis),
    }


def _hover(row: Row) -> str:
    return wording.words(periods.period_words(row), *_words(row).values())


def facts(rows: pd.DataFrame) -> Facts:
    """The newest full year of the pair each way; in full of the other partners too."""
    full = periods.full(rows).sort_values("year", kind="stable")
    newest = full.drop_duplicates(["reporter", "partner"], keep="last").sort_values(["reporter", "partner"])
    every, both = list(frames.each(newest)), parties().ids
    named = [phrase("share", **_words(r), year=int(r.year)) for r in every if r.partner in both]
    texts = [phrase("newest", **_words(r), period=periods.period_words(r)) for r in every]
    return {"head": fewer(named, "; "), "text": "; ".join(texts)} if texts else {}


CHART = Chart(phrase, select, draw, facts, table="trade_ties", choices=CHOICES, dated=True)
