"""From the text of a CSV to a typed frame, with every fault named by file, line and column."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Mapping, Sequence
from itertools import compress
from typing import Any, NamedTuple

import numpy as np
import pandas as pd

from etl.contract.checks import Mask, violations
from etl.contract.csv_reader import csv_reader
from etl.contract.distinct import Distinct, distinct_of, is_distinct
from etl.contract.errors import SchemaError, Violation
from etl.contract.schema import Field, Table
from etl.contract.types import CONVERT, DTYPES, EXPECTED, PATTERNS, TEXT


def read(table: Table, text: str, file: str) -> pd.DataFrame:
    """The CSV `text` of `table` as a typed frame; SchemaError names `file`, line and column of every fault."""
    faults: list[Violation] = []
    header, lines, columns = _cells(text.removeprefix("\ufeff"), file, faults)
    missing = {n for n in table.names if n not in header and n not in table.added}
    faults += [_of_header(file, n, "this column") for n in missing]
    faults += [_of_header(file, n, f"only columns of table {table.name}", n) for n in header if n not in table.names]
    doubled = [_of_header(file, n, "this column once") for n in sorted(set(header)) if header.count(n) > 1]
    if doubled:
        raise SchemaError(faults + doubled)
    cells = dict(zip(header, columns, strict=True)) if columns else {}
    out, of_cells = _typed(table, {n: cells.get(n, ("",) * len(lines)) for n in table.names}, file, lines)
    faults += [v for v in of_cells if not missing & set(v.column.split("+"))]
    if faults:
        raise SchemaError(faults, out if list(lines) == list(range(2, len(lines) + 2)) else None)
    return out


def _of_header(file: str, column: str, expected: str, found: str = "") -> Violation:
    return Violation(file=file, line=1, column=column, expected=expected, found=found)


Columns = Sequence[Sequence[str]]


def _cells(text: str, file: str, faults: list[Violation]) -> tuple[list[str], Sequence[int], Columns]:
    """Header, the line each row of the right width starts in, and the cells of these rows; others become `faults`."""
    if len(text) > _LONG and (columns := _of_lines(text.removesuffix("\n"))):
        return [column[0] for column in columns], range(2, len(columns[0]) + 1), [column[1:] for column in columns]
    header, lines, rows = _rows(text, file, faults)
    return header, lines, [*zip(*rows, strict=True)]


def _of_lines(text: str) -> Columns:
    """The cells of a long `text`, in half the time of `_rows`; none where a line is not a row as wide as the first."""
    marked = text.replace("\n", _MARK + "\n") + _MARK
    if "\r" in text or text.startswith("\ufeff"):  # which pandas passes over
        return []
    try:
        frame = pd.read_csv(io.StringIO(marked), header=None, dtype=object, na_filter=False, low_memory=False)
    except ValueError:
        return []
    columns = [frame[name].to_numpy() for name in frame]
    whole = len(frame) == text.count("\n") + 1 and (columns[-1] == _MARK[1:]).all()
    return columns[:-1] if whole and len(columns) > 2 else []  # of one column an empty line may be a row


_LONG = 500_000  # letters: a shorter text is read sooner by `_rows`
_MARK = ",\x01"  # as the last cell of every line it shows that no cell is lost or doubled


def _rows(text: str, file: str, faults: list[Violation]) -> tuple[list[str], list[int], list[list[str]]]:
    """The same by row, of a text of which some row is not a line, or has not as many cells as the header."""
    reader = csv_reader(io.StringIO(text))
    header, rows, lines, start = list[str](), [], [], 1
    try:
        header = next(reader, [])
        start = reader.line_num + 1
        for row in reader:
            if len(row) != len(header):
                expected = f"{len(header)} cells"
                faults.append(Violation(file=file, line=start, column="", expected=expected, found=str(len(row))))
            else:
                rows.append(row)
                lines.append(start)
            start = reader.line_num + 1
    except csv.Error as err:
        faults.append(Violation(file=file, line=start, column="", expected="a row of a CSV", found=str(err)))
    return header, lines, rows


def typed(table: Table, frame: pd.DataFrame, file: str) -> pd.DataFrame:
    """`frame` of text cells (empty = missing) as types of `table`, checked; SchemaError lists every fault."""
    cells = {n: frame[n].to_numpy(dtype=object) for n in table.names}
    out, faults = _typed(table, cells, file, range(2, len(frame) + 2))
    if faults:
        raise SchemaError(faults, out)
    return out


def _typed(
    table: Table, cells: Mapping[str, Sequence[str]], file: str, where: Sequence[int]
) -> tuple[pd.DataFrame, list[Violation]]:
    """The frame of the text `cells`, and what is wrong with them; `where` are the lines they come from."""
    faults: dict[tuple[int, str], Violation] = {}
    columns: dict[str, _Parsed] = {}
    for field in table.fields:
        name, expected, text = field.name, EXPECTED.get(field.type, ""), cells[field.name]
        columns[name] = parsed = _parsed(field, text)
        for row in parsed.unreadable.nonzero()[0].tolist():
            found = str(text[row]).strip()
            fault = Violation(file=file, line=where[row], column=name, expected=expected, found=found)
            faults[fault.line, name] = fault
    out = pd.DataFrame({name: parsed.values for name, parsed in columns.items()}, index=pd.RangeIndex(len(where)))
    for name, parsed in columns.items():
        if parsed.known:
            is_distinct(out[name], parsed.known)
    for fault in violations(table, out, file, where):
        faults.setdefault((fault.line, fault.column), fault)
    return out, list(faults.values())


class _Parsed(NamedTuple):
    """The values of a column, the cells that are no text of its type, and its different values where they are known."""

    values: Any
    unreadable: Mask
    known: Distinct | None


def _parsed(field: Field, text: Sequence[str]) -> _Parsed:
    """The values of text cells; each different text is read once."""
    codes, different = distinct_of(np.asarray(text, dtype=object))
    stripped = [value.strip() for value in different]
    unreadable = np.zeros(len(stripped) + 1, dtype=bool)  # the last one is for missing cells
    if pattern := PATTERNS.get(field.type):
        fits = re.compile(pattern.strip("^$")).fullmatch
        unreadable[:-1] = [value != "" and fits(value) is None for value in stripped]
    there = [value != "" and not bad for value, bad in zip(stripped, unreadable.tolist(), strict=False)]
    found = list(map(CONVERT[field.type], compress(stripped, there)))
    places = np.append(np.where(there, np.cumsum(there) - 1, -1), -1)[codes].astype(np.int32)
    values = pd.array([*found, None], dtype=DTYPES.get(field.type, TEXT)).take(places)  # the last one is for missing
    apart = len(set(found)) == len(found)  # two texts may say the same
    return _Parsed(values, unreadable[codes], Distinct(places, found) if apart else None)
