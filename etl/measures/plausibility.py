"""Implausible cells: values that the other side's books, their own history or the partner's total rule out.

A jump alone is no proof (India in 2022 is real): by its own history a cell is marked only when it comes and
goes again, and even then it is no proof. Source: docs/METHODS.md#doubtful-cells.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from etl.contract.distinct import distinct, where
from etl.contract.rows import numbered, tuples, unlike_before
from etl.measures.arrays import Flags, Floats, Ints
from etl.measures.cells import CELL_AND_VALUE, SERIES, SIDES, YEAR, country_cells

TIMES = 20.0
LARGE_USD = 10_000_000
FREIGHT = 1.10  # a value with freight may stand a tenth above the partner's own total without it
FEWEST_OTHER_YEARS = 3

_MIRROR = {"value_usd": "mirror_usd", "period": "mirror_period", "source": "mirror_source"}


def implausible_cells(trade: pd.DataFrame) -> pd.DataFrame:
    """Cells above ten million dollars that one of three tests finds implausible.

    - `mirror`: more than 20 times the other side's record of the same year, else of an adjacent one (of several the
      record that comes closest, whatever its source).
    - `world_total`: above all that the partner says it exports (or imports) in the same or an adjacent year, freight
      allowed. Totals are the partner's own rows with WLD.
    - `history`: more than 20 times every other year of its own series (three or more, on either side).

    The smaller side is never marked. `trade` as in `detectors`: one row per cell. Out: exporter, importer,
    period, recorded_by, source, value_usd, mirror_usd, mirror_period, mirror_source, mirror_ratio,
    history_ratio, world_total_usd, fired and not_run (names of tests, separated by spaces) and proof (True
    unless `history` alone fired); sorted.
    """
    cells = country_cells(trade)
    value, year = cells["value_usd"].to_numpy(dtype=float), cells["year"].to_numpy(dtype=np.int64)
    mirror, world_total = _mirrors(cells, value, year), _world_totals(cells, year, trade)
    ratio, history = np.where(mirror < 0, np.nan, value / value[mirror]), _times_of_history(cells, value, year)
    with np.errstate(divide="ignore"):
        excess = {"mirror": ratio / TIMES, "world_total": value / (world_total * FREIGHT), "history": history / TIMES}
    fires = {test: (value > LARGE_USD) & (times > 1) for test, times in excess.items()}
    rows = np.flatnonzero(np.logical_or.reduce([*fires.values()]))
    mirrors = cells[[*_MIRROR]].rename(columns=_MIRROR).reindex(mirror[rows]).set_axis(rows)
    out = cells[CELL_AND_VALUE].take(rows).join(mirrors)
    out = out.assign(
        mirror_ratio=ratio[rows],
        history_ratio=history[rows],
        world_total_usd=world_total[rows],
        fired=_names(fires)[rows],
        not_run=_names({test: np.isnan(times) for test, times in excess.items()})[rows],
        proof=(fires["mirror"] | fires["world_total"])[rows],
    )
    return out.astype({"world_total_usd": "Int64"}).sort_values(CELL_AND_VALUE, ignore_index=True)


def _mirrors(cells: pd.DataFrame, value: Floats, year: Ints) -> Ints:
    """For each large cell the row of the other side's nearest record; -1 where there is none."""
    row, other = _opposite(cells, year, np.flatnonzero(value > LARGE_USD))  # no other cell is marked
    ratio = value[row] / value[other]
    # how far apart in either direction: the record that comes closest is the one held against the cell
    times, apart = np.where(ratio >= 1, ratio, 1 / ratio), np.abs(year[row] - year[other])
    pairs = np.arange(len(row))
    for numbers in (apart, times, numbered(cells, ["source"])[other], -year[other], other):
        pairs = pairs[_least(row[pairs], numbers[pairs])]
    out = np.full(len(cells), -1)
    out[row[pairs]] = other[pairs]
    return out


