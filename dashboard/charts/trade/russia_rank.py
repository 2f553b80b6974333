"""The first country's rank among the second's partners, by year and by whose books are read."""

from __future__ import annotations

from typing import Any

import pandas as pd

from dashboard.charts import axes, controls, frames, periods, sides, style, theme, wording
from dashboard.charts.base import Chart, Choice, Choices, Figure, TableMap
from dashboard.charts.trade import _ranks
from dashboard.texts.parties import parties

ID = "russia-rank"
phrase = wording.Phrases(ID)
COLUMNS = """
    period calendar year full_year flow basis root_family source rank rank_best rank_worst partners missing
    leaning_on value_usd share obs_status note
""".split()


def _of_pair(tables: TableMap) -> pd.DataFrame:
    ranks, both = tables["partner_ranks"], sides.pair(tables)
    return ranks[(ranks["reporter"] == both.second) & (ranks["partner"] == both.first)]


CHOICES = (
    Choice("flow", ("total", "export", "import")),
    Choice("basis", ("as_recorded", "eu_one")),
    Choice("family", ("all",), offered=lambda tables: _ranks.families(_of_pair(tables))),
    Choice("periods", ("years", "all")),
    *controls.ends("partner_ranks", "period", "2010", "1992"),
)


def select(tables: TableMap, choices: Choices) -> pd.DataFrame:
    """Rows of `partner_ranks` for the first country as a partner of the second, oldest first; columns as in COLUMNS."""
    return _with_counted(_ranks.chosen(_of_pair(tables), choices), tables)[COLUMNS]


def _with_counted(rows: pd.DataFrame, tables: TableMap) -> pd.DataFrame:
    """`rows` with the rank among partners that have a value, where a list gives it only by `rank_places`."""
    key = ["reporter", "partner", "period", "flow", "source"]
    firm = tables["rank_places"].query("place_best == place_worst")[[*key, "place_best"]]
    places = rows[key].merge(firm, on=key, how="left")["place_best"].set_axis(rows.index)
    return rows.assign(rank=rows["rank"].fillna(places.where(rows["basis"] == "as_recorded")))


def draw(rows: pd.DataFrame) -> Figure:
    """What is known of a year large and in words, what is not known faint; the article's fifth as a line."""
    records = [r for r in frames.each(rows) if not pd.isna(r.rank_best)]
    foot, strong = _ranks.bottom(records), [r for r in records if _ranks.known(r)]
    data = [*_ranks.faint([r for r in records if not _ranks.known(r)], _hover, foot)]
    for name in sorted({str(r.root_family) for r in strong}):
        look = theme.family(name)
        data += [style.key(wording.family(name), look, name)]
        data += _ranks.strong([r for r in strong if r.root_family == name], look, _hover, name)
    if strong:
        data += _ranks.labels(strong, [theme.family(str(r.root_family)).colour for r in strong])
    years = axes.years(**periods.ends(rows))
    return style.figure(data, years, _ranks.axis(1, foot), **_claimed(parties().place))


def _hover(row: Any) -> str:
    rank = phrase("hover", rank=wording.rank_words(row.rank_best, row.rank_worst))
    counted = "" if pd.isna(row.rank) else phrase("hover_rank", rank=int(row.rank), partners=int(row.partners))
    soft = "" if row.obs_status == "A" and bool(row.full_year) else phrase("hover_soft")
    return wording.words(periods.period_words(row), wording.family(row.root_family), rank, counted, soft)


def _claimed(place: int) -> dict[str, Any]:
    """A line at the place that the article names, if it names one."""
    if not place:
        return {}
    words = {"text": phrase("fifth"), "font": {"color": theme.MARK, "size": 12}, "showarrow": False}
    at = {"xref": "paper", "x": 0, "xanchor": "left", "y": place, "yanchor": "bottom"}
    return {"shapes": [axes.dashed(y=place, colour=theme.MARK)], "annotations": [words | at]}


def _fits(rows: pd.DataFrame) -> tuple[int, int]:
    """How many of `rows` put the first country where the article does for sure, and how many only leave it open."""
    best, worst, place = rows["rank_best"], rows["rank_worst"], parties().place
    surely = (best == place) & (worst == place).fillna(False)
    possible = (best <= place) & (worst.isna() | (worst >= place).fillna(False))
    return int(surely.fillna(False).sum()), int((possible & ~surely).fillna(False).sum())


def finding(rows: pd.DataFrame) -> str:
    """The newest place of each family of books that bounds it on both sides."""
    recent = rows[rows["year"].ge(parties().event_year).fillna(False)]
    if recent.empty:
        return ""
    closed = recent[recent["rank_worst"].notna()].drop_duplicates("root_family", keep="last")
    newest, flow = (closed if len(closed) else recent.tail(1)), str(recent["flow"].iloc[0])
    named = [_place(r) for r in frames.each(newest)]
    return wording.fit(*(phrase(f"head_{flow}", places=", ".join(named[:n])) for n in range(len(named), 0, -1)))


def _place(row: Any) -> str:
    place, family = wording.places(row.rank_best, row.rank_worst), wording.family(row.root_family)
    return phrase("place", place=place, year=int(row.year), family=family)


def detail(rows: pd.DataFrame) -> str:
    """One sentence: whether a ranking puts it where the article does, and the newest interval of each family."""
    recent = rows[rows["year"].ge(parties().event_year).fillna(False)]
    if recent.empty:
        return phrase("none")
    surely, possible = _fits(recent)
    name = "asked" if not parties().place else "surely" if surely else "possible" if possible else "nowhere"
    text = phrase(name, n=len(recent), surely=surely, possible=possible)
    closed = frames.each(recent[recent["rank_worst"].notna()].drop_duplicates("root_family", keep="last"))
    latest = [f"{wording.rank_words(r.rank_best, r.rank_worst)} ({wording.family(r.root_family)})" for r in closed]
    return text + (phrase("latest", latest=", ".join(latest)) if latest else "") + "." + _counted(recent)


def _counted(recent: pd.DataFrame) -> str:
    """The newest row that is fifth among the partners with a value, though not among all, in a sentence."""
    place = parties().place
    fifth = (recent["rank"] == place).fillna(False) & (recent["rank_best"] > place).fillna(False)
    if not fifth.any():
        return ""
    row = frames.last(recent[fifth])
    return " " + phrase("counted", family=wording.family(row.root_family), period=periods.period_words(row))


def alt(rows: pd.DataFrame) -> str:
    """What the picture shows, with the newest row of each family in words."""
    newest = "; ".join(
        f"{wording.family(r.root_family)}, {periods.period_words(r)}: {wording.rank_words(r.rank_best, r.rank_worst)}"
        for r in frames.each(rows.drop_duplicates("root_family", keep="last"))
    )
    marked = phrase("marked") if parties().place else ""
    return phrase("alt", n=len(rows), marked=marked, latest=newest, **periods.ends(rows))


CHART = Chart(select, draw, finding, detail, alt, id=ID, table="partner_ranks", choices=CHOICES, dated=True)
