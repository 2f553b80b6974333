"""Whether a new answer can be used, and whether it is believed: one that lost figures of an earlier one is doubtful."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence, Set
from dataclasses import dataclass

from etl.collect.answers import stored
from etl.collect.entry import ACCEPTED, GOOD, Entry
from etl.collect.store import Store
from etl.contract.checks import violations
from etl.contract.errors import EtlError, PayloadError
from etl.contract.frames import conform
from etl.contract.tables import TABLES
from etl.sources.base import Checked, Request, Snapshot
from etl.sources.source import Source


@dataclass(frozen=True, kw_only=True)
class Received(Snapshot):
    """An answer that is not on disk yet."""

    body: bytes

    def read(self) -> bytes:
        return self.body


def check_rows(source: Source, answer: Received) -> None:
    """PayloadError unless the answer becomes rows that the tables allow: a build can use whatever is stored."""
    for name, frame in source.tidy([answer]).items():
        table = TABLES[name].raw()
        faults = violations(table, conform(table, frame), source.id)
        if faults:
            raise PayloadError(f"{len(faults)} rows break the description of {name}; the first: {faults[0]}")


def doubt(source: Source, store: Store, request: Request, checked: Checked, count: Callable[[Request], int]) -> str:
    """Why the answer to `request` is not believed, in words; empty when it is.

    `count` asks the publisher how many rows a question has.
    """
    for scope in source.scopes(request.key):
        now = checked.cells.get(scope, frozenset())
        before = _earlier_figures(source, store, scope)
        lost = len(before - now)
        if lost * 100 > source.may_lose * len(before):
            return f"{lost} of the {len(before)} figures held for {scope} are missing"
        # rows for the question beside this one say that none for this one can be right
        elsewhere = request.unless
        if scope in request.promised and not now and not before and not (elsewhere and count(elsewhere) > 0):
            return f"the publisher lists {scope} as published, yet the answer has no figure for it"
    return _lost_rows(source, store, request, checked)


def _earlier_figures(source: Source, store: Store, scope: str) -> Set[Hashable]:
    """The figures of `scope` in the fullest good answer that covers it; none when there is no such answer.

    Not the newest: a publisher that loses a little with each answer must not lose everything in the end.
    """
    good = [e for e in store.good(source.id) if scope in source.scopes(e.request)]
    newest_first = reversed(_since_accepted(good, store))
    # by rows for each scope that a question covers, of as many the newest first
    for entry in sorted(newest_first, key=lambda e: -e.row_count / len(source.scopes(e.request))):
        try:
            body = stored(entry, store.live).read()
            return source.check(Request(key=entry.request, path=""), body).cells.get(scope, frozenset())
        except EtlError:
            continue  # spoiled on disk, or what a later version of ours does not read
    return frozenset()


def _since_accepted(entries: Sequence[Entry], store: Store) -> Sequence[Entry]:
    """`entries` from the last one on that an operator accepted: what was lost before it is settled."""
    accepted = {e.answer for e in store.entries if e.outcome == ACCEPTED}
    return entries[max((i for i, e in enumerate(entries) if e.answer in accepted), default=0) :]


def _lost_rows(source: Source, store: Store, request: Request, checked: Checked) -> str:
    """As `doubt`, by rows alone, where the earlier answer is not on this machine (it may not be passed on)."""
    ours = [e for e in store.entries if (e.source, e.request) == (source.id, request.key) and e.outcome in GOOD]
    if not ours or not source.scopes(request.key) or (store.live / ours[-1].file).is_file():
        return ""
    before = max(e.row_count for e in _since_accepted(ours, store))
    lost = before - checked.rows
    return f"{lost} of {before} rows are missing" if lost * 100 > source.may_lose * before else ""
