"""Base of the sources whose publisher brings out one large file after the other: a page or a list names the newest."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import timedelta
from typing import Any, NamedTuple

from etl.contract.errors import PayloadError
from etl.sources.answers import folder
from etl.sources.base import Request, RequestContext
from etl.sources.source import facts


class Edition(NamedTuple):
    """A file that a publisher names, with its date as far as the name says it; of two, the greater one is newer."""

    released: str
    number: int
    name: str
    path: str = ""


@dataclass(frozen=True, kw_only=True)
class Editions:
    """What the answer to `lookup` names, of the source `name`.

    `at` gives key (folder/name) and path of a file, from the first year wanted on; only files of one folder are
    compared, by `order` of their names. `missing` is said when the answer names none.
    """

    name: str
    lookup: Request
    named: Callable[[bytes], Iterable[Edition]]
    at: Callable[[Edition, int], tuple[str, str]]
    missing: str
    order: Callable[[str], Any] = str

    def newest(self, body: bytes, until: str = "9999") -> Edition:
        """The newest edition that `body` names, dated `until` or before; PayloadError when there is none."""
        editions = [edition for edition in self.named(body) if edition.released <= until]
        if not editions:
            raise PayloadError(self.missing)
        return max(editions)

    def probes(self, context: RequestContext) -> Iterator[Request]:
        yield self.lookup

    def requests(self, context: RequestContext) -> Iterator[Request]:
        """The look-up first, then the newest file that it names, unless that or a newer one is stored.

        While a file is missing, the look-up is due every day: names expire.
        """
        answer = context.newest(self.lookup.key)
        file = self._file(answer.read(), context) if answer is not None else None
        known = file is not None and any(self._supersedes(key, file.key) for key in context.last_success)
        if context.due(self.lookup.key, facts(self.name)["cadence_days"] if known else 1):
            yield self.lookup
        elif file is not None and not known:
            yield file

    def _file(self, body: bytes, context: RequestContext) -> Request:
        # a day to come would stay the newest for good; the publisher's day may be one ahead
        edition = self.newest(body, (context.today + timedelta(days=1)).isoformat())
        key, path = self.at(edition, context.since)
        return Request(key=key, path=path, accept="text/csv, */*", expects=True, released=edition.released, stream=True)

    def _supersedes(self, key: str, other: str) -> bool:
        name, than = key.partition("/")[2], other.partition("/")[2]
        return folder(key) == folder(other) and bool(self.order(name) >= self.order(than))
