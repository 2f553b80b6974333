"""Specifications of a partner's rank in the lists of one reporter, as the figures are printed.

Each year of each list gives one: a full year with both bounds, else a printed rank over ten or eleven months, else any
full year. Where the list leaves the place open, other books may bound it (`rank_places`).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

import pandas as pd

from etl.contract.calendars import Period, parse, stands_for
from etl.contract.distinct import where
from etl.contract.frames import Tables
from etl.contract.memo import Memo
from etl.judge.records import Record, basis, by, found_at, records
from etl.judge.specification import Specification

MIN_MONTHS = 10  # a printed rank over ten or eleven months may stand for its year when there is no full one
PRINTED = {"as_recorded": {"eu": "countries"}, "eu_one": {"eu": "one"}}
WITHOUT_FREIGHT = {"fob": {"eu": "countries"}, "eu_one_fob": {"eu": "one"}}
SILENT, COUNTED, LEFT_OUT = "silent", "counted", "left_out"  # a param: partners that publish nothing, such as Iraq
BOUNDS = "partner_bounds"  # single partners' own figures of one year: bounds on a rank, never a list
_PAIRS: Memo[list[Record]] = Memo(large=True)


def level(
    tables: Tables, params: Mapping[str, Any], until: date | None, bases: Mapping[str, Mapping[str, str]] = PRINTED
) -> list[Specification]:
    """Rank of `partner` among `reporter`'s partners in `flow`, one specification per family, source, year and basis.

    params: reporter, partner, flow, since (Gregorian year a period stands for), silent (optional). `bases` gives the
    choices that a basis of `partner_ranks` stands for.
    """
    left_out, places = params.get(SILENT) == LEFT_OUT, _places(tables, params)
    columns = ("place_best", "place_worst") if left_out else ("place_best_all", "place_worst_all")
    specifications = []
    for row in _rows(tables, params, until, bases):
        place = places.get((row["source"], row["period"], row["calendar"]))
        silent = _ids(place["missing"]) if left_out and place else set()
        spec = _without(_specification(row, bases), row, silent)
        specifications.append(_bounded(spec, place, columns) if place else spec)
    return specifications


def _rows(
    tables: Tables, params: Mapping[str, Any], until: date | None, bases: Mapping[str, Mapping[str, str]]
) -> Iterator[Record]:
    """The row that stands for each year of each list, by family, source, calendar, year and basis."""
    frame, reporter, partner = tables["partner_ranks"], params["reporter"], params["partner"]
    years: dict[tuple[Any, ...], list[tuple[Record, Period]]] = defaultdict(list)
    for row in _PAIRS.of(frame, choice=(reporter, partner), make=lambda: _of_pair(frame, reporter, partner)):
        if row["flow"] == params["flow"] and row["basis"] in bases:
            period, year = parse(row["period"], row["calendar"]), stands_for(row["period"], row["calendar"])
            if period is None or year is None or year < params["since"] or (until and period.end > until):
                continue
            if period.full or (period.months >= MIN_MONTHS and pd.notna(row["rank"])):
                years[row["root_family"], row["source"], row["calendar"], year, row["basis"]].append((row, period))
    for _, rows in sorted(years.items()):
        yield _of_year(sorted(rows, key=lambda known: known[1].months))


def _of_pair(frame: pd.DataFrame, reporter: str, partner: str) -> list[Record]:
    return records(frame, where(frame["reporter"], reporter.__eq__) & where(frame["partner"], partner.__eq__))


def _of_year(rows: Sequence[tuple[Record, Period]]) -> Record:
    """The row of a year: a full year with both bounds, else a printed rank, else any."""
    full = [row for row, period in rows if period.full]
    bounded = [row for row in full if pd.notna(row["rank_worst"])]
    printed = [row for row, period in rows if not period.full]
    return (bounded or printed[-1:] or full)[0]


def _specification(row: Record, bases: Mapping[str, Mapping[str, str]]) -> Specification:
    worst, rank, flip = (None if pd.isna(row[n]) else float(row[n]) for n in ("rank_worst", "rank", "flip_pct"))
    missing = f"missing:{row['missing']}" if isinstance(row["missing"], str) and row["missing"] else ""
    return Specification(
        root_family=row["root_family"],
        series=row["source"],
        period=row["period"],
        calendar=row["calendar"],
        basis=basis(row),
        low=float(row["rank_best"]),
        high=worst,
        point=rank,
        unit="place",
        choices={"flow": row["flow"], **bases[row["basis"]]},
        flip_pct=flip,
        why_not="open" if worst is None else missing,
        leaning_on=row["leaning_on"] if isinstance(row["leaning_on"], str) else "",
        **found_at("partner_ranks", row),
    )


def _ids(cell: Any) -> set[str]:
    return set(cell.split()) if isinstance(cell, str) else set()


def _without(spec: Specification, row: Record, silent: set[str]) -> Specification:
    """The place without the partners in `silent`: one better for each that is, or may be, above."""
    if not silent:
        return spec
    above, maybe = _ids(row["leaning_on"]), _ids(row["missing"])
    low = None if spec.low is None else spec.low - len(above & silent)
    return replace(spec, low=low, high=None if spec.high is None else spec.high - len((above | maybe) & silent))


def _places(tables: Tables, params: Mapping[str, Any]) -> dict[tuple[str, str, str], Record]:
    """Rows of `rank_places` by source, period and calendar: places bounded by other books as well."""
    own = by(tables.get("rank_places"), "reporter", "partner", "flow")
    rows = own.get((params["reporter"], params["partner"], params["flow"]), ())
    return {(row["source"], row["period"], row["calendar"]): row for row in rows}


def _bounded(spec: Specification, place: Record, columns: tuple[str, str]) -> Specification:
    """A place that its own list leaves open, bounded by a row of `rank_places`; a bound only likely is marked."""
    low, high = (place[name] for name in columns)
    if spec.high is not None or spec.choices["eu"] != "countries" or pd.isna(high):
        return spec
    return replace(
        spec,
        low=float(low),
        high=float(high),
        basis="imputed" if place["worst_basis"] == "likely" else spec.basis,
        why_not="" if low == high else spec.why_not,
        **found_at("rank_places", place),
    )
