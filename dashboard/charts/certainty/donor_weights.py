"""What the mix of other partners is made of, and what becomes of the difference when one of them is left out."""

from __future__ import annotations

from typing import Any

import pandas as pd

from dashboard.charts import grids, headlines, style
from dashboard.charts.base import Chart, Choice, Choices, Figure, TableMap
from dashboard.charts.named_rows import named_rows
from dashboard.texts import formats, say, word

ID = "donor-weights"
COLUMNS = ["pool", "series", "outcome", "donor", "weight", "mean_gap_without", "mean_gap", "fit_from", "fit_to", "unit"]
CHOICES = (Choice("pool", ("b", "a")), Choice("outcome", ("index", "log-share")))


def select(tables: TableMap, choices: Choices) -> pd.DataFrame:
    """Rows of `donor_weights` of one pool and outcome, the heaviest first, joined with the fit they belong to."""
    keys = ["pool", "series", "flow", "outcome"]
    fits = tables["comparators"]
    fits = fits[(fits["method"] == "pool")][[*keys, "mean_gap", "fit_from", "fit_to", "unit"]]
    rows = tables["donor_weights"].merge(fits, on=keys)
    rows = rows[(rows["pool"] == choices["pool"]) & (rows["outcome"] == choices["outcome"])]
    return rows.sort_values(["series", "weight"], ascending=[True, False], kind="stable", ignore_index=True)[COLUMNS]


def draw(rows: pd.DataFrame) -> Figure:
    """A row for each partner with its share and the difference without it; the difference with all at the foot."""
    records = list(named_rows(rows))
    head = [say(f"columns.{ID}.{name}") for name in ("donor", "weight", "without")]
    body: list[grids.Row] = [
        [grids.cell(word("choice.partner", r.donor), "strong"), _weight(r), _without(r)] for r in records
    ]
    whole: grids.Row = [grids.cell(say(f"columns.{ID}.all"), "strong"), formats.percent(1.0)]
    whole.append(_number(records[0], float(records[0].mean_gap)))
    return grids.figure(head, [*body, whole], numbers=(1, 2))


def _weight(row: Any) -> str:
    return formats.percent(round(float(row.weight), 3))


def _without(row: Any) -> str:
    return say(f"chart.{ID}.none_left") if style.missing(row.mean_gap_without) else _number(row, row.mean_gap_without)


def _title(row: Any) -> str:
    known = {"donor": word("choice.partner", row.donor), "weight": _weight(row)}
    if style.missing(row.mean_gap_without):
        return say(f"chart.{ID}.alone", **known)
    return say(f"chart.{ID}.row", gap=_number(row, float(row.mean_gap_without)), **known)


def _number(row: Any, value: float) -> str:
    return formats.number(round(value, 2 if row.outcome == "log-share" else 0))


def finding(rows: pd.DataFrame) -> str:
    """Of how many partners the mix is made, and whether the difference keeps its sign without any one of them."""
    without = rows["mean_gap_without"].dropna()
    if without.empty:
        return headlines.fit(say(f"chart.{ID}.head_only"))
    gap = float(rows["mean_gap"].iloc[0])
    keeps = (float(without.min()) > 0) == (float(without.max()) > 0) == (gap > 0)
    return headlines.fit(say(f"chart.{ID}.{'head_keeps' if keeps else 'head_turns'}", n=len(rows)))


def detail(rows: pd.DataFrame) -> str:
    """The difference with all, and between which values it stays when any one partner is left out."""
    without = rows["mean_gap_without"].dropna()
    first = next(named_rows(rows))
    known = {
        "n": len(rows),
        "gap": _number(first, float(first.mean_gap)),
        "from": int(first.fit_from),
        "to": int(first.fit_to),
        "unit": first.unit,
    }
    if without.empty:
        return say(f"chart.{ID}.only", **known)
    low, high = float(without.min()), float(without.max())
    same = (low > 0) == (high > 0) == (float(first.mean_gap) > 0)
    name = "keeps" if same else "turns"
    return say(f"chart.{ID}.{name}", low=_number(first, low), high=_number(first, high), **known)


def alt(rows: pd.DataFrame) -> str:
    """Every partner with its weight and the difference without it."""
    return detail(rows) + " " + say(f"chart.{ID}.alt", text="; ".join(_title(r) for r in named_rows(rows)))


CHART = Chart(select, draw, finding, detail, alt, id=ID, table="donor_weights", choices=CHOICES, height=320)
