"""What the sources share: reading an answer into rows and figures, and planning what is to be asked next."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache
from operator import contains
from typing import Any, BinaryIO, NamedTuple, Protocol, TypedDict, Unpack

import pandas as pd

from etl.contract.bounds import YEAR, within
from etl.sources.base import Checked, Family, Request, RequestContext, Snapshot, Source, facts
from etl.sources.left_out import Fault, LeftOut, Of

Row = tuple[Any, ...]
_is_year = lru_cache(maxsize=10_000)(re.compile(YEAR).fullmatch)  # an answer has many rows and few years


class Answer(NamedTuple):
    """The usable rows of an answer, and the publisher's release date where the answer carries one.

    `listed` is how many rows came, of use or not, where the publisher cuts answers at a number of them.
    """

    rows: Sequence[Row]
    released: str = ""
    listed: int = 0


class Read(Protocol):
    """Reads the answer `body` to the question `key`; PayloadError when it is not the documented one."""

    def __call__(self, key: str, body: bytes, left: LeftOut) -> Answer: ...


@dataclass(frozen=True, kw_only=True)
class Reader:
    """How the answers of a source are read; `check` and `scopes` are those of its `Source`.

    `figure` names the cell that a row gives a value for, None where it gives none. `scope` names what a question
    covers; with `years`, which a key names, each of them is a scope of its own, of the rows that begin with it.
    `lookups` are the questions that bring no figure: their keys, and how the release day is read. The rows of the
    folders `beside` (`folder` of a key) are figures, but not of the table.
    """

    read: Read
    figure: Callable[[Row], Hashable]
    scope: Callable[[str], str] = str
    years: Callable[[str], Sequence[int]] | None = None
    lookups: Mapping[str, Callable[[bytes], str]] = field(default_factory=dict)
    beside: tuple[str, ...] = ()

    def scopes(self, key: str) -> tuple[str, ...]:
        if key in self.lookups:
            return ()
        return tuple(f"{self.scope(key)}/{year}" for year in self.years(key)) if self.years else (self.scope(key),)

    def check(self, request: Request, body: bytes) -> Checked:
        key, left = request.key, LeftOut()
        if key in self.lookups:
            return Checked(rows=1, released=self.lookups[key](body))
        answer = self.answer(key, body, left)
        cells: dict[str, set[Hashable]] = {scope: set() for scope in self.scopes(key)}
        for row in answer.rows:
            scope = f"{self.scope(key)}/{row[0]}" if self.years else self.scope(key)
            cells.setdefault(scope, set()).add(self.figure(row))
        figures = {scope: some - {None} for scope, some in cells.items()}
        rows = answer.listed or len(answer.rows)
        return Checked(rows=rows, released=answer.released, cells=figures, left_out=left.words())

    def answer(self, key: str, body: bytes, left: LeftOut) -> Answer:
        """As `read`; PayloadError also when no row of several can be used."""
        answer = self.read(key, body, left)
        left.check(len(answer.rows))
        return answer

    def stored(self, snapshot: Snapshot) -> Answer:
        """What was read in a stored answer."""
        return self.answer(snapshot.key, snapshot.read(), LeftOut())

    def rows(self, snapshot: Snapshot) -> Sequence[Row]:
        """The usable rows of a stored answer."""
        return self.stored(snapshot).rows

    def of_table(self, snapshots: Iterable[Snapshot]) -> list[Snapshot]:
        """The answers whose rows are of the table."""
        return [s for s in snapshots if s.key not in self.lookups and folder(s.key) not in self.beside]


class Asking(TypedDict, total=False):
    """What the module of a source brings, under the names of the fields of `Source`, beside what reads its answers.

    `questions` in place of `requests` are asked again when the cadence of the source is over; without `probes` the
    live check asks them about the last three years.
    """

    questions: Callable[[RequestContext], Iterable[Request]]
    requests: Callable[[RequestContext], Iterable[Request]]
    probes: Callable[[RequestContext], Iterable[Request]]
    count: Callable[[Request, Callable[[Request], bytes]], int]
    extract: Callable[[BinaryIO], Iterator[bytes]]


def source(
    name: str, reader: Reader, tidy: Callable[[Sequence[Snapshot]], dict[str, pd.DataFrame]], **asking: Unpack[Asking]
) -> Source:
    """The source `name`: `reader` reads its answers; its words, terms and limits are in the TOML file of that name."""
    fields = {key: value for key, value in facts(name).items() if key not in ("own", "row")} | dict(asking)
    fields["families"] = tuple(Family(**family) for family in fields["families"])
    fields["series"] = tuple(map(tuple, fields.get("series", ())))
    if questions := fields.pop("questions", None):
        days = fields["cadence_days"]
        fields["requests"] = lambda context: (r for r in questions(context) if context.due(r.key, days))
        fields.setdefault("probes", lambda context: questions(replace(context, since=context.today.year - 3)))
    return Source(id=name, check=reader.check, tidy=tidy, scopes=reader.scopes, **fields)


def folder(key: str) -> str:
    """The part of a key before the slash: what a question covers, whatever years or release it names."""
    return key.partition("/")[0]


def is_year(period: object) -> bool:
    """Whether `period` is a year from 1500 to 2100, as text or as a number."""
    return _is_year(str(period)) is not None


def no_year(at: int) -> Fault:
    """The fault of a row whose cell `at` is no year."""
    return "a period that is no year", Of(at, test=lambda period: not is_year(period))


def other_than(codes: Iterable[Collection[object]]) -> Fault:
    """The fault of a row of which a cell is none of the `codes` that were asked for in its place."""
    return "a row that was not asked for", lambda *row: not all(map(contains, codes, row))


def no_amount(at: int, bounds: tuple[float, float]) -> Fault:
    """The fault of a row whose cell `at` is no number within `bounds`."""
    return "an impossible value", lambda *row: not is_amount(row[at], bounds)


def is_amount(value: object, bounds: tuple[float, float]) -> bool:
    """Whether `value` is a number within `bounds`; True and False are not numbers."""
    return isinstance(value, int | float) and not isinstance(value, bool) and within(value, *bounds)


def chunks(years: Sequence[int], size: int) -> list[Sequence[int]]:
    """`years` in groups of `size`, as a publisher takes that many in one question."""
    return [years[first : first + size] for first in range(0, len(years), size)]
