"""Rank over time of any partner of one of the two countries, as an interval where partners are missing."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from typing import Any

import pandas as pd

from dashboard.charts import axes, controls, frames, looks, periods, sides, style, theme, wording
from dashboard.charts.base import Chart, Choice, Choices, Figure, TableMap
from dashboard.charts.trade import _ranks
from dashboard.texts import catalogue, formats, word

ID = "partner-rank"
phrase = wording.Phrases(ID)
COLUMNS = """
    reporter partner period calendar year full_year flow basis root_family source value_usd rank rank_best
    rank_worst partners missing leaning_on share obs_status note
""".split()


def names(tables: TableMap) -> dict[str, str]:
    """Id -> name of every country that has a rank, by name."""
    known = dict(zip(tables["countries"]["id"], tables["countries"]["name"], strict=True))
    ranked = tables["partner_ranks"]["partner"].unique()
    titles = {i: catalogue().get(f"choice.partner.{i}") or known.get(i, i) for i in ranked}
    return dict(sorted(titles.items(), key=lambda pair: pair[1]))


CHOICES = (
    Choice("reporter", offered=sides.first_before_second),
    Choice("partner", offered=names, usually=lambda tables: sides.pair(tables).second, kind="several"),
    Choice("flow", ("total", "export", "import")),
    Choice("basis", ("as_recorded", "eu_one")),
    Choice("family", ("all",), offered=lambda tables: _ranks.families(tables["partner_ranks"])),
    Choice("periods", ("years", "all")),
    *controls.ends("partner_ranks", "period", "1992", "1992"),
)
TICKS = (1, 2, 3, 5, 7, 10, 15, 20, 30, 50, 70, 100)
OPEN = 1.3  # length of the arrow of an interval without an end, as a factor on the axis of ranks


def select(tables: TableMap, choices: Choices) -> pd.DataFrame:
    """Rows of `partner_ranks` for the chosen partners in the trade of one of the two, oldest first."""
    return select_of(tables, choices, choices["partner"].split(","))


def select_of(tables: TableMap, choices: Choices, partners: Collection[str]) -> pd.DataFrame:
    """The same for any number of `partners`."""
    ranks = tables["partner_ranks"]
    rows = ranks[(ranks["reporter"] == choices["reporter"]) & ranks["partner"].isin(partners)]
    # "first or lower" says nothing
    rows = rows[rows["rank_best"].notna() & ((rows["rank_best"] > 1) | rows["rank_worst"].notna())]
    return _ranks.chosen(rows, choices)[COLUMNS]


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


def _group(name: str, title: str, look: theme.Look, rows: list[Any]) -> Iterator[style.Trace]:
    """The rows of one partner, or of one family of books where there is one partner alone."""
    yield style.key(title, look, name)
    closed = [r for r in rows if not pd.isna(r.rank_worst) and int(r.rank_worst) > int(r.rank_best)]
    if closed:
        yield _ranks.spans_of(closed, look, 2.5, end=lambda r: int(r.rank_worst)) | {"legendgroup": name}
    unbounded = [r for r in rows if pd.isna(r.rank_worst)]
    if unbounded:
        end = _ranks.spans_of(unbounded, look, 1.5, "dot", end=lambda r: int(r.rank_best) * OPEN)
        yield end | {"legendgroup": name}
    yield style.marks(rows, look, hover, x=periods.row_place, y=shown, symbol=_symbol(look), group=name)


def _symbol(look: theme.Look) -> Callable[[Any], str]:
    firm = looks.firm(look)
    return lambda row: "triangle-down-open" if pd.isna(row.rank_worst) else firm(row)


def shown(row: Any) -> int:
    """The rank among the partners with a value; where there is none, or it is bettered, the best possible one."""
    return int(row.rank_best if pd.isna(row.rank) else max(int(row.rank), int(row.rank_best)))


def hover(row: Any) -> str:
    """The hover label of a row."""
    rank = phrase("hover", rank=wording.rank_words(row.rank_best, row.rank_worst), partners=int(row.partners))
    value = "" if pd.isna(row.value_usd) else formats.dollars(row.value_usd)
    missing = "" if pd.isna(row.missing) else phrase("missing", names=row.missing)
    basis = word("obs_status", row.obs_status)
    head = f"{word('choice.partner', row.partner)}, {periods.period_words(row)}"
    return wording.words(head, wording.family(row.root_family), rank, value, basis, missing)


def finding(rows: pd.DataFrame) -> str:
    """The newest place of each partner, one whose both bounds are known where there is one."""
    bounded = pd.concat([_ranks.bounded(group) for _, group in rows.groupby("partner")])
    newest = bounded.sort_values("year", kind="stable").drop_duplicates("partner", keep="last")
    named = [place_words(r) for r in frames.each(newest.sort_values("rank_best", kind="stable"))]
    among, count = _among("among", rows), len(named)
    texts = [[*named[: count - n], *([phrase("more", n=n)] if n else [])] for n in range(count)]
    return wording.fit(*(phrase("head", among=among, places=", ".join(text)) for text in texts))


def place_words(row: Any) -> str:
    """A row in a headline: Turkey 5th (2024)."""
    at = wording.places(row.rank_best, row.rank_worst)
    return phrase("place", partner=wording.country(row.partner), year=int(row.year), place=at)


def _among(name: str, rows: pd.DataFrame) -> str:
    reporter = wording.country(rows["reporter"].iloc[0])
    return phrase(f"{name}_{rows['flow'].iloc[0]}", reporter=reporter)


def detail(rows: pd.DataFrame) -> str:
    """For each partner the newest rank of each family of books that has both bounds; else what is known at best."""
    return " ".join(_partner(str(name), group) for name, group in rows.groupby("partner", sort=True))


def _partner(name: str, rows: pd.DataFrame) -> str:
    texts = [rank_words(r) for r in frames.each(_ranks.bounded(rows).drop_duplicates("root_family", keep="last"))]
    return phrase("finding", partner=wording.country(name), text="; ".join(texts), among=_among("all", rows))


def rank_words(row: Any) -> str:
    """A row in a sentence: its rank, whose books, which period."""
    rank, family = wording.rank_words(row.rank_best, row.rank_worst), wording.family(row.root_family)
    return phrase("newest", rank=rank, family=family, period=periods.period_words(row))


CHART = Chart(select, draw, finding, detail, id=ID, table="partner_ranks", choices=CHOICES, dated=True)
