"""The rules of a table's description, checked column by column on the values that differ.

Columns are long and their values few: a rule is asked once for each value, never once for each cell.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from etl.contract.errors import Violation
from etl.contract.schema import Field, Table
from etl.contract.types import EXPECTED, PATTERNS, is_day

_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
Mask = npt.NDArray[np.bool_]


def violations(table: Table, frame: pd.DataFrame, file: str, lines: Sequence[int] | None = None) -> list[Violation]:
    """Every rule of `table` that the typed `frame` breaks: constraints, empty cells, keys, spans; one per cell.

    `lines` are the lines of `file` that the rows come from, by default those of a CSV with a header.
    """
    where = list(lines) if lines is not None else list(range(2, len(frame) + 2))
    frame = frame.reset_index(drop=True)
    faults: dict[tuple[int, str], Violation] = {}
    for column, expected, broken, found in _broken(table, frame):
        for row in broken.nonzero()[0]:
            line = where[row]
            faults[line, column] = Violation(
                file=file, line=line, column=column, expected=expected, found=str(found.iloc[row])
            )
    return list(faults.values())


def _broken(table: Table, frame: pd.DataFrame) -> Iterator[tuple[str, str, Mask, pd.Series[Any]]]:
    """Column, what was expected, the rows that break it, and what they hold; of one cell the last one counts."""
    nothing = pd.Series("", index=frame.index)
    for field in table.fields:
        cells = frame[field.name]
        if field.type in ("date", "day"):
            yield field.name, "a day that exists", failing(cells, is_day), cells
        if field.name in table.filled:
            yield field.name, "a value", cells.isna().to_numpy(), nothing
        for expected, holds in _rules(field):
            yield field.name, expected, failing(cells, holds), cells
    key = list(table.key)
    doubled = frame.duplicated(key, keep="first").to_numpy()
    if doubled.any():
        texts = [" / ".join(map(str, cells)) for cells in frame.loc[doubled, key].itertuples(index=False, name=None)]
        same = pd.Series(texts, index=frame.index[doubled]).reindex(frame.index)
        yield "+".join(key), "a key that stands only once", doubled, same
    for first, last in table.spans:
        for start, broken in _reversed(frame[first], frame[last]):
            yield last, f"a date not before {first} {start}", broken, frame[last]


def _rules(field: Field) -> Iterator[tuple[str, Callable[[Any], bool]]]:
    """What the values of a column must be, in words and as a test of one value."""
    if field.enum:
        options = set(field.enum)
        yield "one of " + ", ".join(field.enum), options.__contains__
    pattern = field.pattern or (PATTERNS[field.type] if field.type in ("date", "day", "link") else "")
    if pattern:
        match = re.compile(pattern).match
        yield EXPECTED.get(field.type, f"text like {pattern}"), lambda value: match(value) is not None
    if field.type == "string":
        yield "text without control characters", lambda value: not _CONTROL.search(value)
    low, high = field.minimum, field.maximum
    if low is not None:
        yield f"{low:g} or more", lambda value: bool(value >= low)
    if high is not None:
        yield f"{high:g} or less", lambda value: bool(value <= high)


def failing(cells: pd.Series[Any], holds: Callable[[Any], bool]) -> Mask:
    """The cells whose value does not hold; a missing one is not asked."""
    codes, values = pd.factorize(cells)
    bad = np.array([not holds(value) for value in values] + [False], dtype=bool)  # the last one is for missing cells
    return bad[codes]


def _reversed(first: pd.Series[Any], last: pd.Series[Any]) -> Iterator[tuple[str, Mask]]:
    """Pairs of dates in the wrong order, by the earlier date; compared at the shorter of the two: 2022 to 2022-06 is in
    order."""
    both = first.notna() & last.notna()
    pairs = pd.DataFrame({"first": first[both], "last": last[both]}).drop_duplicates()
    for start, end in zip(pairs["first"], pairs["last"], strict=True):
        n = min(len(start), len(end))
        if end[:n] < start[:n]:
            yield start, ((first == start) & (last == end)).fillna(False).to_numpy(dtype=bool)


def reference_violations(
    table: Table, frame: pd.DataFrame, known: Mapping[tuple[str, str], set[str]], file: str
) -> list[Violation]:
    """Cells of `frame` that refer to a row which does not exist; `known` maps (table, column) to its values."""
    faults = []
    for column, (target, key) in table.refers.items():
        if column not in frame:
            continue
        values = set(frame[key].dropna()) if target == "" else known[target, key]
        expected = f"an existing {key} of table {target or table.name}"
        cells = frame[column]
        faults += [
            Violation(file=file, line=int(row) + 2, column=column, expected=expected, found=str(cells.iloc[row]))
            for row in failing(cells, values.__contains__).nonzero()[0]
        ]
    return faults
