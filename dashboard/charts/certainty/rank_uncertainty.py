"""How firm a rank is when every figure may be off by what two reporters differ by."""

from __future__ import annotations

import pandas as pd

from dashboard.charts import controls, frames, grids, periods, sides, wording
from dashboard.charts.base import Chart, Choice, Choices, Facts, Figure, Phrases, Row, TableMap
from dashboard.texts import catalogue, formats, say, word

phrase = Phrases("rank-uncertainty")


def _places(tables: TableMap) -> dict[str, str]:
    """The places whose chances the rows give; nothing to choose where it is one."""
    places = [str(place) for place in dict.fromkeys(tables["rank_uncertainty"]["place_named"])]
    return {place: _ordinal(place) for place in places} if len(places) > 1 else {}


def _ordinal(place: object) -> str:
    """A place in words where we have one: fifth, else 41st."""
    name = f"ordinal_word.{place}"
    return say(name) if name in catalogue() else wording.ordinal(int(str(place)))


CHOICES = (
    Choice("reporter", offered=sides.second_before_first),
    controls.FLOW,
    controls.BASIS,
    Choice("place", offered=_places),
)


def select(tables: TableMap, choices: Choices) -> pd.DataFrame:
    """Rows of `rank_uncertainty` for one country's partners, oldest first."""
    rows = frames.known(tables["rank_uncertainty"], "noise_best")
    rows = frames.chosen(rows, choices, "reporter", "flow", "basis")
    if choices["place"]:
        rows = frames.of(rows, place_named=int(choices["place"]))
    return frames.ordered(periods.with_years(rows), "year source period")


def draw(rows: pd.DataFrame) -> Figure:
    """A row for each list: the place with and without missing partners, under noise, and the chance of a place."""
    ranked = frames.known(rows, "rank")
    if ranked.empty:
        return {}
    head = [phrase.column(name) for name in ("list", "books", "valued", "missing", "noise")]
    head.append(phrase.column("chance", place=_ordinal(ranked["place_named"].iloc[0])))
    return grids.figure(head, [_cells(r) for r in frames.each(ranked.iloc[::-1])])


def _cells(row: Row) -> grids.Cells:
    return [
        grids.cell(periods.period_words(row), "strong"),
        f"{wording.family(row.root_family)} ({word('cell_basis', row.cell_basis)})",
        phrase("of", rank=wording.ordinal(int(row.rank)), partners=int(row.partners)),
        wording.places(row.rank_best, row.rank_worst),
        wording.places(row.noise_best, row.noise_worst),
        formats.percent(round(float(row.chance_within), 2)),
    ]


def facts(rows: pd.DataFrame) -> Facts:
    """The newest list: rank as recorded and under noise, chance of a place or better, and whether it is resolvable."""
    row = frames.last(frames.known(rows, "rank"))
    if row is None:
        return {}
    resolvable = "unknown" if pd.isna(row.resolvable) else "yes" if bool(row.resolvable) else "no"
    return {
        "partner": wording.country(row.partner),
        "reporter": wording.country(row.reporter),
        "period": periods.period_words(row),
        "year": int(row.year),
        "rank": int(row.rank),
        "ordinal": wording.ordinal(int(row.rank)),
        "noise": wording.places(row.noise_best, row.noise_worst),
        "best": int(row.noise_best),
        "worst": int(row.noise_worst),
        "place": _ordinal(row.place_named),
        "chance": formats.percent(row.chance_within),
        "family": wording.family(row.root_family),
        "resolvable": phrase(f"resolvable_{resolvable}"),
    }


CHART = Chart(phrase, select, draw, facts, table="rank_uncertainty", choices=CHOICES)
