"""The first country's rank among the second's partners, by year and by whose books are read."""

from __future__ import annotations

from typing import Any

import pandas as pd

from dashboard.charts import axes, controls, frames, periods, phrases, sides, style, theme, wording
from dashboard.charts.base import Chart, Choice, Choices, Facts, Figure, Phrases, Row, TableMap
from dashboard.charts.trade import _rank_marks, _ranks
from dashboard.texts.parties import parties

phrase = Phrases("russia-rank")


def _of_pair(tables: TableMap) -> pd.DataFrame:
    both = sides.pair(tables)
    return frames.of(tables["partner_ranks"], reporter=both.second, partner=both.first)


CHOICES = (
    controls.FLOW,
    controls.BASIS,
    Choice("family", ("all",), offered=lambda tables: _ranks.families(_of_pair(tables))),
    controls.PERIODS,
    *controls.ends("partner_ranks", "period", "2010", "1992"),
)


def select(tables: TableMap, choices: Choices) -> pd.DataFrame:
    """Rows of `partner_ranks` for the first country as a partner of the second, oldest first."""
    return _with_counted(_ranks.chosen(_of_pair(tables), choices), tables)


def _with_counted(rows: pd.DataFrame, tables: TableMap) -> pd.DataFrame:
    """`rows` with the rank among partners that have a value, where a list gives it only by `rank_places`."""
    key = ["reporter", "partner", "period", "flow", "source"]
    firm = tables["rank_places"].query("place_best == place_worst")[[*key, "place_best"]]
    places = rows[key].merge(firm, on=key, how="left")["place_best"].set_axis(rows.index)
    return rows.assign(rank=rows["rank"].fillna(places.where(rows["basis"] == "as_recorded")))


def draw(rows: pd.DataFrame) -> Figure:
    """What is known of a year large and in words, what is not known faint; the article's fifth as a line."""
    records = list(frames.each(frames.known(rows, "rank_best")))
    foot, strong = _rank_marks.bottom(records), [r for r in records if _ranks.known(r)]
    data = [*_rank_marks.faint([r for r in records if not _ranks.known(r)], _hover, foot)]
    families = {name: theme.family(name) for name in sorted({str(r.root_family) for r in strong})}
    for name, look, group in style.groups(strong, "root_family", families):
        data += [style.key(wording.family(name), look, name), *_rank_marks.strong(group, look, _hover, name)]
    data += _rank_marks.labels(strong, [families[str(r.root_family)].colour for r in strong])
    return style.figure(data, axes.years(**periods.ends(rows)), _rank_marks.axis(1, foot), **_claimed(parties().place))


def _hover(row: Row) -> str:
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


def facts(rows: pd.DataFrame) -> Facts:
    """The newest place of each family of books that bounds it on both sides since the event."""
    years, marked = periods.ends(rows), phrase("marked") if parties().place else ""
    every = [f"{wording.family(r.root_family)}, {periods.period_words(r)}: {_rank(r)}" for r in _newest(rows)]
    alt = phrase("alt", n=len(rows), marked=marked, latest="; ".join(every), **years)
    recent = rows[rows["year"].ge(parties().event_year).fillna(False)]
    if recent.empty:
        return {"head": "", "alt": alt}
    closed = _newest(frames.known(recent, "rank_worst"))
    places, flow = phrases.fewer([_place(r) for r in closed or [frames.last(recent)]]), str(recent["flow"].iloc[0])
    head = tuple(phrase(f"head_{flow}", places=text) for text in places)
    return {"head": head, "alt": alt}


def _newest(rows: pd.DataFrame) -> list[Row]:
    """The newest row of each family of books."""
    return list(frames.each(rows.drop_duplicates("root_family", keep="last")))


def _rank(row: Row) -> str:
    return wording.rank_words(row.rank_best, row.rank_worst)


def _place(row: Row) -> str:
    place, family = wording.places(row.rank_best, row.rank_worst), wording.family(row.root_family)
    return phrase("place", place=place, year=int(row.year), family=family)


CHART = Chart(phrase, select, draw, facts, table="partner_ranks", choices=CHOICES, dated=True)
