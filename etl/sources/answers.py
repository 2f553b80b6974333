"""What the sources share: reading an answer into rows and figures."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple, Protocol

from etl.sources.base import Checked, Request, Snapshot
from etl.sources.left_out import LeftOut

Row = tuple[Any, ...]


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


def folder(key: str) -> str:
    """The part of a key before the slash: what a question covers, whatever years or release it names."""
    return key.partition("/")[0]


def chunks(years: Sequence[int], size: int) -> list[Sequence[int]]:
    """`years` in groups of `size`, as a publisher takes that many in one question."""
    return [years[first : first + size] for first in range(0, len(years), size)]
