"""What the sources share: reading an answer into rows and figures, and planning what is to be asked next."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from operator import contains
from typing import Any, NamedTuple, Protocol, Unpack

import pandas as pd

from etl.contract.bounds import YEAR, within
from etl.sources.base import Asking, Checked, Request, Snapshot, Source, make_source
from etl.sources.left_out import Fault, LeftOut

Row = tuple[Any, ...]
_is_year = lru_cache(maxsize=10_000)(re.compile(YEAR).fullmatch)  # an answer has many rows and few years


class Answer(NamedTuple):
    """The usable rows of an answer, and the publisher's release date where the answer carries one."""

    rows: Sequence[Row]
    released: str = ""


class Read(Protocol):
    """Reads the answer `body` to the question `key`; PayloadError when it is not the documented one."""

    def __call__(self, key: str, body: bytes, left: LeftOut) -> Answer: ...


@dataclass(frozen=True, kw_only=True)
class Reader:
    """How the answers of a source are read; `check` and `scopes` are those of its `Source`.

    `figure` names the cell that a row gives a value for, None where it gives none. `scope` names what a question
    covers. `lookups` are the questions that bring no figure: their keys, and how the release day is read.
    """

    read: Read
    figure: Callable[[Row], Hashable]
    scope: Callable[[str], str] = str
    lookups: Mapping[str, Callable[[bytes], str]] = field(default_factory=dict)

    def scopes(self, key: str) -> tuple[str, ...]:
        return () if key in self.lookups else (self.scope(key),)

    def check(self, request: Request, body: bytes) -> Checked:
        if request.key in self.lookups:
            return Checked(rows=1, released=self.lookups[request.key](body))
        left = LeftOut()
        answer = self.answer(request.key, body, left)
        figures = {self.figure(row) for row in answer.rows} - {None}
        cells = dict.fromkeys(self.scopes(request.key), figures)
        return Checked(rows=len(answer.rows), released=answer.released, cells=cells, left_out=left.words())

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

    def with_figures(self, snapshots: Sequence[Snapshot]) -> list[Snapshot]:
        """The answers that are no look-ups."""
        return [s for s in snapshots if s.key not in self.lookups]


def source(
    name: str, reader: Reader, tidy: Callable[[Sequence[Snapshot]], dict[str, pd.DataFrame]], **asking: Unpack[Asking]
) -> Source:
    """The source `name`, whose answers `reader` reads."""
    return make_source(name, check=reader.check, scopes=reader.scopes, tidy=tidy, **asking)


def folder(key: str) -> str:
    """The part of a key before the slash: what a question covers, whatever years or release it names."""
    return key.partition("/")[0]


def is_year(period: object) -> bool:
    """Whether `period` is a year from 1500 to 2100, as text or as a number."""
    return _is_year(str(period)) is not None


def no_year(at: int) -> Fault:
    """The fault of a row whose cell `at` is no year."""
    return "a period that is no year", lambda *row: not is_year(row[at])


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