def _least(groups: Ints, numbers: npt.NDArray[Any]) -> Flags:
    """Which of the `numbers` are the least of their group; a group stands together."""
    starts = np.flatnonzero(unlike_before(groups))
    least = np.minimum.reduceat(numbers, starts)
    flags: Flags = numbers == np.repeat(least, np.diff(starts, append=len(groups)))
    return flags


def _opposite(cells: pd.DataFrame, year: Ints, rows: Ints) -> tuple[Ints, Ints]:
    """Each of `rows` with each record of the other side of its flow in the same or an adjacent year: two columns."""
    side = (cells["recorded_by"] == "exporter").to_numpy(dtype=np.int64)
    flow, first = numbered(cells, ["exporter", "importer"]), year.min(initial=9999) - 1
    span = year.max(initial=0) - first + 2
    places = (flow * 2 + side) * span + year - first
    order = np.argsort(places, kind="stable")
    numbers = ((flow * 2 + 1 - side) * span + year - first)[rows]
    start = np.searchsorted(places[order], numbers - 1, "left")
    counts = np.searchsorted(places[order], numbers + 1, "right") - start
    within = np.arange(counts.sum()) - np.repeat(counts.cumsum() - counts, counts)
    return np.repeat(rows, counts), order[np.repeat(start, counts) + within]


def _times_of_history(cells: pd.DataFrame, value: Floats, year: Ints) -> Floats:
    """How many times a cell exceeds the largest other year of its own series; NaN where it cannot."""
    series = numbered(cells, SERIES)
    order = np.lexsort((value, series))
    value, year = value[order], year[order]
    first = unlike_before(series[order])
    starts, of = np.flatnonzero(first), first.cumsum() - 1
    sizes = np.diff(starts, append=len(order))
    ends = starts + sizes - 1
    largest_other = value[ends][of]
    largest_other[ends] = value[ends - 1]  # a series of one has no other year
    inside = (year > np.minimum.reduceat(year, starts)[of]) & (year < np.maximum.reduceat(year, starts)[of])
    out = np.full(len(order), np.nan)
    out[order] = np.where(inside & (sizes[of] > FEWEST_OTHER_YEARS), value / largest_other, np.nan)
    return out


def _world_totals(cells: pd.DataFrame, year: Ints, trade: pd.DataFrame) -> Floats:
    """The largest total that a cell's partner states for its flow in the same or an adjacent year; NaN without one."""
    out = np.full(len(cells), np.nan)
    years = range(year.min(initial=9999), year.max(initial=0) + 1)
    for side, other in (SIDES, SIDES[::-1]):
        largest = _own_totals(trade, side, other)
        codes, countries = distinct(cells[side])
        totals = [largest.get((country, y), np.nan) for country in countries for y in years]
        rows = where(cells["recorded_by"], other.__eq__)
        out[rows] = np.reshape(totals, (len(countries), len(years)))[codes[rows], year[rows] - years.start]
    return out


def _own_totals(trade: pd.DataFrame, side: str, other: str) -> dict[tuple[str, int], int]:
    """The largest that each country itself records as its trade with the world, by the years it is held against."""
    own = where(trade["recorded_by"], side.__eq__) & where(trade[other], "WLD".__eq__)
    stated = trade.loc[own & where(trade["period"], YEAR.fullmatch), [side, "period", "value_usd"]].dropna()
    largest: dict[tuple[str, int], int] = {}
    for country, period, value in tuples(stated):
        for year in range(int(period) - 1, int(period) + 2):
            largest[country, year] = max(value, largest.get((country, year), value))
    return largest


def _names(flags: Mapping[str, Flags]) -> npt.NDArray[np.object_]:
    """For each row the names of the flags that are set, separated by spaces."""
    sets = [""]
    for name in flags:
        sets += [f"{names} {name}".strip() for names in sets]
    at = sum(flag.astype(np.int64) << place for place, flag in enumerate(flags.values()))
    return np.array(sets, dtype=object)[at]
