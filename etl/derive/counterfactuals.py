"""`counterfactuals`: year by year, the value beside a forecast from the years before, or beside a mix of others."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

import pandas as pd

from etl.contract.frames import Row, Words, of_rows
from etl.contract.tables import TABLES
from etl.derive.comparators import ALL
from etl.derive.date_tests import UNIT, Series, tests_of
from etl.derive.pool_fits import PoolFit
from etl.derive.turnover import Cell


def counterfactuals(series: Series, country: str, fits: Sequence[PoolFit], setup: Words) -> pd.DataFrame:
    """Frame of `counterfactuals`: bands of the event's and of false dates, then the mixes and their placebos.

    `series` are named after `country`, one of the two whose trade they are.
    """
    return of_rows(TABLES["counterfactuals"], [*bands(series, country, setup), *mixes(fits, setup)])


def bands(series: Series, country: str, setup: Words) -> Iterator[Row]:
    """Rows of `counterfactuals`: the years before each date as recorded, and the band for those after it."""
    for name, cells in sorted(series.items()):
        if max(cells) >= setup["event"]:
            for test in tests_of(cells, setup):
                if test.band is not None:
                    yield from ({"country": country, **row} for row in _line(name, cells, test, setup))


def mixes(fits: Sequence[PoolFit], setup: Words) -> Iterator[Row]:
    """Rows of `counterfactuals`: each mix by year, and for the outcome that decides each donor treated instead."""
    for fit in fits:
        for row in _mix(fit, "pool", ALL, fit.pool.treated, (fit.mix.comparator, fit.mix.gaps)):
            yield {**row, "cell_basis": "imputed" if row["year"] in fit.panel.imputed else "observed"}
        if fit.outcome == setup["outcome"]:
            for donor, lines in fit.placebo.lines.items():
                treated = fit.pool.donors[:, fit.pool.names.index(donor)]
                yield from _mix(fit, "placebo", donor, treated, lines)


def _line(name: str, cells: Mapping[int, Cell], test: Any, setup: Words) -> Iterator[Row]:
    """The fitted years and the forecast years of one date, each with its value where there is one."""
    band, jump = test.band, setup["plausible_jump"]
    ahead = dict(zip(band.years, zip(band.low, band.centre, band.high, strict=True), strict=True))
    for year in (*range(band.fit_from, band.fit_to + 1), *band.years):
        low, centre, high = ahead.get(year, (None, None, None))
        actual = cells[year].middle if year in cells else None
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


def _mix(
    fit: PoolFit, method: str, variant: str, treated: Iterable[float], lines: tuple[Iterable[float], Iterable[float]]
) -> Iterator[Row]:
    """The values that are `treated` year by year, with their mix and what they have above it."""
    labels = {**fit.key, "method": method, "variant": variant, "unit": fit.unit}
    for year, actual, centre, gap in zip(fit.pool.years, treated, *lines, strict=True):
        yield {**labels, "year": year, "actual": actual, "band_centre": centre, "gap": gap}
