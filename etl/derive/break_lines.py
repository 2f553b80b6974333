"""`break_lines`: the series in which a break is looked for, year by year."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import pandas as pd

from etl.contract.frames import of_rows
from etl.contract.rows import records
from etl.contract.tables import TABLES
from etl.derive.breaks import Line


def break_lines(lines: Sequence[Line], breaks: pd.DataFrame) -> pd.DataFrame:
    """Frame of `break_lines`: the years of every line in `breaks`, with the level of the years on their side."""
    by_line = {row["line"]: row for row in records(breaks)}
    rows = [row for line in lines if line.id in by_line for row in _years(line, by_line[line.id])]
    return of_rows(TABLES["break_lines"], rows)


def _years(line: Line, row: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    for year, value in enumerate(line.values, line.first):
        yield {
            "line": line.id,
            "year": year,
            "actual": math.exp(value) if line.logs else value,
            "cell_basis": line.bases.get(year),
            "root_family": line.families.get(year),
            "level": row["mean_before" if year <= row["break_after"] else "mean_after"],
            "unit": line.unit,
        }
