"""Rank over time of any partner of one of the two countries, as an interval where partners are missing."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from typing import Any

import pandas as pd

from dashboard.charts import axes, controls, frames, looks, periods, sides, style, theme, wording
from dashboard.charts.base import Chart, Choice, Choices, Facts, Figure, Phrases, Row, TableMap
from dashboard.charts.trade import _rank_marks, _ranks
from dashboard.texts import catalogue, formats, word

phrase = Phrases("partner-rank")


def names(tables: TableMap) -> dict[str, str]:
    """Id -> name of every country that has a rank, by name."""
    known = dict(zip(tables["countries"]["id"], tables["countries"]["name"], strict=True))
    ranked = tables["partner_ranks"]["partner"].unique()
    titles = {i: catalogue().get(f"choice.partner.{i}") or known.get(i, i) for i in ranked}
    return dict(sorted(titles.items(), key=lambda pair: pair[1]))


CHOICES = (
    Choice("reporter", offered=sides.first_before_second),
    Choice("partner", offered=names, usually=lambda tables: sides.pair(tables).second, kind="several"),
    controls.FLOW,
    controls.BASIS,
    Choice("family", ("all",), offered=lambda tables: _ranks.families(tables["partner_ranks"])),
    controls.PERIODS,
    *controls.ends("partner_ranks", "period", "1992", "1992"),
)
TICKS = (1, 2, 3, 5, 7, 10, 15, 20, 30, 50, 70, 100)
OPEN = 1.3  # length of the arrow of an interval without an end, as a factor on the axis of ranks


def select(tables: TableMap, choices: Choices) -> pd.DataFrame:
    """Rows of `partner_ranks` for the chosen partners in the trade of one of the two, oldest first."""
    return select_of(tables, choices, choices["partner"].split(","))


def select_of(tables: TableMap, choices: Choices, partners: Collection[str]) -> pd.DataFrame:
    """The same for any number of `partners`."""
    rows = frames.of(tables["partner_ranks"], reporter=choices["reporter"])
    # "first or lower" says nothing
    rows = rows[rows["rank_best"].notna() & ((rows["rank_best"] > 1) | rows["rank_worst"].notna())]
    return _ranks.chosen(rows[rows["partner"].isin(partners)], choices)


def draw(rows: pd.DataFrame) -> Figure:
    """For each row a mark at its rank and a line from the best to the worst possible one."""
    several = rows["partner"].nunique() > 1
    column, own = ("partner", looks.of_countries(rows["partner"])) if several else ("root_family", {})
    data: list[style.Trace] = []
    for name, group in rows.groupby(column, sort=True):
        title = (wording.country if several else wording.family)(name)
        data += _group(str(name), title, own.get(str(name)) or theme.family(str(name)), list(frames.each(group)))
    return style.figure(data, axes.years(**periods.ends(rows)), _axis(rows))


def _axis(rows: pd.DataFrame) -> dict[str, Any]:
    """A logarithmic axis of ranks, the first on top."""
    best, worst = int(rows["rank_best"].min()), int(rows[["rank_best", "rank_worst"]].max().max())
    ends = axes.powers_of_ten(worst * 1.45, max(0.87, best / 2))
    ticks = [t for t in TICKS if best / 2 <= t <= worst * 1.5]
    return axes.labelled(ends, ticks, str, type="log", autorange=False, title={"text": phrase("axis")})


def _group(name: str, title: str, look: theme.Look, rows: list[Row]) -> Iterator[style.Trace]:
    """The rows of one partner, or of one family of books where there is one partner alone."""
    yield style.key(title, look, name)
    closed = [r for r in rows if not pd.isna(r.rank_worst) and int(r.rank_worst) > int(r.rank_best)]
    yield _rank_marks.spans(closed, look, "rank_worst", width=2.5, group=name)
    unbounded = [r for r in rows if pd.isna(r.rank_worst)]
    arrow = {"width": 1.5, "dash": "dot", "group": name}
    yield _rank_marks.spans(unbounded, look, lambda r: int(r.rank_best) * OPEN, **arrow)
    yield style.marks(rows, look, hover, x=periods.row_place, y=shown, symbol=_symbol(look), group=name)


def _symbol(look: theme.Look) -> Callable[[Row], str]:
    firm = looks.firm(look)
    return lambda row: "triangle-down-open" if pd.isna(row.rank_worst) else firm(row)


def shown(row: Row) -> int:
    """The rank among the partners with a value; where there is none, or it is bettered, the best possible one."""
    return int(row.rank_best if pd.isna(row.rank) else max(int(row.rank), int(row.rank_best)))


def hover(row: Row) -> str:
    """The hover label of a row."""
    rank = phrase("hover", rank=wording.rank_words(row.rank_best, row.rank_worst), partners=int(row.partners))
    value = "" if pd.isna(row.value_usd) else formats.dollars(row.value_usd)
    missing = "" if pd.isna(row.missing) else phrase("missing", names=row.missing)
    head = f"{word('choice.partner', row.partner)}, {periods.period_words(row)}"
    return wording.words(
        head, wording.family(row.root_family), rank, value, word("obs_status", row.obs_status), missing
    )


def facts(rows: pd.DataFrame) -> Facts:
    """The newest place of each partner, one whose both bounds are known where there is one.

    In full for each partner the newest rank of each family of books that has both bounds; else what is known at best.
    """
    groups = [_ranks.bounded(group) for _, group in rows.groupby("partner", sort=True)]
    newest = pd.concat(groups).sort_values("year", kind="stable").drop_duplicates("partner", keep="last")
    named = [_place(r) for r in frames.each(newest.sort_values("rank_best", kind="stable"))]
    lengths = [[*named[: len(named) - n], *([phrase("more", n=n)] if n else [])] for n in range(len(named))]
    among = _among("among", rows)
    head = tuple(phrase("head", among=among, places=", ".join(places)) for places in lengths)
    return {"head": head, "finding": " ".join(_partner(group) for group in groups)}


def _place(row: Row) -> str:
    """A row in a headline: Turkey 5th (2024)."""
    at = wording.places(row.rank_best, row.rank_worst)
    return phrase("place", partner=wording.country(row.partner), year=int(row.year), place=at)


def _among(name: str, rows: pd.DataFrame) -> str:
    return phrase(f"{name}_{rows['flow'].iloc[0]}", reporter=wording.country(rows["reporter"].iloc[0]))


def _partner(rows: pd.DataFrame) -> str:
    newest = "; ".join(_newest(r) for r in frames.each(rows.drop_duplicates("root_family", keep="last")))
    return phrase("finding", partner=wording.country(rows["partner"].iloc[0]), text=newest, among=_among("all", rows))


def _newest(row: Row) -> str:
    """A row in a sentence: its rank, whose books, which period."""
    rank, family = wording.rank_words(row.rank_best, row.rank_worst), wording.family(row.root_family)
    return phrase("newest", rank=rank, family=family, period=periods.period_words(row))


CHART = Chart(phrase, select, draw, facts, table="partner_ranks", choices=CHOICES, dated=True)
