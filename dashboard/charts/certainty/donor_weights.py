"""What the mix of other partners is made of, and what becomes of the difference when one of them is left out."""

from __future__ import annotations

from typing import Any

import pandas as pd

from dashboard.charts import frames, grids, wording
from dashboard.charts.base import Chart, Choice, Choices, Figure, TableMap
from dashboard.texts import formats, say

ID = "donor-weights"
phrase = wording.Phrases(ID)
COLUMNS = ["pool", "series", "outcome", "donor", "weight", "mean_gap_without", "mean_gap", "fit_from", "fit_to", "unit"]
CHOICES = (Choice("pool", ("b", "a")), Choice("outcome", ("index", "log-share")))


def select(tables: TableMap, choices: Choices) -> pd.DataFrame:
    """Rows of `donor_weights` of one pool and outcome, the heaviest first, joined with the fit they belong to."""
    keys = ["pool", "series", "flow", "outcome"]
    fits = tables["comparators"]
    fits = fits[(fits["method"] == "pool")][[*keys, "mean_gap", "fit_from", "fit_to", "unit"]]
    rows = tables["donor_weights"].merge(fits, on=keys)
    rows = frames.chosen(rows, choices, pool="pool", outcome="outcome")
    return frames.ordered(rows, "series -weight", COLUMNS)


def draw(rows: pd.DataFrame) -> Figure:
    """A row for each partner with its share and the difference without it; the difference with all at the foot."""
    records = list(frames.each(rows))
    head = [say(f"columns.{ID}.{name}") for name in ("donor", "weight", "without")]
    body: list[grids.Row] = [[grids.cell(wording.country(r.donor), "strong"), _weight(r), _without(r)] for r in records]
    whole: grids.Row = [grids.cell(say(f"columns.{ID}.all"), "strong"), formats.percent(1.0)]
    whole.append(_number(records[0], float(records[0].mean_gap)))
    return grids.figure(head, [*body, whole], numbers=(1, 2))


def _weight(row: Any) -> str:
    return formats.percent(round(float(row.weight), 3))


def _without(row: Any) -> str:
    return phrase("none_left") if pd.isna(row.mean_gap_without) else _number(row, row.mean_gap_without)


def _title(row: Any) -> str:
    known = {"donor": wording.country(row.donor), "weight": _weight(row)}
    if pd.isna(row.mean_gap_without):
        return phrase("alone", **known)
    return phrase("row", gap=_number(row, float(row.mean_gap_without)), **known)


def _number(row: Any, value: float) -> str:
    return formats.number(round(value, 2 if row.outcome == "log-share" else 0))


def facts(rows: pd.DataFrame) -> dict[str, Any]:
    """The difference with all, and between which values it stays when any one partner is left out."""
    first, without = frames.first(rows), rows["mean_gap_without"].dropna()
    known = {"n": len(rows), "from": int(first.fit_from), "to": int(first.fit_to), "unit": first.unit}
    known["gap"] = _number(first, float(first.mean_gap))
    if without.empty:
        return {"wording": "only", **known}
    low, high = float(without.min()), float(without.max())
    keeps = (low > 0) == (high > 0) == (float(first.mean_gap) > 0)
    return {"wording": "keeps" if keeps else "turns", "low": _number(first, low), "high": _number(first, high), **known}


def listed(rows: pd.DataFrame) -> str:
    """Every partner with its weight and the difference without it."""
    return "; ".join(_title(r) for r in frames.each(rows))


CHART = Chart(select, draw, id=ID, table="donor_weights", choices=CHOICES, facts=facts, listed=listed, height=320)
