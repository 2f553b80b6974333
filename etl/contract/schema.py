"""`Field` and `Table`: one description of a table from which its validation, its bytes and its words come.

A published table is a CSV in UTF-8 with a header, rows sorted by key, `\\n` line ends, empty = missing,
`true`/`false`, ISO dates (a year or a month where the publisher gives no more), whole US dollars as integers.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal

import pandas as pd

from etl.contract.errors import SchemaError, Violation
from etl.contract.types import CONVERT, EXPECTED, PATTERNS, is_day, rounded, shown
from etl.contract.types import FieldType as FieldType

Kind = Literal["observed", "curated", "derived", "ledger"]

_FRICTIONLESS = {"date": "string", "day": "date", "link": "string"}


@dataclass(frozen=True, kw_only=True)
class Field:
    """One column, described once and used by every table that has it.

    A number is written with at most `decimals` places (none from a million on) and `digits` significant digits. A
    derived number has at most 12, fewer than a float holds, so that every processor writes the same; a publisher's own
    number keeps up to 15.
    """

    name: str
    type: FieldType
    title: str
    description: str
    unit: str = ""
    enum: tuple[str, ...] = ()
    pattern: str = ""
    minimum: float | None = None
    maximum: float | None = None
    decimals: int = 6
    digits: int = 12

    def describe(self, required: bool) -> dict[str, Any]:
        """The column as a Frictionless field descriptor."""
        limits: dict[str, Any] = {"required": True} if required else {}
        if self.enum:
            limits["enum"] = list(self.enum)
        pattern = self.pattern or (PATTERNS[self.type] if self.type in ("date", "link") else "")
        if pattern:
            limits["pattern"] = pattern
        if self.minimum is not None:
            limits["minimum"] = self.minimum
        if self.maximum is not None:
            limits["maximum"] = self.maximum
        out: dict[str, Any] = {"name": self.name, "type": _FRICTIONLESS.get(self.type, self.type)}
        out |= {"title": self.title, "description": self.description}
        if self.type == "boolean":
            out |= {"trueValues": ["true"], "falseValues": ["false"]}
        if self.type == "link":
            out["format"] = "uri"
        if self.unit:
            out["unit"] = self.unit
        return out | ({"constraints": limits} if limits else {})


ID = r"^[A-Za-z0-9][A-Za-z0-9_.:+-]*$"  # the pattern of an id of ours


def column(name: str, type: FieldType, title: str, description: str, **more: Any) -> Field:
    """A `Field`; `more` are its other attributes."""
    return Field(name=name, type=type, title=title, description=description, **more)


@dataclass(frozen=True, kw_only=True)
class Table:
    """One table of the package.

    `key` columns identify a row and are never empty; `required` are the others that must be filled; `refers`
    maps a column to (table, column) where its values must stand ("" = this table); `spans` are pairs of date
    columns of which the second must not come before the first; `derived` are columns that `build` fills in. `added`
    are columns that a bundled file of an earlier version may lack, and `new` says that it may lack the file.
    """

    name: str
    title: str
    description: str
    kind: Kind
    key: tuple[str, ...]
    fields: tuple[Field, ...]
    required: tuple[str, ...] = ()
    refers: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    spans: tuple[tuple[str, str], ...] = ()
    derived: tuple[str, ...] = ()
    licence: str = "CC-BY-4.0"
    caveats: tuple[str, ...] = ()
    added: tuple[str, ...] = ()
    new: bool = False

    @property
    def names(self) -> list[str]:
        return [f.name for f in self.fields]

    @property
    def filled(self) -> set[str]:
        """Columns that may not be empty."""
        return {*self.key, *self.required}

    def row_key(self, row: Mapping[str, Any]) -> str:
        """The key of one row in one text, by which other tables name it."""
        return " ".join(str(row[c]) for c in self.key)

    def raw(self) -> Table:
        """The same table without the columns that `build` computes: the shape of a bundled file."""
        keep = tuple(f for f in self.fields if f.name not in self.derived)
        return Table(**{**self.__dict__, "fields": keep, "derived": ()})


def empty(table: Table) -> pd.DataFrame:
    """A typed frame with the columns of `table` and no rows."""
    return typed(table, pd.DataFrame({n: pd.Series([], dtype="str") for n in table.names}), table.name)


def read(table: Table, text: str, file: str) -> pd.DataFrame:
    """The CSV `text` of `table` as a typed frame; SchemaError names `file`, line and column of every fault."""
    reader = csv.reader(io.StringIO(text.removeprefix("\ufeff")))
    header = next(reader, [])
    missing = {n for n in table.names if n not in header and n not in table.added}
    faults = [Violation(file=file, line=1, column=n, expected="this column", found="") for n in missing]
    faults += [
        Violation(file=file, line=1, column=n, expected=f"only columns of table {table.name}", found=n)
        for n in header
        if n not in table.names
    ]
    faults += [
        Violation(file=file, line=1, column=n, expected="this column once", found="")
        for n in sorted(set(header))
        if header.count(n) > 1
    ]
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


def _rows(reader: Any, width: int, file: str, faults: list[Violation]) -> tuple[list[int], list[list[str]]]:
    """Rows of the right width with the line each starts in; the others become `faults`."""
    rows, lines, start = [], [], reader.line_num + 1
    try:
        for row in reader:
            if len(row) != width:
                faults.append(
                    Violation(file=file, line=start, column="", expected=f"{width} cells", found=str(len(row)))
                )
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
    faults: list[Violation] = []
    columns: dict[str, pd.Series[Any]] = {}
    for f in table.fields:
        text = frame[f.name].astype("str").str.strip() if len(frame) else frame[f.name].astype("str")
        text = text.mask(text == "")
        pattern = PATTERNS.get(f.type)
        if pattern:
            bad = text.notna() & ~text.str.fullmatch(pattern.strip("^$")).fillna(False).astype(bool)
            faults += [
                Violation(file=file, line=where[i], column=f.name, expected=EXPECTED[f.type], found=str(text.iloc[i]))
                for i in bad.to_numpy().nonzero()[0]
            ]
            text = text.mask(bad)
        columns[f.name] = CONVERT[f.type](text)
    out = pd.DataFrame(columns)
    faulty = {(v.line, v.column) for v in faults}
    faults += [v for v in violations(table, out, file, where) if (v.line, v.column) not in faulty]
    if faults:
        raise SchemaError(faults, out)
    return out


def conform(table: Table, frame: pd.DataFrame) -> pd.DataFrame:
    """A computed `frame` with the columns, order and types of `table`; a column it lacks is all missing."""
    out = {}
    for f in table.fields:
        column = frame[f.name] if f.name in frame else pd.Series([None] * len(frame), index=frame.index)
        if f.type == "integer":
            out[f.name] = column.astype("Int64")
        elif f.type == "number":
            out[f.name] = rounded(column.astype("Float64"), f.decimals, f.digits)
        elif f.type == "boolean":
            out[f.name] = column.astype("boolean")
        elif column.dtype == "str":
            out[f.name] = column.mask(column == "") if (column == "").any() else column
        else:
            text = column.astype("object").where(column.notna(), None).tolist()
            out[f.name] = pd.Series([None if v is None or v == "" else str(v) for v in text], index=frame.index).astype(
                "str"
            )
    result = pd.DataFrame(out, columns=table.names)
    return result.sort_values(list(table.key), kind="stable", ignore_index=True)


def violations(table: Table, frame: pd.DataFrame, file: str, lines: Sequence[int] | None = None) -> list[Violation]:
    """Every rule of `table` that the typed `frame` breaks: constraints, empty cells, keys, spans."""
    where = list(lines) if lines is not None else list(range(2, len(frame) + 2))
    frame = frame.reset_index(drop=True)
    faults = {(v.line, v.column): v for v in _pandera(table, frame, file, where)}
    doubled = frame.duplicated(list(table.key), keep="first")
    for i in doubled.to_numpy().nonzero()[0]:
        same = " / ".join(str(frame[k].iloc[i]) for k in table.key)
        column = "+".join(table.key)
        faults[where[i], column] = Violation(
            file=file, line=where[i], column=column, expected="a key that stands only once", found=same
        )
    for f in table.fields:
        if f.type in ("date", "day"):
            for i, text in enumerate(frame[f.name]):
                if isinstance(text, str) and not is_day(text):
                    faults.setdefault(
                        (where[i], f.name),
                        Violation(file=file, line=where[i], column=f.name, expected="a day that exists", found=text),
                    )
    for first, last in table.spans:
        a, b = frame[first].fillna(""), frame[last].fillna("")
        # compared at the shorter of the two: 2022 to 2022-06 is in order
        n = pd.concat([a.str.len(), b.str.len()], axis=1).min(axis=1)
        for i in range(len(frame)):
            if a[i] and b[i] and b[i][: int(n[i])] < a[i][: int(n[i])]:
                faults[where[i], last] = Violation(
                    file=file, line=where[i], column=last, expected=f"a date not before {first} {a[i]}", found=b[i]
                )
    return list(faults.values())


def _pandera(table: Table, frame: pd.DataFrame, file: str, where: Sequence[int]) -> Iterable[Violation]:
    import pandera.pandas as pa  # 1.3 s to import: only when rows are checked

    columns = {}
    for f in table.fields:
        checks = []
        if f.enum:
            checks.append(pa.Check.isin(f.enum, error="one of " + ", ".join(f.enum)))
        pattern = f.pattern or (PATTERNS[f.type] if f.type in ("date", "day", "link") else "")
        if pattern:
            told = EXPECTED.get(f.type, f"text like {pattern}")
            checks.append(pa.Check.str_matches(pattern, error=told))
        if f.minimum is not None:
            checks.append(pa.Check.ge(f.minimum, error=f"{f.minimum:g} or more"))
        if f.maximum is not None:
            checks.append(pa.Check.le(f.maximum, error=f"{f.maximum:g} or less"))
        columns[f.name] = pa.Column(None, checks, nullable=f.name not in table.filled)
    try:
        pa.DataFrameSchema(columns).validate(frame, lazy=True)
    except pa.errors.SchemaErrors as err:
        cases = err.failure_cases
        for case in cases.itertuples():
            expected = "a value" if case.check == "not_nullable" else str(case.check)
            found = "" if case.check == "not_nullable" else str(case.failure_case)
            yield Violation(
                file=file, line=where[int(case.index)], column=str(case.column), expected=expected, found=found
            )


def reference_violations(
    table: Table, frame: pd.DataFrame, known: Mapping[tuple[str, str], set[str]], file: str
) -> list[Violation]:
    """Cells of `frame` that refer to a row which does not exist; `known` maps (table, column) to its values."""
    faults = []
    for column, (target, key) in table.refers.items():
        if column not in frame:
            continue
        values = set(frame[key].dropna()) if target == "" else known[target, key]
        stray = frame[column].notna() & ~frame[column].isin(values)
        told = f"an existing {key} of table {target or table.name}"
        faults += [
            Violation(file=file, line=int(i) + 2, column=column, expected=told, found=str(frame[column].iloc[i]))
            for i in stray.to_numpy().nonzero()[0]
        ]
    return faults


def write(table: Table, frame: pd.DataFrame) -> bytes:
    """The bytes of `table`: equal rows give equal bytes, whatever order or string backend they come in."""
    frame = frame.sort_values(list(table.key), kind="stable")
    columns = [shown(f.type, f.decimals, frame[f.name]) for f in table.fields]
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(table.names)
    writer.writerows(zip(*columns, strict=True))
    return out.getvalue().encode("utf-8")
