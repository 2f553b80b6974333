"""Detectors of figures that are not what they seem: mechanical cells and reused numbers.

Trade rows are those of the table `trade`, one row per cell (one commodity, one vintage); money is whole US
dollars. A detector marks and says why; whoever ranks decides what to leave out. Implausible cells have a
module of their own. Source: docs/METHODS.md#doubtful-cells.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

import numpy as np
import pandas as pd

from etl.contract.distinct import distinct, taken, where
from etl.contract.rows import numbered, tuples
from etl.measures.arrays import Floats, Ints
from etl.measures.cells import CELL_AND_VALUE, SERIES, SIDES, country_cells

SAME_FACTOR = 1e-5
SAME_VALUE = 0.03
STATISTICS = ("realised_flow", "stock")

# A value below this many units of its source's rounding can share a factor with another by chance.
_UNITS = 10_000
_REUSED = ["origin", "root", "low_usd", "high_usd", "labels", "period_labels", "ids"]


def mechanical_cells(trade: pd.DataFrame) -> pd.DataFrame:
    """Cells of partners that share a year-on-year factor to 1e-5 in two consecutive years of one book.

    Real trade does not do that: one factor was laid on many partners. The cells of both years are marked.
    Out: exporter, importer, period, recorded_by, source, value_usd, factor, shared_with (partners,
    separated by spaces), sorted.
    """
    cells = country_cells(trade)
    codes, sources = distinct(cells["source"])
    value = cells["value_usd"].to_numpy(dtype=np.int64)
    units = np.array([_rounding(value[codes == code]) for code in range(len(sources))], dtype=np.int64)
    fine = taken(cells, np.flatnonzero(value >= _UNITS * units[codes]), renumber=True)
    marks = pd.DataFrame(_shared_factors(fine), columns=["row", "factor", "shared_with"])
    marks = marks.drop_duplicates("row").set_index("row")
    marked = fine[CELL_AND_VALUE].take(marks.index).join(marks)
    return marked.sort_values(CELL_AND_VALUE, ignore_index=True)


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
    for same in _alike(tuples(claims, [*by, "value_usd", "id", "period_label"])):
        *key, low, _, _ = same[0]
        by_id = sorted((one, label) for *_, one, label in same)
        labels = list(dict.fromkeys(label for _, label in by_id))
        if len(labels) > 1:
            ids = " ".join(one for one, _ in by_id)
            rows.append((*key, low, same[-1][2], len(labels), " | ".join(labels), ids))
    return pd.DataFrame(rows, columns=_REUSED).astype({"low_usd": "Int64", "high_usd": "Int64"})


def _rounding(values: Ints) -> int:
    """Largest power of ten that divides every value: the unit its source prints in."""
    unit = 1
    while not (values % (unit * 10)).any():
        unit *= 10
    return unit


def _shared_factors(cells: pd.DataFrame) -> list[tuple[int, float, str]]:
    """(row, factor, partners that share it) for each cell of one reporter's book that shares its factor twice."""
    spans = _spans(cells)
    shared: dict[int, list[int]] = {}
    for a, b in _alike_pairs(spans):
        shared.setdefault(a, []).append(b)
        shared.setdefault(b, []).append(a)
    partners = {at: _partner(cells.iloc[spans.rows[0][at]]) for at in shared}
    return [
        (int(rows[at]), float(np.exp(changes[at])), " ".join(sorted(partners[other] for other in others)))
        for at, others in sorted(shared.items())
        for rows, changes in zip(spans.rows, spans.changes, strict=True)
    ]


def _partner(cell: pd.Series[Any]) -> str:
    return str(cell["importer"] if cell["recorded_by"] == "exporter" else cell["exporter"])


class Spans(NamedTuple):
    """Three years on end of one partner in one book, by series and year.

    `groups` number the book and the second year; `rows` are those of the second and of the third year, and `changes`
    the logs of what each is of the year before.
    """

    groups: Ints
    rows: tuple[Ints, Ints]
    changes: tuple[Floats, Floats]


def _spans(cells: pd.DataFrame) -> Spans:
    series, year = numbered(cells, SERIES), cells["year"].to_numpy()
    order = np.lexsort((year, series))
    series, year = series[order], year[order]
    change = np.diff(np.log(cells["value_usd"].to_numpy(dtype=float)[order]))
    whole = (series[2:] == series[:-2]) & (year[2:] == year[:-2] + 2)
    by_exporter, by_importer = (numbered(cells, ["source", "recorded_by", side, "period"]) for side in SIDES)
    books = np.where(where(cells["recorded_by"], "exporter".__eq__), by_exporter, -1 - by_importer)
    rows = order[1:-1][whole], order[2:][whole]
    return Spans(books[rows[0]], rows, (change[:-1][whole], change[1:][whole]))


def _alike_pairs(spans: Spans) -> Iterator[tuple[int, int]]:
    """Places of two spans of one group with both changes alike; sorted by change, each meets its neighbours alone."""
    group, (first, second) = spans.groups, spans.changes
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
