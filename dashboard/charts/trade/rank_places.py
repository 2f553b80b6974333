"""Who stands above: the place of one of the two among the other's partners in each list, with those that are silent."""

from __future__ import annotations

from typing import Any

import pandas as pd

from dashboard.charts import grids, headlines, periods, sides, spans, style
from dashboard.charts.base import Chart, Choice, Choices, Figure, TableMap
from dashboard.charts.named_rows import named_rows
from dashboard.texts import formats, say, word

ID = "rank-places"
COLUMNS = """
    reporter partner period calendar year full_year flow source root_family value_usd obs_status place_best place_worst
    place_best_all place_worst_all worst_basis above maybe missing next_below next_below_usd partners
""".split()
CHOICES = (
    Choice("reporter", offered=sides.second_before_first),
    Choice("flow", ("total", "export", "import")),
    *spans.ends("rank_places", "period", "2016", "1992"),
)
NAMED = 9  # partners above which a number says more than their names


def select(tables: TableMap, choices: Choices) -> pd.DataFrame:
    """Rows of `rank_places` of one of the two, the newest first."""
    rows = tables["rank_places"]
    rows = periods.with_years(rows[(rows["reporter"] == choices["reporter"]) & (rows["flow"] == choices["flow"])])
    rows = rows[spans.within(rows["year"], choices)]
    keys = ["year", "source", "period"]
    return rows.sort_values(keys, ascending=[False, True, True], kind="stable", ignore_index=True)[COLUMNS]


def draw(rows: pd.DataFrame) -> Figure:
    """A row for each list: the place among those with a value, with everybody counted, and who the others are."""
    names = ("period", "books", "sum", "valued", "everybody", "above", "maybe", "missing")
    head = [say(f"columns.{ID}.{name}") for name in names]
    return grids.figure(head, [_cells(r) for r in named_rows(rows)], numbers=(2,))


def _cells(row: Any) -> grids.Row:
    return [
        grids.cell(periods.period_words(row), "strong"),
        word("series", row.source),
        "" if style.missing(row.value_usd) else formats.dollars(int(row.value_usd)),  # or not passed on
        headlines.places(row.place_best, row.place_worst),
        grids.cell(_everybody(row), "strong"),
        *[_listed(getattr(row, name)) for name in ("above", "maybe", "missing")],
    ]


def _everybody(row: Any) -> str:
    """The place with every partner counted that publishes nothing."""
    return headlines.places(row.place_best_all, row.place_worst_all)


def _ids(value: Any) -> list[str]:
    return [] if style.missing(value) else str(value).split()


def _listed(value: Any) -> str:
    """Partners by name, or their number where they are many."""
    ids = _ids(value)
    if len(ids) > NAMED:
        return say(f"chart.{ID}.many", n=len(ids))
    return ", ".join(word("choice.partner", i) for i in ids) or say(f"chart.{ID}.nobody")


def _newest(rows: pd.DataFrame) -> Any:
    """The first row that bounds the place on both sides, else the first."""
    closed = rows[rows["place_worst_all"].notna()]
    return next(named_rows((closed if len(closed) else rows).head(1)))


def _known(row: Any) -> dict[str, str]:
    names = [word("choice.partner", i) for i in _ids(row.above)]
    return {
        "period": periods.period_words(row),
        "partner": word("choice.partner", row.partner),
        "reporter": word("choice.partner", row.reporter),
        "names": headlines.joined(names) or say(f"chart.{ID}.nobody"),
        "n": str(len(names)),
        "places": _everybody(row),
    }


def finding(rows: pd.DataFrame) -> str:
    """Who stands above in the newest list that bounds the place, and the place with everybody counted."""
    known = _known(_newest(rows))
    return headlines.fit(*(say(f"chart.{ID}.{name}", **known) for name in ("head", "head_short", "head_counted")))


def detail(rows: pd.DataFrame) -> str:
    """The same with the source, and how many lists bound the place."""
    row = _newest(rows)
    bounded = int(rows["place_worst_all"].notna().sum())
    return say(
        f"chart.{ID}.finding", source=word("series", row.source), lists=len(rows), bounded=bounded, **_known(row)
    )


def alt(rows: pd.DataFrame) -> str:
    """The finding, and the place in every list."""
    text = "; ".join(
        f"{periods.period_words(r)}, {word('series', r.source)}: {_everybody(r)}" for r in named_rows(rows)
    )
    return detail(rows) + " " + say(f"chart.{ID}.alt", text=text)


CHART = Chart(select, draw, finding, detail, alt, id=ID, table="rank_places", choices=CHOICES)
