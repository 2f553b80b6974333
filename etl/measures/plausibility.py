"""Implausible cells: values that the other side's books, their own history or the partner's total rule out.

A jump alone is no proof (India in 2022 is real): by its own history a cell is marked only when it comes and
goes again, and even then it is no proof. Source: docs/METHODS.md#doubtful-cells.
"""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import numpy.typing as npt
import pandas as pd

from etl.contract.distinct import numbered, unlike_before, where
from etl.measures.detectors import YEAR, country_cells

Ints = npt.NDArray[np.int64]
TIMES = 20.0
LARGE_USD = 10_000_000
FREIGHT = 1.10  # a value with freight may stand a tenth above the partner's own total without it
FEWEST_OTHER_YEARS = 3

_OTHER = {"exporter": "importer", "importer": "exporter"}
_CELL = ["exporter", "importer", "period", "recorded_by", "source"]
_SERIES = ["source", "recorded_by", "exporter", "importer"]
_OUT = [*_CELL, "value_usd", "mirror_usd", "mirror_period", "mirror_source", "mirror_ratio", "history_ratio"]
_OUT += ["world_total_usd", "fired", "not_run", "proof"]


def implausible_cells(trade: pd.DataFrame, world_totals: pd.DataFrame | None = None) -> pd.DataFrame:
    """Cells above ten million dollars that one of three tests finds implausible.

    - `mirror`: more than 20 times the other side's record of the same year, else of an adjacent one (of several the
      record that comes closest, whatever its source).
    - `world_total`: above all that the partner says it exports (or imports) in the same or an adjacent year, freight
      allowed. Totals are the partner's own rows with WLD in `trade`, and those of `world_totals` (country, flow =
      export or import, period, value_usd).
    - `history`: more than 20 times every other year of its own series (three or more, on either side).

    The smaller side is never marked. `trade` as in `detectors`: one row per cell. Out: exporter, importer,
    period, recorded_by, source, value_usd, mirror_usd, mirror_period, mirror_source, mirror_ratio,
    history_ratio, world_total_usd, fired and not_run (names of tests, separated by spaces) and proof (True
    unless `history` alone fired); sorted.
    """
    cells = _with_world_total(_with_history(_with_mirror(country_cells(trade))), trade, world_totals)
    excess = {
        "mirror": cells["mirror_ratio"] / TIMES,
        "world_total": cells["value_usd"] / (cells["world_total_usd"] * FREIGHT),
        "history": cells["history_ratio"] / TIMES,
    }
    large = cells["value_usd"] > LARGE_USD
    fires = {test: (large & (ratio > 1)).fillna(False).astype(bool) for test, ratio in excess.items()}
    cells["fired"] = _names(fires)
    cells["not_run"] = _names({test: ratio.isna() for test, ratio in excess.items()})
    cells["proof"] = fires["mirror"] | fires["world_total"]
    return cells[cells["fired"] != ""].sort_values(_CELL, ignore_index=True)[_OUT]


def _with_mirror(cells: pd.DataFrame) -> pd.DataFrame:
    """Add the other side's nearest record, and how many times it goes into the cell."""
    names = {"value_usd": "mirror_usd", "period": "mirror_period", "source": "mirror_source"}
    value, year = cells["value_usd"].to_numpy(dtype=float), cells["year"].to_numpy(dtype=np.int64)
    large = np.flatnonzero(value > LARGE_USD)  # no other cell is marked
    row, other = _opposite(cells, year, large)
    ratio = value[row] / value[other]
    # how far apart in either direction: the record that comes closest is the one held against the cell
    times, apart = np.where(ratio >= 1, ratio, 1 / ratio), np.abs(year[row] - year[other])
    order = np.lexsort((other, -year[other], numbered(cells, ["source"])[other], times, apart, row))
    nearest = order[unlike_before(row[order])]
    mirrors = cells[[*names]].take(other[nearest]).rename(columns=names).assign(mirror_ratio=ratio[nearest])
    return cells.join(mirrors.set_axis(cells.index[row[nearest]]))


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


def _with_history(cells: pd.DataFrame) -> pd.DataFrame:
    """Add how many times the cell exceeds the largest other year of its own series; missing where it cannot."""
    numbers = numbered(cells, _SERIES)
    series = cells.groupby(numbers)
    value, year = cells["value_usd"].astype(float), cells["year"]
    order = series["value_usd"].rank(method="first", ascending=False)
    largest = series["value_usd"].transform("max").astype(float)
    second = value.where(order == 2).groupby(numbers).transform("max")
    inside = (year > series["year"].transform("min")) & (year < series["year"].transform("max"))
    enough = inside & (series["year"].transform("size") > FEWEST_OTHER_YEARS)
    return cells.assign(history_ratio=(value / largest.where(order != 1, second)).where(enough))


def _with_world_total(cells: pd.DataFrame, trade: pd.DataFrame, world_totals: pd.DataFrame | None) -> pd.DataFrame:
    """Add the largest total the partner states for that flow in the same or an adjacent year."""
    totals = [_own_totals(trade, side) for side in ("exporter", "importer")]
    if world_totals is not None:
        totals.append(world_totals[["country", "flow", "period", "value_usd"]])
    known = pd.concat(totals).dropna(subset="value_usd")
    known = known[where(known["period"], YEAR.fullmatch)]
    year = known["period"].astype(int)
    near = pd.concat([known.assign(year=year + step) for step in (-1, 0, 1)])
    largest = near.groupby(["country", "flow", "year"])["value_usd"].max().rename("world_total_usd")
    by_exporter = cells["recorded_by"] == "exporter"
    partner = cells["importer"].where(by_exporter, cells["exporter"])
    flow = pd.Series("export", index=cells.index).where(~by_exporter, "import")
    return cells.assign(country=partner, flow=flow).join(largest, on=["country", "flow", "year"])


def _own_totals(trade: pd.DataFrame, side: str) -> pd.DataFrame:
    """What each country itself records as its trade with the world, as exporter or as importer."""
    own = trade[(trade["recorded_by"] == side) & (trade[_OTHER[side]] == "WLD")]
    flow = {"exporter": "export", "importer": "import"}[side]
    return own[[side, "period", "value_usd"]].rename(columns={side: "country"}).assign(flow=flow)


def _names(flags: Mapping[str, pd.Series[bool]]) -> npt.NDArray[np.object_]:
    """For each row the names of the flags that are set, separated by spaces."""
    sets = [""]
    for name in flags:
        sets += [f"{names} {name}".strip() for names in sets]
    at = sum(flag.to_numpy(dtype=np.int64) << place for place, flag in enumerate(flags.values()))
    return np.array(sets, dtype=object)[at]
