"""`counterfactuals`: year by year, the value beside a forecast from the years before, or beside a mix of others."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import pandas as pd

from etl.contract.schema import Words, conform
from etl.contract.tables import TABLES
from etl.derive.comparators import ALL
from etl.derive.date_tests import UNIT, Series, tests_of, values_of
from etl.derive.pool_fits import PoolFit
from etl.derive.turnover import Cell
from etl.measures.comparators import pool, synthetic_control


def counterfactuals(series: Series, country: str, fits: Sequence[PoolFit], setup: Words) -> pd.DataFrame:
    """Frame of `counterfactuals`: bands of the event's and of false dates, then the mixes and their placebos.

    `series` are named after `country`, one of the two whose trade they are.
    """
    both = pd.concat([bands(series, country, setup), mixes(fits, setup)], ignore_index=True)
    return conform(TABLES["counterfactuals"], both)


def bands(series: Series, country: str, setup: Words) -> pd.DataFrame:
    """Rows of `counterfactuals`: the years before each date as recorded, and the band for those after it."""
    rows: list[dict[str, Any]] = []
    for name, cells in sorted(series.items()):
        if max(cells) >= setup["event"]:
            for test in tests_of(values_of(cells), setup):
                if test.band is not None:
                    rows += [{"country": country, **row} for row in _line(name, cells, test, setup)]
    return conform(TABLES["counterfactuals"], pd.DataFrame(rows, columns=TABLES["counterfactuals"].names))


def mixes(fits: Sequence[PoolFit], setup: Words) -> pd.DataFrame:
    """Rows of `counterfactuals`: each mix by year, and for the outcome that decides each donor treated instead."""
    rows: list[dict[str, Any]] = []
    for fit in fits:
        labels = {**fit.key, "method": "pool", "variant": ALL, "unit": fit.unit}
        rows += _mix(fit.pool, fit.mix, labels, fit.panel.imputed)
        if fit.outcome == setup["outcome"]:
            rows += _placebos(fit, setup)
    return conform(TABLES["counterfactuals"], pd.DataFrame(rows, columns=TABLES["counterfactuals"].names))


def _line(name: str, cells: Mapping[int, Cell], test: Any, setup: Words) -> Iterator[dict[str, Any]]:
    """The fitted years and the forecast years of one date, each with its value where there is one."""
    band, values, jump = test.band, values_of(cells), setup["plausible_jump"]
    ahead = dict(zip(band.years, zip(band.low, band.centre, band.high, strict=True), strict=True))
    for year in (*range(band.fit_from, band.fit_to + 1), *band.years):
        low, centre, high = ahead.get(year, (None, None, None))
        actual = values.get(year)
        forecast = actual is not None and year in ahead
        yield {
            "method": "forecast" if test.date == setup["event"] else "false_date",
            "pool": "none",
            "series": name,
            "flow": "total",
            "outcome": "turnover",
            "variant": str(test.date),
            "year": year,
            "actual": actual,
            "cell_basis": cells[year].basis if year in cells else None,
            "band_low": low,
            "band_centre": centre,
            "band_high": high,
            "gap": None if actual is None or centre is None else actual - centre,
            "outside": band.left_by(actual, band.years.index(year), jump) if forecast else None,
            "unit": UNIT,
        }


def _mix(pool: Any, mix: Any, labels: Mapping[str, Any], imputed: frozenset[int]) -> Iterator[dict[str, Any]]:
    for year, actual, centre, gap in zip(pool.years, pool.treated, mix.comparator, mix.gaps, strict=True):
        basis = "imputed" if year in imputed else "observed"
        yield {**labels, "year": year, "actual": actual, "cell_basis": basis, "band_centre": centre, "gap": gap}


def _placebos(fit: PoolFit, setup: Words) -> Iterator[dict[str, Any]]:
    """The same for each donor treated as if it were the unit, with the other donors as its pool."""
    values = fit.values.loc[list(fit.pool.years), list(fit.pool.names)]
    for donor in fit.pool.names:
        if len(fit.pool.names) > 1:
            fake = pool(values, donor, setup["event"])
            labels = {**fit.key, "method": "placebo", "variant": donor, "unit": fit.unit}
            for row in _mix(fake, synthetic_control(fake), labels, frozenset()):
                yield {**row, "cell_basis": None}
