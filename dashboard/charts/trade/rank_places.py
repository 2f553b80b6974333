"""Who stands above: the place of one of the two among the other's partners in each list, with those that are silent."""

from __future__ import annotations

from typing import Any

import pandas as pd

from dashboard.charts import controls, frames, grids, periods, sides, wording
from dashboard.charts.base import Chart, Choice, Choices, Facts, Phrases, Row, TableMap
from dashboard.texts import formats, word

phrase = Phrases("rank-places")
CHOICES = (
    Choice("reporter", offered=sides.second_before_first),
    controls.FLOW,
    *controls.ends("rank_places", "period", "2016", "1992"),
)
NAMED = 9  # partners above which a number says more than their names


def select(tables: TableMap, choices: Choices) -> pd.DataFrame:
    """Rows of `rank_places` of one of the two, the newest first."""
    rows = frames.chosen(tables["rank_places"], choices, "reporter", "flow")
    return frames.ordered(periods.between(rows, choices), "-year source period")


def _cells(row: Row) -> grids.Cells:
    """The place in a list among those with a value, with everybody counted, and who the others are."""
    return [
        grids.cell(periods.period_words(row), "strong"),
        word("series", row.source),
        "" if pd.isna(row.value_usd) else formats.dollars(row.value_usd),  # or not passed on
        wording.places(row.place_best, row.place_worst),
        grids.cell(_everybody(row), "strong"),
        *[_named(getattr(row, name)) for name in ("above", "maybe", "missing")],
    ]


def _everybody(row: Row) -> str:
    """The place with every partner counted that publishes nothing."""
    return wording.places(row.place_best_all, row.place_worst_all)


def _ids(value: Any) -> list[str]:
    return [] if pd.isna(value) else str(value).split()


def _named(value: Any) -> str:
    """Partners by name, or their number where they are many."""
    ids = _ids(value)
    if len(ids) > NAMED:
        return phrase("many", n=len(ids))
    return ", ".join(wording.country(i) for i in ids) or phrase("nobody")


def facts(rows: pd.DataFrame) -> Facts:
    """Who stands above in the newest list that bounds the place on both sides, and how many lists bound it."""
    closed = frames.known(rows, "place_worst_all")
    row = frames.first(closed if len(closed) else rows)
    names = [wording.country(i) for i in _ids(row.above)]
    return {
        "period": periods.period_words(row),
        "source": word("series", row.source),
        "partner": wording.country(row.partner),
        "reporter": wording.country(row.reporter),
        "names": wording.joined(names) or phrase("nobody"),
        "n": str(len(names)),
        "places": _everybody(row),
        "lists": len(rows),
        "bounded": len(closed),
    }


def _place(row: Row) -> str:
    return f"{periods.period_words(row)}, {word('series', row.source)}: {_everybody(row)}"


draw = grids.listing(phrase, "period books sum valued everybody above maybe missing", _cells, (2,))
CHART = Chart(phrase, select, draw, facts, table="rank_places", choices=CHOICES, listed=_place)
