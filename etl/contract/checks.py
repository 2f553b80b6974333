"""The rules of a table's description, checked column by column: a rule is asked once for each different value."""

from __future__ import annotations

import operator
import re
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from etl.contract.distinct import distinct, where
from etl.contract.errors import Violation
from etl.contract.memo import Memo
from etl.contract.rows import numbered, tuples
from etl.contract.schema import Field, Table
from etl.contract.types import EXPECTED, PATTERNS, is_day

_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
Mask = npt.NDArray[np.bool_]


def violations(table: Table, frame: pd.DataFrame, file: str, lines: Sequence[int] | None = None) -> list[Violation]:
    """Every rule of `table` that the typed `frame` breaks: constraints, empty cells, keys, spans; one per cell.

    `lines` are the lines of `file` that the rows come from, by default those of a CSV with a header.
    """
    faults: dict[tuple[int, str], Violation] = {}
    for column, expected, broken, value in _broken(table, frame):
        for row in broken.nonzero()[0].tolist():
            line = row + 2 if lines is None else lines[row]
            faults[line, column] = Violation(
                file=file, line=line, column=column, expected=expected, found=str(value[row])
            )
    return list(faults.values())


def _broken(table: Table, frame: pd.DataFrame) -> Iterator[tuple[str, str, Mask, Sequence[Any]]]:
    """Column, what was expected, the rows that break it, and what they hold; of one cell the last one counts."""
    columns = dict(frame.items())
    for field in table.fields:
        column = columns[field.name]
        codes, values = distinct(column)
        if field.name in table.filled and (codes < 0).any():
            yield field.name, "a value", codes < 0, [""] * len(codes)
        if _OBEYED.get(column.array) is not field:
            disobeyed = [(expected, holds) for expected, holds in _rules(field) if not all(map(holds, values))]
            for expected, holds in disobeyed:
                yield field.name, expected, failing(column, holds), column.tolist()
            if not disobeyed:
                _OBEYED.put(column.array, field)
    key = list(table.key)
    doubled = pd.Series(numbered(frame, key)).duplicated().to_numpy()
    if doubled.any():
        texts = [" / ".join(map(str, cells)) for cells in tuples(frame, key)]
        yield "+".join(key), "a key that stands only once", doubled, texts
    for first, last in table.spans:
        for start, broken in _reversed(frame[first], frame[last]):
            yield last, f"a date not before {first} {start}", broken, frame[last].tolist()


_OBEYED: Memo[Field] = Memo()  # by column, whose rules its values obey: bundled tables are checked as they are read


def _rules(field: Field) -> Iterator[tuple[str, Callable[[Any], Any]]]:
    """What the values of a column must be, in words and as a test of one value."""
    if field.type in ("date", "day"):
        yield "a day that exists", is_day
    if field.enum:
        options = set(field.enum)
        yield "one of " + ", ".join(field.enum), options.__contains__
    pattern = field.pattern or (PATTERNS[field.type] if field.type in ("date", "day", "link") else "")
    if pattern:
        yield EXPECTED.get(field.type, f"text like {pattern}"), re.compile(pattern).fullmatch
    if field.type == "string":
        yield "text without control characters", lambda value: value.isprintable() or not _CONTROL.search(value)
    low, high = field.minimum, field.maximum
    if low is not None:
        yield f"{low:g} or more", partial(operator.le, low)
    if high is not None:
        yield f"{high:g} or less", partial(operator.ge, high)


def failing(cells: pd.Series[Any], holds: Callable[[Any], Any]) -> Mask:
    """The cells whose value does not hold; a missing one is not asked."""
    return where(cells, lambda value: not holds(value))


def _reversed(first: pd.Series[Any], last: pd.Series[Any]) -> Iterator[tuple[str, Mask]]:
    """Pairs of dates in the wrong order, by the earlier date; compared at the shorter of the two: 2022 to 2022-06 is in
    order."""
    (starts, earlier), (ends, later) = distinct(first), distinct(last)
    both = (starts >= 0) & (ends >= 0)
    for at in np.unique(starts[both].astype(np.int64) * len(later) + ends[both]).tolist():
        start, end = earlier[at // len(later)], later[at % len(later)]
        n = min(len(start), len(end))
        if end[:n] < start[:n]:
            yield start, (starts == at // len(later)) & (ends == at % len(later))
