"""`comparators`, `donor_weights` and their lines in `counterfactuals`: the pair's trade against a mix of others."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

import numpy as np
import pandas as pd

from etl.contract.schema import conform
from etl.contract.tables import TABLES
from etl.derive.panels import POOLS, Panel

Setup = Mapping[str, Any]
Words = Mapping[str, Any]
Row = dict[str, Any]
ALL = "all-donors"
UNITS = {"index": "2019-2021 = 100", "log-share": "log points"}
_CARRIES = 1e-9


def compare(
    panels: Iterable[Panel], setup: Setup, names: Mapping[str, str], words: Words, *, lines: bool = True
) -> dict[str, pd.DataFrame]:
    """Frames of `comparators`, `donor_weights` rows of `counterfactuals`; a pool without data says what it lacks.

    `lines` False leaves out the lines of the placebos, which take most of the time.
    """
    out: dict[str, list[Row]] = {"comparators": [], "donor_weights": [], "counterfactuals": []}
    for panel in panels:
        for outcome, table in _outcomes(panel, setup):
            for name, rows in _one(panel, outcome, table, setup, names, words, lines).items():
                out[name] += rows
    seen = {r["pool"] for r in out["comparators"]}
    out["comparators"] += [_missing(pool, words) for pool in POOLS if pool not in seen]
    return {name: conform(TABLES[name], pd.DataFrame(r, columns=TABLES[name].names)) for name, r in out.items()}


def _outcomes(panel: Panel, setup: Setup) -> Iterator[tuple[str, pd.DataFrame]]:
    from etl.measures.comparators import indexed

    yield "index", indexed(panel.values, tuple(setup["base"]))
    if panel.world.notna().any():
        share = panel.values.div(panel.world, axis=0)
        yield "log-share", np.log(share.where(share > 0))


def _one(
    panel: Panel,
    outcome: str,
    table: pd.DataFrame,
    setup: Setup,
    names: Mapping[str, str],
    words: Words,
    placebos: bool,
) -> dict[str, list[Row]]:
    """All rows of one panel and outcome; none when no donor has values before and after."""
    # imported here: the solver takes a third of a second to load
    from etl.measures import comparators as sc

    units = _units(table, panel.unit, setup)
    if units is None:
        return {}
    fit, chance = sc.synthetic_control(units), sc.placebo(units)
    left = sc.leave_one_out(units, fit) if len(units.names) > 1 else {}
    key = {"pool": panel.pool, "series": panel.source, "flow": "total", "outcome": outcome, "country": panel.unit}
    before = [y for y, b in zip(units.years, units.before, strict=True) if b]
    row = {
        **key, "method": "pool", "variant": ALL, "computed": True, "donors": len(units.names), "fit_from": before[0],
        "fit_to": before[-1], "mean_gap": fit.mean_gap, "did_gap": sc.difference_in_differences(units),
        "rmse_before": fit.rmse_before, "rmse_after": fit.rmse_after, "error_ratio": fit.error_ratio,
        "poor_fit": fit.poor_fit, "placebo_rank": chance.rank, "placebo_units": chance.units,
        "placebo_share": chance.share, "placebo_floor": chance.floor, "unit": UNITS[outcome],
    }  # fmt: skip
    row["sentence"] = _sentence(row, fit, units, setup, names, words, bool(panel.imputed & set(units.years)))
    rows = [row]
    same = {**key, "computed": True, "donors": len(units.names) - 1, "unit": UNITS[outcome]}
    rows += [{**same, "method": "leave_one_out", "variant": d, "mean_gap": g} for d, g in left.items()]
    others = {u: r for u, r in chance.ratios.items() if u != panel.unit}
    rows += [{**same, "method": "placebo", "variant": u, "error_ratio": r} for u, r in others.items()]
    weights = [
        {**key, "donor": d, "weight": w, "mean_gap_without": left.get(d)}
        for d, w in fit.weights.items() if w > _CARRIES
    ]  # fmt: skip
    lines = list(_lines(units, fit, {**key, "method": "pool", "variant": ALL, "unit": UNITS[outcome]}, panel.imputed))
    if placebos and outcome == setup["outcome"]:
        lines += _placebo_lines(table, units, key, setup)
    return {"comparators": rows, "donor_weights": weights, "counterfactuals": lines}


def _units(table: pd.DataFrame, unit: str, setup: Setup) -> Any:
    """The pool over the years in which the unit has a value; None when nobody has values before and after.

    Donors lack at most a tenth of the years. Where their gaps would cost everybody a year, only donors without gaps
    stay.
    """
    from etl.measures.comparators import pool

    known = table.loc[(table.index >= setup["from"]) & table[unit].notna()]
    for coverage in (0.9, 1.0):
        try:
            units = pool(known, unit, setup["event"], coverage)
        except ValueError:
            continue
        if not units.years_left_out:
            return units
    return None


def _lines(units: Any, fit: Any, key: Row, imputed: frozenset[int]) -> Iterator[Row]:
    for year, actual, centre, gap in zip(units.years, units.treated, fit.comparator, fit.gaps, strict=True):
        basis = "imputed" if year in imputed else "observed"
        yield {**key, "year": year, "actual": actual, "cell_basis": basis, "band_centre": centre, "gap": gap}


def _placebo_lines(table: pd.DataFrame, units: Any, key: Row, setup: Setup) -> Iterator[Row]:
    """The same for each donor treated as if it were the unit, with the other donors as its pool."""
    from etl.measures.comparators import pool, synthetic_control

    panel = table.loc[list(units.years), list(units.names)]
    for donor in units.names:
        if len(units.names) > 1:
            fake = pool(panel, donor, setup["event"])
            labels = {**key, "method": "placebo", "variant": donor, "unit": UNITS["index"]}
            for row in _lines(fake, synthetic_control(fake), labels, frozenset()):
                yield {**row, "cell_basis": None}


def _missing(pool: str, words: Words) -> Row:
    reporter, unit = POOLS[pool]
    return {
        "method": "pool", "pool": pool, "series": "none", "flow": "total", "outcome": "index", "country": unit,
        "variant": ALL, "computed": False, "unit": UNITS["index"],
        "why_not": words["missing"].format(whose=words["whose"][reporter]),
    }  # fmt: skip


def _sentence(
    row: Row, fit: Any, units: Any, setup: Setup, names: Mapping[str, str], words: Words, estimated: bool
) -> str:
    heavy = sorted(((w, d) for d, w in fit.weights.items() if w >= 0.005), reverse=True)
    said = {
        "mix": ", ".join(f"{names[d]} {100 * w:.0f} %" for w, d in heavy), "unit": names[row["country"]],
        "whose": words["whose"][POOLS[row["pool"]][0]], "first": setup["event"], "last": units.years[-1],
        "others": row["placebo_units"] - 1, "more": row["placebo_rank"] - 1,
    }  # fmt: skip
    if row["outcome"] == "index":
        own = units.treated[~units.before].mean()
        text = words["fit"].format(own=f"{own:.0f}", mixed=f"{own - row['mean_gap']:.0f}", **said)
    else:
        way = words["above" if row["mean_gap"] > 0 else "below"]
        text = words["share_fit"].format(way=way, percent=f"{100 * abs(math.expm1(row['mean_gap'])):.0f}", **said)
    if estimated:
        text += words["estimates"].format(**said)
    if row["poor_fit"]:
        return text + words["poor"]
    rare = row["placebo_share"] <= setup["placebo_share"]
    return text + words["unusual" if rare else "usual"].format(**said)
