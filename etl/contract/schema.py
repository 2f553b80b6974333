"""`Field` and `Table`: one description of a table from which its validation, its bytes and its words come.

A published table is a CSV in UTF-8 with a header, rows sorted by key, `\\n` line ends, empty = missing,
`true`/`false`, ISO dates (a year or a month where the publisher gives no more), whole US dollars as integers.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any, Literal

from etl.contract.types import ANY_UNIT, BY_UNIT, PATTERNS, FieldType

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
            least, most = BY_UNIT.get(self.unit, ANY_UNIT)
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


@dataclass(frozen=True, kw_only=True)
class Table:
    """One table of the package.

    `key` columns identify a row and are never empty; `required` are the others that must be filled; `refers`
    maps a column to (table, column) where its values must stand ("" = this table); `spans` are pairs of date
    columns of which the second must not come before the first; `derived` are columns that `build` fills in. `added`
    are columns that a bundled file of an earlier version may lack, and `new` says that it may lack the file; an
    observed or curated table that is not `bundled` has no file of ours.
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
    bundled: bool = True
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
