"""`Field` and `Table`: one description of a table from which its validation, its bytes and its words come.

A published table is a CSV in UTF-8 with a header, rows sorted by key, `\\n` line ends, empty = missing,
`true`/`false`, ISO dates (a year or a month where the publisher gives no more), whole US dollars as integers.
"""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from itertools import islice
from typing import Any, Literal

import numpy as np
import pandas as pd

from etl.contract import bounds
from etl.contract.distinct import holds, numbered, taken
from etl.contract.memo import Memo
from etl.contract.types import DTYPES, PATTERNS, TEXT, rounded, shown
from etl.contract.types import FieldType as FieldType

Tables = Mapping[str, pd.DataFrame]  # frames by the name of their table
Row = dict[str, Any]  # one row of a table, by column
Words = Mapping[str, Any]  # a table of a TOML file of words or limits
Kind = Literal["observed", "curated", "derived", "ledger"]

_FRICTIONLESS = {"date": "string", "day": "date", "link": "string"}


@dataclass(frozen=True, kw_only=True)
class Field:
    """One column, described once and used by every table that has it.

    A number is written with at most `decimals` places (none from a million on) and `digits` significant digits. A
    derived number has at most 12, fewer than a float holds, so that every processor writes the same; a publisher's own
    number keeps up to 15.

    `reveals` says whether a cell gives away what a publisher printed: a `value` (any money does), or a `quote`, a
    sentence that names it. `named_by` are the columns that name its source, where it is not the table's own.
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
    reveals: Literal["", "value", "quote"] = ""
    named_by: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        """A number without bounds of its own has those of its unit; money reveals a value."""
        if self.unit == "USD":
            object.__setattr__(self, "reveals", "value")
        if self.type in ("integer", "number"):
            least, most = bounds.BY_UNIT.get(self.unit, bounds.ANY)
            object.__setattr__(self, "minimum", least if self.minimum is None else self.minimum)
            object.__setattr__(self, "maximum", most if self.maximum is None else self.maximum)

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
    `open` are columns whose cells may be passed on whatever their source, each with the reason; `open_rows` is the
    reason why all rows of an observed table may be, where no column names a source. `inner` are columns that the build
    reads and a package leaves out, because another table says the same: where `lists` names it, `list_id` leads
    to its row.
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
    open: Mapping[str, str] = field(default_factory=dict)
    open_rows: str = ""
    inner: tuple[str, ...] = ()
    lists: str = ""
    list_id: Field | None = None

    @cached_property
    def published(self) -> Table:
        """The table as a package has it: without `inner` columns; rows keep the order of the whole key."""
        if not self.inner:
            return self
        link = {f.name: f for f in (self.list_id,) if f}
        return replace(
            self,
            fields=(*(f for f in self.fields if f.name not in self.inner), *link.values()),
            key=(*(n for n in self.key if n not in self.inner), *link),
            required=tuple(n for n in self.required if n not in self.inner),
            refers={n: to for n, to in self.refers.items() if n not in self.inner} | {n: (self.lists, n) for n in link},
            inner=(),
        )

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
        return replace(self, fields=keep, derived=())


def empty(table: Table) -> pd.DataFrame:
    """A typed frame with the columns of `table` and no rows."""
    types = {f.name: DTYPES.get(f.type, TEXT) for f in table.fields}
    return as_conformed(table, pd.DataFrame({name: pd.array([], dtype=dtype) for name, dtype in types.items()}))


def conform(table: Table, frame: pd.DataFrame) -> pd.DataFrame:
    """A computed `frame` with the columns, order and types of `table`; a column it lacks is all missing.

    A frame that came from here is not changed in place: asked again, it is given as it is.
    """
    return frame if _is_conformed(table, frame) else _in_order(table, with_types(table, frame))


def of_rows(table: Table, rows: Sequence[Row]) -> pd.DataFrame:
    """A frame of `rows` like one that `conform` gives; a cell that a row lacks is missing."""
    out = {f.name: _cells(f, [row.get(f.name) for row in rows]) for f in table.fields}
    return _in_order(table, pd.DataFrame(out, copy=False))


def _in_order(table: Table, typed: pd.DataFrame) -> pd.DataFrame:
    numbers = numbered(typed, table.key)
    if (numbers[1:] < numbers[:-1]).any():
        typed = taken(typed, np.argsort(numbers, kind="stable"), renumber=True)
    else:
        typed.index = pd.RangeIndex(len(typed))  # in place: a frame with another index has other arrays
    return as_conformed(table, typed)


def as_conformed(table: Table, frame: pd.DataFrame) -> pd.DataFrame:
    """`frame`, of which the caller knows that `conform` made it, as one that came from there."""
    _CONFORMED.put(frame, (table.name, *table.names))
    return frame


_CONFORMED: Memo[tuple[str, ...]] = Memo()  # name and columns of the table


def _is_conformed(table: Table, frame: pd.DataFrame) -> bool:
    return _CONFORMED.get(frame) == (table.name, *table.names)


def with_types(table: Table, frame: pd.DataFrame) -> pd.DataFrame:
    """As `conform`, with the rows in the order in which they come."""
    given = dict(frame.items())
    out = {f.name: _typed(f, given[f.name]) if f.name in given else _missing(f, len(frame)) for f in table.fields}
    return pd.DataFrame(out, index=frame.index, copy=False)


def _missing(field: Field, size: int) -> Any:
    return pd.array([None] * size, dtype=DTYPES.get(field.type, TEXT))


def _typed(field: Field, column: pd.Series[Any]) -> Any:
    """The array of `column` as the type of `field`; an empty text is missing."""
    if field.type in DTYPES:
        if column.dtype != DTYPES[field.type]:
            # astype takes twice as long
            column = pd.Series(pd.array(column.array, dtype=DTYPES[field.type]), copy=False)
        return rounded(column, field.decimals, field.digits).array if field.type == "number" else column.array
    if column.dtype == TEXT:
        return column.mask(column == "").array if holds(column, "") else column.array
    return _cells(field, column.tolist())


def _cells(field: Field, cells: Sequence[Any]) -> Any:
    """The array of `cells` as the type of `field`; an empty text is missing."""
    if field.type in DTYPES:
        array = pd.array(cells, dtype=DTYPES[field.type])
        return rounded(pd.Series(array), field.decimals, field.digits).array if field.type == "number" else array
    return pd.array([None if v is None or v is pd.NA or v == "" or v != v else str(v) for v in cells], dtype=TEXT)


def write(table: Table, frame: pd.DataFrame) -> bytes:
    """The bytes of `table`: equal rows give equal bytes, whatever order or string backend they come in."""
    if not _is_conformed(table, frame):
        frame = frame.sort_values(list(table.key), kind="stable")
    cells = dict(frame.items())
    columns = [shown(f.type, f.decimals, cells[f.name]) for f in table.fields]
    content = io.BytesIO()
    content.write(",".join(table.names).encode() + b"\n")
    rows = map(",".join, zip(*columns, strict=True))  # every table has several columns: no line is empty
    # a text of the whole in memory takes four times as much
    for lines in iter(lambda: [*islice(rows, _LINES)], []):
        content.write("\n".join(lines).encode() + b"\n")
    return content.getvalue()


_LINES = 10_000  # encoded at a time
