"""How often two countries vote alike in the UN General Assembly, by year, raw, against comparators."""

from __future__ import annotations

from collections.abc import Iterator

import pandas as pd

from dashboard.charts import axes, controls, frames, lines, looks, periods, style, theme, wording
from dashboard.charts.base import Chart, Choice, Choices, Facts, Figure, Row, TableMap
from dashboard.charts.ties import _votes
from dashboard.charts.ties._votes import phrase
from dashboard.texts import formats, word
from dashboard.texts.parties import parties


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
HEIGHT = 480


def select(tables: TableMap, choices: Choices) -> pd.DataFrame:
    """Rows of `un_agreement` for one of the two and every other country held, years with enough roll calls."""
    rows = _votes.around(tables["un_agreement"], choices["centre"])
    rows = rows[rows["both_voted"].ge(FEW).fillna(False) & controls.within(rows["year"], choices)]
    rows = frames.known(rows.assign(measure=choices["measure"], value=rows[choices["measure"]]), "value")
    rows = rows.assign(strong=rows["other"].isin((parties().other(choices["centre"]), choices["beside"])))
    return frames.ordered(rows, "other year")


def draw(rows: pd.DataFrame) -> Figure:
    """Two lines stand out, the pair and the country beside it; the others are grey, each named at its end."""
    groups = sorted(rows.groupby("other"), key=lambda g: (bool(g[1]["strong"].iloc[0]), g[0]))
    series = [list(frames.each(group)) for _, group in groups]
    low, last = float(rows["value"].min()), int(rows["year"].max())
    bounds = max(0.0, low - 0.12), 1.02
    ends = [_end(max(records, key=_year)) for records in series if max(map(_year, records)) == last]
    partly = rows.loc[rows["year_coverage"].ne("complete"), "year"]
    dividers = [axes.divider(int(partly.min()) - 0.5, phrase("divider"))] if len(partly) else []
    return style.figure(
        [
            *(trace for records in series for trace in _line(records)),
            *(_key(records[0]) for records in series if records[0].strong),
            lines.ends(ends, last + 0.5, bounds, HEIGHT),
        ],
        axes.years(**periods.ends(rows)),
        axes.labelled(bounds, axes.ticks(max(0.0, low - 0.05), 1.0), formats.percent),
        shapes=[shape for shape, _ in dividers],
        annotations=[note | {"y": 0, "yanchor": "bottom"} for _, note in dividers],
        margin={"r": lines.room(ends)},
    )


def _year(row: Row) -> int:
    return int(row.year)


def _look(row: Row) -> theme.Look:
    """The two of the article in their own colours, the country beside them in blue, the others grey."""
    if not row.strong:
        return theme.Look(theme.MUTED, "circle")
    return theme.country(row.other) if row.other in parties().ids else theme.Look(theme.BLUE, "diamond")


def _key(row: Row) -> style.Trace:
    return style.key(wording.country(row.other), _look(row), row.other) | {"meta": {"only": "narrow"}}


def _end(row: Row) -> lines.End:
    return lines.End(
        y=float(row.value), name=wording.country(row.other), colour=_look(row).colour, strong=bool(row.strong)
    )


def _line(records: list[Row]) -> Iterator[style.Trace]:
    strong, look, group = bool(records[0].strong), _look(records[0]), records[0].other
    width, size, opacity = (3, 8, 1) if strong else (1, 3, 0.6)
    places = [(_year(r), _year(r), float(r.value), _whole(r)) for r in records]
    pieces = lines.stepped(places, look, group, width)
    symbol = looks.filled(look, _whole)
    marks = style.marks(records, look, _hover, x="year", y="value", symbol=symbol, group=group, size=size)
    yield from (trace | {"opacity": opacity} for trace in (*pieces, marks))


def _whole(row: Row) -> bool:
    return bool(row.year_coverage == "complete")


def _hover(row: Row) -> str:
    text = phrase("hover", share=formats.percent(row.value), n=int(row.both_voted))
    coverage = "" if _whole(row) else str(row.year_coverage)
    return wording.words(f"{_votes.pair_words(row)}, {_year(row)}", text, coverage, word("source_short", row.source))


def facts(rows: pd.DataFrame) -> Facts:
    """The newest year of the pair: how often it votes alike, and which of the other pairs shown do so more often."""
    row, shown = _votes.newest_of_pair(rows), {"shown": rows["other"].nunique()}
    if row is None:
        return {"head": "", "finding": "", **shown}
    others = rows[(rows["year"] == row.year) & (rows["other"] != row.other)]
    shares = {"share": formats.percent(row.value), "about": formats.percent(round(float(row.value), 2))}
    return {**shown, **shares, "year": _year(row), **_votes.compared(row, others)}


CHART = Chart(phrase, select, draw, facts, table="un_agreement", choices=CHOICES, height=HEIGHT, dated=True)
