"""From the text of a CSV to a typed frame, with every fault named by file, line and column."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Sequence
from typing import Any

import numpy as np
import pandas as pd

from etl.contract.checks import Mask, violations
from etl.contract.csv_reader import csv_reader
from etl.contract.errors import SchemaError, Violation
from etl.contract.schema import Field, Table
from etl.contract.types import CONVERT, EXPECTED, PATTERNS


def read(table: Table, text: str, file: str) -> pd.DataFrame:
    """The CSV `text` of `table` as a typed frame; SchemaError names `file`, line and column of every fault."""
    reader = csv_reader(io.StringIO(text.removeprefix("\ufeff")))
    header = next(reader, [])
    missing = {n for n in table.names if n not in header and n not in table.added}
    faults = [_of_header(file, n, "this column") for n in missing]
    faults += [_of_header(file, n, f"only columns of table {table.name}", n) for n in header if n not in table.names]
    faults += [_of_header(file, n, "this column once") for n in sorted(set(header)) if header.count(n) > 1]
    lines, rows = _rows(reader, len(header), file, faults)
    if any(v.expected == "this column once" for v in faults):
        raise SchemaError(faults)
    frame = pd.DataFrame(rows, columns=header, dtype="str").reindex(columns=table.names, fill_value="")
    try:
        out = typed(table, frame, file, lines)
    except SchemaError as err:
        out = err.rows
        faults += [v for v in err.violations if not missing & set(v.column.split("+"))]
    if faults:
        raise SchemaError(faults, out if lines == list(range(2, len(lines) + 2)) else None)
    return out


def _of_header(file: str, column: str, expected: str, found: str = "") -> Violation:
    return Violation(file=file, line=1, column=column, expected=expected, found=found)


def _rows(reader: Any, width: int, file: str, faults: list[Violation]) -> tuple[list[int], list[list[str]]]:
    """Rows of the right width with the line each starts in; the others become `faults`."""
    rows, lines, start = [], [], reader.line_num + 1
    try:
        for row in reader:
            if len(row) != width:
                expected = f"{width} cells"
                faults.append(Violation(file=file, line=start, column="", expected=expected, found=str(len(row))))
            else:
                rows.append(row)
                lines.append(start)
            start = reader.line_num + 1
    except csv.Error as err:
        faults.append(Violation(file=file, line=start, column="", expected="a row of a CSV", found=str(err)))
    return lines, rows


def typed(table: Table, frame: pd.DataFrame, file: str, lines: Sequence[int] | None = None) -> pd.DataFrame:
    """`frame` of text cells (empty = missing) as types of `table`, checked; SchemaError lists every fault."""
    where = list(lines) if lines is not None else list(range(2, len(frame) + 2))
    faults: dict[tuple[int, str], Violation] = {}
    columns: dict[str, pd.Series[Any]] = {}
    for field in table.fields:
        text = frame[field.name]
        columns[field.name], unreadable = _parsed(field, text)
        for row in unreadable.nonzero()[0]:
            fault = Violation(
                file=file,
                line=where[row],
                column=field.name,
                expected=EXPECTED[field.type],
                found=str(text.iloc[row]).strip(),
            )
            faults[fault.line, fault.column] = fault
    out = pd.DataFrame(columns)
    for fault in violations(table, out, file, where):
        faults.setdefault((fault.line, fault.column), fault)
    if faults:
        raise SchemaError(list(faults.values()), out)
    return out


def _parsed(field: Field, text: pd.Series[Any]) -> tuple[pd.Series[Any], Mask]:
    """The values of text cells, and which cells are no text of the field's type; each different text is read once."""
    codes, different = pd.factorize(text.to_numpy(dtype=object))
    stripped = [str(value).strip() for value in different.tolist()]
    unreadable = np.zeros(len(stripped) + 1, dtype=bool)  # the last one is for missing cells
    if pattern := PATTERNS.get(field.type):
        fits = re.compile(pattern.strip("^$")).fullmatch
        unreadable[:-1] = [value != "" and fits(value) is None for value in stripped]
    known = [None if bad or value == "" else value for value, bad in zip(stripped, unreadable, strict=False)]
    values = CONVERT[field.type](pd.Series(known, dtype="str"))
    return pd.Series(values.array.take(codes, allow_fill=True), index=text.index), unreadable[codes]
