"""Shares each way: how much each of the two weighs in the other's trade."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pandas as pd

from dashboard.charts import axes, controls, frames, labels, looks, periods, sides, style, theme, wording
from dashboard.charts.base import Chart, Choice, Choices, Figure, TableMap
from dashboard.charts.trade.partner_rank import names
from dashboard.texts import formats, say, word
from dashboard.texts.parties import parties

ID = "trade-shares"
phrase = wording.Phrases(ID)
COLUMNS = """
    reporter partner period calendar year full_year flow yardstick source root_family value value_low value_high
    value_usd total_usd cell_basis note
""".split()


def _whose(tables: TableMap) -> dict[str, str]:
    return {"both": phrase("both"), **sides.second_before_first(tables)}


def _others(tables: TableMap) -> dict[str, str]:
    """Nobody, and every partner that can be shown beside the pair."""
    both = sides.pair(tables).ids
    return {"none": say("choice.partners.none")} | {i: n for i, n in names(tables).items() if i not in both}


KEY = ["reporter", "partner", "source"]  # of one line
CHOICES = (
    Choice("flow", ("total", "export", "import")),
    Choice("yardstick", ("share", "share_named", "intensity")),
    Choice("reporter", offered=_whose),
    Choice("partners", default="none", offered=_others, kind="several"),
    *controls.ends("trade_ties", "period", "1992", "1992"),
)


def select(tables: TableMap, choices: Choices) -> pd.DataFrame:
    """Rows of `trade_ties` with a value of the measure asked, and shares of other partners in the same lists."""
    ties = tables["trade_ties"]
    rows = ties[(ties["flow"] == choices["flow"]) & (ties["yardstick"] == choices["yardstick"]) & ties["value"].notna()]
    if choices["reporter"] != "both":
        rows = rows[rows["reporter"] == choices["reporter"]]
    if choices["yardstick"] == "share":
        rows = pd.concat([rows, _beside(tables, rows, choices)], ignore_index=True)
    rows = periods.with_years(rows)
    rows = rows[controls.within(rows["year"], choices)]
    return frames.ordered(rows, "reporter partner source year period", COLUMNS)


def _beside(tables: TableMap, rows: pd.DataFrame, choices: Choices) -> pd.DataFrame:
    """Shares of other partners from `partner_ranks`, of the lists, periods and sources that `rows` have."""
    ranks = tables["partner_ranks"]
    ranks = ranks[ranks["partner"].isin(choices["partners"].split(",")) & ranks["share"].notna()]
    ranks = ranks[(ranks["flow"] == choices["flow"]) & (ranks["basis"] == "as_recorded")]
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
        name, places = " ".join(_key(records[0])), [(periods.row_place(r), float(r.value)) for r in records]
        data += _line(look, name, records)
        series.append(labels.Series(places=places, name=_name(records[0]), look=look, group=name))
    return style.figure([*data, *labels.named(series, years, axis)], years, axis)


def _lines(rows: pd.DataFrame) -> Iterator[tuple[theme.Look, list[Any]]]:
    """The rows of each line with its look: a partner has one colour, and another mark for each further line."""
    own, counts = looks.of_countries(rows["partner"]), dict[str, int]()
    for (_, partner, _), group in rows.groupby(KEY, sort=False):
        place = counts[str(partner)] = counts.get(str(partner), -1) + 1
        yield looks.varied(own[str(partner)], place), list(frames.each(group))


def _key(row: Any) -> tuple[str, str, str]:
    return row.reporter, row.partner, row.source


def _sides(row: Any) -> dict[str, str]:
    return {"reporter": parties().names[row.reporter], "partner": wording.country(row.partner)}


def _name(row: Any) -> str:
    return phrase("name", **_sides(row), series=word("series", row.source))


def _what(row: Any) -> str:
    return phrase(f"of_{row.flow}", **_sides(row))


def _line(look: theme.Look, name: str, rows: list[Any]) -> Iterator[style.Trace]:
    if len({r.year for r in rows}) == len(rows):
        places = [(int(r.year), periods.row_place(r), float(r.value), r.cell_basis == "observed") for r in rows]
        yield from style.stepped(places, look, name)
    yield style.marks(rows, look, _hover, x=periods.row_place, y="value", symbol=looks.firm(look), group=name)


def _amount(row: Any) -> str:
    return formats.number(row.value) if row.yardstick == "intensity" else formats.percent(row.value)


def _hover(row: Any) -> str:
    basis = word("cell_basis", row.cell_basis)
    return wording.words(periods.period_words(row), _what(row), _amount(row), word("series", row.source), basis)


def _newest(rows: pd.DataFrame, every: bool = False) -> pd.DataFrame:
    """The newest full year of the pair each way; with `every` of the other partners too."""
    full = rows[rows["full_year"].fillna(False) & (every | rows["partner"].isin(parties().ids))]
    newest = full.sort_values("year", kind="stable").drop_duplicates(["reporter", "partner"], keep="last")
    return newest.sort_values(["reporter", "partner"])


def finding(rows: pd.DataFrame) -> str:
    """The newest value each way, with its year."""
    newest = _newest(rows)
    if newest.empty:
        return ""
    named = [phrase("head", what=_what(r), amount=_amount(r), year=int(r.year)) for r in frames.each(newest)]
    return wording.fit("; ".join(named), named[0])


def detail(rows: pd.DataFrame) -> str:
    """The newest share each way, with its source."""
    newest = _newest(rows, every=True)
    if newest.empty:
        return ""
    return phrase("finding", text="; ".join(_newest_words(r) for r in frames.each(newest)))


def _newest_words(row: Any) -> str:
    names = {"series": word("series", row.source), "basis": word("cell_basis", row.cell_basis)}
    return phrase("newest", what=_what(row), amount=_amount(row), period=periods.period_words(row), **names)


CHART = Chart(select, draw, finding, detail, id=ID, table="trade_ties", choices=CHOICES, dated=True)
