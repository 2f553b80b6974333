"""Detectors of figures that are not what they seem: mechanical cells and reused numbers.

Trade rows are those of the table `trade`, one row per cell (one commodity, one vintage); money is whole US
dollars. A detector marks and says why; whoever ranks decides what to leave out. Implausible cells have a
module of their own. Source: docs/METHODS.md#doubtful-cells.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pandas as pd

SAME_FACTOR = 1e-5
SAME_VALUE = 0.03
STATISTICS = ("realised_flow", "stock")

# A value below this many units of its source's rounding can share a factor with another by chance.
_UNITS = 10_000
_NOT_COUNTRIES = ("WLD", "OTH")
_BOOK = ["source", "recorded_by", "reporter"]
_MARK = ["exporter", "importer", "period", "recorded_by", "source", "value_usd", "factor", "shared_with"]
_REUSED = ["origin", "root", "low_usd", "high_usd", "labels", "period_labels", "ids"]


def mechanical_cells(trade: pd.DataFrame) -> pd.DataFrame:
    """Cells of partners that share a year-on-year factor to 1e-5 in two consecutive years of one book.

    Real trade does not do that: one factor was laid on many partners. The cells of both years are marked.
    Out: exporter, importer, period, recorded_by, source, value_usd, factor, shared_with (partners,
    separated by spaces), sorted.
    """
    cells = country_cells(trade)
    exported = cells["recorded_by"] == "exporter"
    cells["reporter"] = cells["exporter"].where(exported, cells["importer"])
    cells["partner"] = cells["importer"].where(exported, cells["exporter"])
    fine = cells[cells["value_usd"] >= _UNITS * cells.groupby("source")["value_usd"].transform(_rounding)]
    found = [mark for _, book in fine.groupby(_BOOK, sort=True) for mark in _shared_factors(book)]
    marks = pd.DataFrame(found, columns=["row", "factor", "shared_with"]).drop_duplicates("row").set_index("row")
    marked = cells.loc[marks.index].join(marks)
    return marked.sort_values(_MARK[:5], ignore_index=True)[_MARK]


def reused_numbers(investment: pd.DataFrame) -> pd.DataFrame:
    """One value (within 3 %) of one origin and one authority under several periods, whatever statements carried it.

    `investment`: id, origin, period_label, period_start, period_end, measure_kind, value_usd, root_authority. A
    single day is when something was said and no period; statistics are left out, since two alike years of one series
    reuse nothing. Out: origin, root (the authority), low_usd, high_usd (Int64), labels (how many), period_labels
    (separated by " | "), ids (separated by spaces).
    """
    by = ["origin", "root_authority"]
    known = investment[(investment["value_usd"] > 0).fillna(False)].dropna(subset=by)
    spans = known["period_start"].isna() | (known["period_start"] != known["period_end"])
    claims = known[~known["measure_kind"].isin(STATISTICS) & spans]
    rows = []
    for key, group in claims.groupby(by, sort=True):
        for same in _alike(group):
            labels = list(dict.fromkeys(same["period_label"]))
            if len(labels) > 1:
                spread = (same["value_usd"].min(), same["value_usd"].max())
                rows.append((*key, *spread, len(labels), " | ".join(labels), " ".join(same["id"])))
    return pd.DataFrame(rows, columns=_REUSED).astype({"low_usd": "Int64", "high_usd": "Int64"})


def country_cells(trade: pd.DataFrame) -> pd.DataFrame:
    """Rows with a positive value between two countries in a whole year, that year added as the number `year`.

    Remainders, the world, and partners whose id is not three letters go, and so do parts of years.
    """
    keep = (trade["value_usd"] > 0).fillna(False) & (trade["list_scope"] != "remainder")
    for side in ("exporter", "importer"):
        keep &= trade[side].str.fullmatch("[A-Z]{3}") & ~trade[side].isin(_NOT_COUNTRIES)
    cells = trade[keep & trade["period"].str.fullmatch(r"\d{4}")].reset_index(drop=True)
    return cells.assign(year=cells["period"].astype(int))


def _rounding(values: pd.Series[int]) -> int:
    """Largest power of ten that divides every value: the unit its source prints in."""
    unit, whole = 1, values.to_numpy(dtype=np.int64)
    while not (whole % (unit * 10)).any():
        unit *= 10
    return unit


def _shared_factors(book: pd.DataFrame) -> Iterator[tuple[int, float, str]]:
    """(row, factor, partners that share it) for each cell of one reporter's book that shares its factor twice."""
    if book["partner"].nunique() < 2:
        return
    values = book.pivot(index="partner", columns="year", values="value_usd").astype(float)
    rows = book.reset_index().pivot(index="partner", columns="year", values="index")
    for year in values.columns:
        if not {year - 1, year + 1} <= set(values.columns):
            continue
        span = values[[year - 1, year, year + 1]].dropna()
        changes = np.diff(np.log(span.to_numpy()), axis=1)
        apart = np.abs(changes[:, None, :] - changes[None, :, :]).max(axis=2)
        same = (apart <= SAME_FACTOR) & ~np.eye(len(span), dtype=bool)
        for place in np.flatnonzero(same.any(axis=1)):
            others = " ".join(sorted(span.index[same[place]]))
            for step, change in enumerate(changes[place]):
                yield int(rows.at[span.index[place], year + step]), float(np.exp(change)), others


def _alike(group: pd.DataFrame) -> Iterator[pd.DataFrame]:
    """Runs of values that lie within 3 % of the smallest of the run; each run in the order of its ids."""
    rest = group.sort_values(["value_usd", "id"])
    while len(rest):
        run = (rest["value_usd"] <= rest["value_usd"].iloc[0] * (1 + SAME_VALUE)).astype(bool)
        yield rest[run].sort_values("id")
        rest = rest[~run]
