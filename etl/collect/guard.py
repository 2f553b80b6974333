"""Whether a new answer is believed: one that lost figures which the publisher gave before is kept aside as doubtful."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Set

from etl.collect.store import GOOD, Store
from etl.contract.errors import EtlError
from etl.sources.base import Checked, Request, Source


def doubt(source: Source, store: Store, request: Request, checked: Checked, count: Callable[[Request], int]) -> str:
    """Why the answer to `request` is not believed, in words; empty when it is.

    `count` asks the publisher how many rows a question has.
    """
    for scope in source.scopes(request.key):
        now = checked.cells.get(scope, frozenset())
        before = _before(source, store, scope)
        lost = len(before - now)
        if lost * 100 > source.may_lose * len(before):
            return f"{lost} of the {len(before)} figures held for {scope} are missing"
        if scope in request.promised and not now and not before and not _elsewhere(request, count):
            return f"the publisher lists {scope} as published, yet the answer has no figure for it"
    return _shorter(source, store, request, checked)


def _before(source: Source, store: Store, scope: str) -> Set[Hashable]:
    """The figures of `scope` in the newest good answer that covers it; none when there is no such answer."""
    for entry in reversed(store.good(source.id)):
        if scope in source.scopes(entry.request):
            try:
                body = store.stored(entry).read()
                return source.check(Request(key=entry.request, path=""), body).cells.get(scope, frozenset())
            except EtlError:
                continue  # spoiled on disk, or what a later version of ours does not read
    return frozenset()


def _elsewhere(request: Request, count: Callable[[Request], int]) -> bool:
    """Whether the publisher has rows for the question beside this one, so that none for this one can be right."""
    return request.unless is not None and count(request.unless) > 0


def _shorter(source: Source, store: Store, request: Request, checked: Checked) -> str:
    """As `doubt`, by rows alone, where the earlier answer is not on this machine (it may not be passed on)."""
    told = [e for e in store.entries if (e.source, e.request) == (source.id, request.key) and e.outcome in GOOD]
    last = told[-1] if told else None
    if last is None or not source.scopes(request.key) or not last.rows.isdigit() or (store.live / last.file).is_file():
        return ""
    lost = int(last.rows) - checked.rows
    return f"{lost} of {last.rows} rows are missing" if lost * 100 > source.may_lose * int(last.rows) else ""
