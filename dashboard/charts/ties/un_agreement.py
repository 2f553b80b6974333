"""How often two countries vote alike in the UN General Assembly, by year, raw, against comparators."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pandas as pd

from dashboard.charts import axes, controls, frames, line_ends, periods, style, theme, wording
from dashboard.charts.base import Chart, Choice, Choices, Figure, TableMap
from dashboard.charts.ties import _votes
from dashboard.texts import formats, word
from dashboard.texts.parties import parties

ID = "un-agreement"
phrase = wording.Phrases(ID)
COLUMNS = """
    country other year measure value agree3 agree2 roll_calls both_voted identical opposite year_coverage source
    note strong
""".split()


def _beside(tables: TableMap) -> dict[str, str]:
    """Id -> name of each country whose line can be drawn as strong beside the pair's."""
    held, both = tables["un_agreement"], parties()
    others = both.ordered([*held["country_a"], *held["country_b"]], both.comparators)
    return {country: wording.country(country) for country in others}


CHOICES = (
    _votes.CENTRE,
    Choice("beside", offered=_beside),
    Choice("measure", ("agree3", "agree2")),
    *controls.ends("un_agreement", "year", "1992", "1992"),
)
FEW = 20  # a year with fewer roll calls is not drawn: 2024 has six


def select(tables: TableMap, choices: Choices) -> pd.DataFrame:
    """Rows of `un_agreement` for one of the two and every other country held, years with enough roll calls."""
    rows = _votes.around(tables["un_agreement"], choices["centre"])
    rows = rows[rows["both_voted"].ge(FEW).fillna(False) & controls.within(rows["year"], choices)]
    rows = rows.assign(measure=choices["measure"], value=rows[choices["measure"]])
    rows = rows[rows["value"].notna()]
    rows = rows.assign(strong=rows["other"].isin((parties().other(choices["centre"]), choices["beside"])))
    return frames.ordered(rows, "other year", COLUMNS)


def draw(rows: pd.DataFrame) -> Figure:
    """Two lines stand out, the pair and the country beside it; the others are grey, each named at its end."""
    groups = sorted(rows.groupby("other"), key=lambda g: (bool(g[1]["strong"].iloc[0]), g[0]))
    low, last = float(rows["value"].min()), int(rows["year"].max())
    bounds = max(0.0, low - 0.12), 1.02
    data = [t for other, group in groups for t in _line(str(other), group)]
    ends = [_end(str(other), group) for other, group in groups if int(group["year"].max()) == last]
    data += [t for other, group in groups if group["strong"].iloc[0] for t in _key(str(other))]
    data.append(line_ends.ends(ends, last + 0.5, *bounds, CHART.height))
    partly = rows.loc[rows["year_coverage"].ne("complete"), "year"]
    dividers = [axes.divider(int(partly.min()) - 0.5, phrase("divider"))] if len(partly) else []
    return style.figure(
        data,
        axes.years(**periods.ends(rows)),
        axes.labelled(bounds, axes.ticks(max(0.0, low - 0.05), 1.0), formats.percent),
        shapes=[shape for shape, _ in dividers],
        annotations=[note | {"y": 0, "yanchor": "bottom"} for _, note in dividers],
        margin={"r": line_ends.room(ends)},
    )


def _look(other: str, strong: bool) -> theme.Look:
    """The two of the article in their own colours, the country beside them in blue, the others grey."""
    if not strong:
        return theme.Look(theme.MUTED, "circle")
    return theme.country(other) if other in parties().ids else theme.Look(theme.BLUE, "diamond")


def _key(other: str) -> Iterator[style.Trace]:
    yield style.key(wording.country(other), _look(other, strong=True), other) | {"meta": {"only": "narrow"}}


def _end(other: str, group: pd.DataFrame) -> line_ends.End:
    strong = bool(group["strong"].iloc[0])
    value = float(group.sort_values("year")["value"].iloc[-1])
    return line_ends.End(y=value, name=wording.country(other), colour=_look(other, strong).colour, strong=strong)


def _line(other: str, group: pd.DataFrame) -> Iterator[style.Trace]:
    records, strong = list(frames.each(group)), bool(group["strong"].iloc[0])
    look = _look(other, strong)
    places = [(int(r.year), int(r.year), float(r.value), r.year_coverage == "complete") for r in records]
    for trace in style.stepped(places, look, other, 3 if strong else 1):
        yield trace | {"opacity": 1 if strong else 0.6}
    size = 8 if strong else 3
    trace = style.marks(records, look, _hover, x="year", y="value", symbol=_symbol(look), group=other, size=size)
    yield trace | {"opacity": 1 if strong else 0.6}


def _symbol(look: theme.Look) -> Callable[[Any], str]:
    return lambda row: look.symbol + ("" if row.year_coverage == "complete" else "-open")


def _hover(row: Any) -> str:
    text = phrase("hover", share=formats.percent(row.value), n=int(row.both_voted))
    coverage = "" if row.year_coverage == "complete" else str(row.year_coverage)
    return wording.words(f"{_votes.pair_words(row)}, {int(row.year)}", text, coverage, word("source_short", row.source))


def facts(rows: pd.DataFrame) -> dict[str, Any]:
    """The newest year of the pair: how often it votes alike, and which of the other pairs shown do so more often."""
    row = _votes.newest_of_pair(rows)
    if row is None:
        return {}
    others = rows[(rows["year"] == row["year"]) & (rows["other"] != row["other"])]
    above = others[others["value"] > row["value"]]
    shares = {"share": formats.percent(row["value"]), "about": formats.percent(round(float(row["value"]), 2))}
    counts = {"year": int(row["year"]), "n": len(others), "above": len(above), "names": _votes.above(above)}
    return {**shares, **counts, **_votes.names(row)}


def alt(rows: pd.DataFrame) -> str:
    """Which pairs over which years, and the finding."""
    return phrase("alt", n=rows["other"].nunique(), **periods.ends(rows)) + " " + CHART.detail(rows)


CHART = Chart(select, draw, id=ID, table="un_agreement", choices=CHOICES, facts=facts, alt=alt, height=480, dated=True)
