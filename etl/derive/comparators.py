"""`comparators`: the pair's trade against a mix of others, that mix without one of them, and placebos."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import pandas as pd

from etl.claims.message import Message, columns, message
from etl.contract.frames import Words, of_rows
from etl.contract.pair import Pair
from etl.contract.tables import TABLES
from etl.derive.panels import POOLS, sides
from etl.derive.pool_fits import PoolFit, unit_of
from etl.measures import comparators as measure

ALL = "all-donors"
SHOWN_WEIGHT = 0.005  # a donor of less is not named in the sentence
_OF_FIT = ["mean_gap", "rmse_before", "rmse_after", "error_ratio", "poor_fit"]
_OF_FIT += ["fit_correlation", "fit_error", "plain_error"]


def comparators(fits: Sequence[PoolFit], setup: Words, pair: Pair, words: Words) -> pd.DataFrame:
    """Frame of `comparators`; a pool without any fit has one row that says what it lacks."""
    rows = [row for fit in fits for row in _rows(fit, setup, words)]
    fitted = {fit.panel.pool for fit in fits}
    rows += [_missing(pool, pair, setup, words) for pool in POOLS if pool not in fitted]
    return of_rows(TABLES["comparators"], rows)


def _rows(fit: PoolFit, setup: Words, words: Words) -> list[dict[str, Any]]:
    """The fit itself, the same without each donor of some weight, and each donor treated instead."""
    chance = fit.placebo
    years = [y for y, before in zip(fit.pool.years, fit.pool.before, strict=True) if before]
    key = {**fit.key, "computed": True, "unit": fit.unit}
    row = {
        **key,
        "method": "pool",
        "variant": ALL,
        "donors": len(fit.pool.names),
        "fit_from": years[0],
        "fit_to": years[-1],
        "did_gap": measure.difference_in_differences(fit.pool),
        **{name: getattr(fit.mix, name) for name in _OF_FIT},
        "exact_donors": chance.exact,
    }
    # where many donors are followed by luck, their ratios are no yardstick: no rank is shown
    if chance.exact <= setup["placebo_share"] * chance.units:
        row |= {f"placebo_{name}": getattr(chance, name) for name in ("rank", "units", "share", "floor")}
    row |= columns(sentence=list(_sentences(row, fit, setup, words)))
    fewer = {**key, "donors": len(fit.pool.names) - 1}
    left_out = [{**fewer, "method": "leave_one_out", "variant": d, "mean_gap": g} for d, g in fit.without.items()]
    others = {u: r for u, r in chance.ratios.items() if u != fit.panel.unit}
    placebos = [{**fewer, "method": "placebo", "variant": u, "error_ratio": r} for u, r in others.items()]
    return [row, *left_out, *placebos]


def _missing(pool: str, pair: Pair, setup: Words, words: Words) -> dict[str, Any]:
    reporter, unit = sides(pair, pool)
    return {
        "method": "pool",
        "pool": pool,
        "series": "none",
        "flow": "total",
        "outcome": "index",
        "country": unit,
        "variant": ALL,
        "computed": False,
        "unit": unit_of("index", setup),
        **columns(why_not=message("depth.pools.missing", words, reporter=reporter)),
    }


def _sentences(row: Mapping[str, Any], fit: PoolFit, setup: Words, words: Words) -> Iterator[Message]:
    heavy = sorted(((w, d) for d, w in fit.mix.weights.items() if w >= SHOWN_WEIGHT), reverse=True)
    mix = [message("depth.pools.donor", words, country=d, percent=f"{100 * w:.0f}") for w, d in heavy]
    values = {"mix": mix, "unit": row["country"], "reporter": fit.panel.reporter, "first": setup["event"]}
    values["base"] = f"{setup['base'][0]}-{setup['base'][-1]}"
    if row["poor_fit"]:
        correlation = "-" if row["fit_correlation"] is None else f"{row['fit_correlation']:.2f}"
        yield message("depth.pools.cannot", words, correlation=correlation, **values)
        return
    values["last"] = fit.pool.years[-1]
    if row["outcome"] == "index":
        own = fit.pool.treated[~fit.pool.before].mean()
        yield message("depth.pools.fit", words, own=f"{own:.0f}", mixed=f"{own - row['mean_gap']:.0f}", **values)
    else:
        way = [message(f"depth.pools.{'above' if row['mean_gap'] > 0 else 'below'}", words)]
        percent = f"{100 * abs(math.expm1(row['mean_gap'])):.0f}"
        yield message("depth.pools.share_fit", words, way=way, percent=percent, **values)
    if fit.panel.imputed & set(fit.pool.years):
        yield message("depth.pools.estimates", words, unit=row["country"], first=setup["event"])
    if "placebo_rank" not in row:
        yield message("depth.pools.no_rank", words, exact=row["exact_donors"])
        return
    rare = row["placebo_share"] <= setup["placebo_share"]
    others = {"others": row["placebo_units"] - 1, "more": row["placebo_rank"] - 1}
    yield message(f"depth.pools.{'unusual' if rare else 'usual'}", words, **others)
