"""Detectors of figures that are not what they seem: mechanical cells and reused numbers.

Trade rows are those of the table `trade`, one row per cell (one commodity, one vintage); money is whole US
dollars. A detector marks and says why; whoever ranks decides what to leave out. Implausible cells have a
module of their own. Source: docs/METHODS.md#doubtful-cells.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

import numpy as np
import pandas as pd

from etl.contract.distinct import numbered, taken, where

SAME_FACTOR = 1e-5
SAME_VALUE = 0.03
STATISTICS = ("realised_flow", "stock")

# A value below this many units of its source's rounding can share a factor with another by chance.
_UNITS = 10_000
_ID, YEAR = re.compile("[A-Z]{3}"), re.compile(r"\d{4}")
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
    marks = pd.DataFrame(_shared_factors(fine), columns=["row", "factor", "shared_with"])
    marks = marks.drop_duplicates("row").set_index("row")
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
    claims = known[~known["measure_kind"].isin(STATISTICS) & spans].sort_values([*by, "value_usd", "id"])
    rows = []
    for same in _alike(claims[[*by, "value_usd", "id", "period_label"]].itertuples(index=False, name=None)):
        *key, low, _, _ = same[0]
        by_id = sorted((one, label) for *_, one, label in same)
        labels = list(dict.fromkeys(label for _, label in by_id))
        if len(labels) > 1:
            ids = " ".join(one for one, _ in by_id)
            rows.append((*key, low, same[-1][2], len(labels), " | ".join(labels), ids))
    return pd.DataFrame(rows, columns=_REUSED).astype({"low_usd": "Int64", "high_usd": "Int64"})


def country_cells(trade: pd.DataFrame) -> pd.DataFrame:
    """Rows with a positive value between two countries in a whole year, that year added as the number `year`.

    Remainders, the world, and partners whose id is not three letters go, and so do parts of years.
    """
    keep = (trade["value_usd"] > 0).fillna(False) & (trade["list_scope"] != "remainder")
    for side in ("exporter", "importer"):
        keep &= where(trade[side], lambda code: _ID.fullmatch(code) and code not in _NOT_COUNTRIES)
    cells = trade[keep & where(trade["period"], YEAR.fullmatch)].reset_index(drop=True)
    return cells.assign(year=cells["period"].astype(int))


def _rounding(values: pd.Series[int]) -> int:
    """Largest power of ten that divides every value: the unit its source prints in."""
    unit, whole = 1, values.to_numpy(dtype=np.int64)
    while not (whole % (unit * 10)).any():
        unit *= 10
    return unit


def _shared_factors(cells: pd.DataFrame) -> list[tuple[int, float, str]]:
    """(row, factor, partners that share it) for each cell of one reporter's book that shares its factor twice."""
    spans = _spans(cells)
    shared: dict[int, list[str]] = {}
    partners = spans["partner"].tolist()
    for a, b in _alike_pairs(spans):
        shared.setdefault(a, []).append(partners[b])
        shared.setdefault(b, []).append(partners[a])
    return [
        (int(spans[f"row_{step}"].iloc[at]), float(np.exp(spans[f"change_{step}"].iloc[at])), " ".join(sorted(others)))
        for at, others in sorted(shared.items())
        for step in (1, 2)
    ]


def _spans(cells: pd.DataFrame) -> pd.DataFrame:
    """Three years on end of one partner in one book: both changes in logs, and the rows of the second and third year.

    Ordered by book, middle year and partner; `group` numbers book and year.
    """
    ordered = taken(cells, np.argsort(numbered(cells, [*_BOOK, "partner", "year"]), kind="stable"))
    series = numbered(ordered, [*_BOOK, "partner"])
    year, rows = ordered["year"].to_numpy(), ordered.index.to_numpy()
    change = np.diff(np.log(ordered["value_usd"].to_numpy(dtype=float)))
    whole = (series[2:] == series[:-2]) & (year[2:] == year[:-2] + 2)
    out = taken(ordered, 1 + np.flatnonzero(whole)).assign(
        change_1=change[:-1][whole], change_2=change[1:][whole], row_1=rows[1:-1][whole], row_2=rows[2:][whole]
    )
    out = taken(out, np.argsort(numbered(out, [*_BOOK, "year", "partner"]), kind="stable"), renumber=True)
    return out.assign(group=numbered(out, [*_BOOK, "year"]))


def _alike_pairs(spans: pd.DataFrame) -> Iterator[tuple[int, int]]:
    """Places of two spans of one group with both changes alike; sorted by change, each meets its neighbours alone."""
    group, first, second = (spans[c].to_numpy() for c in ("group", "change_1", "change_2"))
    order = np.lexsort((first, group))
    for step in range(1, len(order)):
        a, b = order[:-step], order[step:]
        near = (group[a] == group[b]) & (first[b] - first[a] <= SAME_FACTOR)
        if not near.any():
            return
        same = near & (np.abs(second[b] - second[a]) <= SAME_FACTOR)
        yield from zip(a[same].tolist(), b[same].tolist(), strict=True)


def _alike(claims: Iterable[tuple[str, str, int, str, str]]) -> Iterator[list[tuple[str, str, int, str, str]]]:
    """Runs of claims of one origin and authority within 3 % of the first of the run; they come by value and id."""
    run: list[tuple[str, str, int, str, str]] = []
    for claim in claims:
        if run and (claim[:2] != run[0][:2] or claim[2] > run[0][2] * (1 + SAME_VALUE)):
            yield run
            run = []
        run.append(claim)
    if run:
        yield run
