"""What the mix of other partners is made of, and what becomes of the difference when one of them is left out."""

from __future__ import annotations

import pandas as pd

from dashboard.charts import frames, grids, wording
from dashboard.charts.base import Chart, Choice, Choices, Facts, Figure, Phrases, Row, TableMap
from dashboard.texts import formats

phrase = Phrases("donor-weights")
CHOICES = (Choice("pool", ("b", "a")), Choice("outcome", ("index", "log-share")))


def select(tables: TableMap, choices: Choices) -> pd.DataFrame:
    """Rows of `donor_weights` of one pool and outcome, the heaviest first, joined with the fit they belong to."""
    keys = ["pool", "series", "flow", "outcome"]
    fits = frames.of(tables["comparators"], method="pool")[[*keys, "mean_gap", "fit_from", "fit_to", "unit"]]
    rows = frames.chosen(tables["donor_weights"].merge(fits, on=keys), choices, "pool", "outcome")
    return frames.ordered(rows, "series -weight")


def draw(rows: pd.DataFrame) -> Figure:
    """A row for each partner with its share and the difference without it; the difference with all at the foot."""
    records = list(frames.each(rows))
    body: list[grids.Cells] = [
        [grids.cell(wording.country(r.donor), "strong"), _weight(r), _without(r)] for r in records
    ]
    whole = _number(records[0], float(records[0].mean_gap))
    body.append([grids.cell(phrase.column("all"), "strong"), formats.percent(1.0), whole])
    return grids.figure([phrase.column(name) for name in ("donor", "weight", "without")], body, numbers=(1, 2))


def _weight(row: Row) -> str:
    return formats.percent(round(float(row.weight), 3))


def _without(row: Row) -> str:
    return phrase("none_left") if pd.isna(row.mean_gap_without) else _number(row, row.mean_gap_without)


def _number(row: Row, value: float) -> str:
    return formats.number(round(value, 2 if row.outcome == "log-share" else 0))


def facts(rows: pd.DataFrame) -> Facts:
    """The difference with all, and between which values it stays when any one partner is left out."""
    first, without = frames.first(rows), rows["mean_gap_without"].dropna()
    gap = float(first.mean_gap)
    known = {"n": len(rows), "from": int(first.fit_from), "to": int(first.fit_to), "unit": first.unit}
    known["gap"] = _number(first, gap)
    if without.empty:
        return {"wording": "only", **known}
    low, high = float(without.min()), float(without.max())
    keeps = (low > 0) == (high > 0) == (gap > 0)
    return {"wording": "keeps" if keeps else "turns", "low": _number(first, low), "high": _number(first, high), **known}


def _partner(row: Row) -> str:
    name = "alone" if pd.isna(row.mean_gap_without) else "row"
    return phrase(name, donor=wording.country(row.donor), weight=_weight(row), gap=_without(row))


CHART = Chart(phrase, select, draw, facts, table="donor_weights", choices=CHOICES, listed=_partner, height=320)
