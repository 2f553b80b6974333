"""Asking one source for what is missing: round after round, each answer checked, read once, and only then kept."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from etl.collect import guard, retry
from etl.collect.client import Attempt, Client, Session
from etl.collect.report import Outcome
from etl.collect.settings import Clock, Settings
from etl.collect.store import DOUBTFUL, FAILED, OK, QUOTA, UNCHANGED, Entry, Store
from etl.contract.checks import violations
from etl.contract.errors import EtlError, FetchError, PayloadError, QuotaSpent
from etl.contract.schema import conform
from etl.contract.tables import TABLES
from etl.sources.base import Checked, Request, RequestContext, Source

PATIENCE = 3  # this many questions in a row without an answer: the publisher is down
_DAY = re.compile(r"(19|20)\d\d(-\d\d(-\d\d)?)?")
_CLOSED = ("401", "403")


class _Stop(Exception):
    """No further question to this source in this run; outcome and ledger say why."""


class Progress(Protocol):
    """Who is told how a run goes on."""

    def source(self, source: Source, questions: int) -> None: ...

    def step(self, source: Source, text: str, outcome: str) -> None: ...

    def downloaded(self, source: Source, done: int, total: int | None) -> None: ...


@dataclass(frozen=True, kw_only=True)
class _Fresh:
    """An answer that is not on disk yet."""

    key: str
    retrieved: str
    released: str
    body: bytes

    def read(self) -> bytes:
        return self.body


@dataclass(kw_only=True)
class Collector:
    """One run over one source; see `collect`."""

    source: Source
    store: Store
    client: Client
    clock: Clock
    progress: Progress
    outcome: Outcome
    left_out: str = ""

    def rounds(self, since: int, again: str) -> None:
        """Ask, and ask what the answers lead to, until nothing is left."""
        done: set[str] = set()
        silent = 0
        while asking := [r for r in self.source.requests(self.context(since, again)) if r.key not in done]:
            self.progress.source(self.source, self.outcome.asked + len(asking))
            for request in asking:
                done.add(request.key)
                silent = 0 if self.one(request) else silent + 1
                if silent == PATIENCE:
                    raise FetchError(f"no answer to {PATIENCE} questions in a row; the rest was not asked")

    def context(self, since: int, forced_at: str) -> RequestContext:
        """What the source may look at before it asks."""
        source = self.source.id
        return RequestContext(
            today=self.clock.now().date(),
            since=since,
            keyed=bool(self.client.settings.key),
            snapshots=self.store.snapshots(source),
            last_success=self.store.last_success(source),
            forced_at=forced_at,
        )

    def one(self, request: Request) -> bool:
        """Ask one question and keep its answer; False when it got none.

        A spent quota and a publisher that does not let us in stop the source.
        """
        self.outcome.asked += 1
        self.left_out = ""
        try:
            entry = self._streamed(request) if request.stream else self._whole(request)
        except Exception as err:  # also a fault of ours: other questions and sources must not suffer from it
            self.failed(err, request)
            if isinstance(err, QuotaSpent) or getattr(err, "status", "") in _CLOSED:
                raise _Stop from None
            return not isinstance(err, FetchError) or isinstance(err, PayloadError)
        self.store.append(entry)
        self.outcome.kept += entry.outcome == OK
        self.outcome.unchanged += entry.outcome == UNCHANGED
        self.outcome.doubtful += entry.outcome == DOUBTFUL
        if entry.outcome == DOUBTFUL or self.left_out:
            self.outcome.failures.append(f"{request.key}: {entry.message}")
        self.progress.step(self.source, f"{request.key}: {entry.message}, {entry.outcome}", entry.outcome)
        return True

    def _whole(self, request: Request) -> Entry:
        body = self.client.ask(request)
        checked = self.source.check(request, body)
        if request.cap and checked.rows >= request.cap:
            self._complete(request, checked.rows)
        return self._kept(request, checked, body, f"{checked.rows} rows")

    def _kept(self, request: Request, checked: Checked, body: bytes, message: str) -> Entry:
        """Keep an answer that can be read, as doubtful when it lost what was held."""
        doubt = guard.doubt(self.source, self.store, request, checked, self._count)
        if request.expects and checked.rows == 0 and not doubt:
            raise PayloadError("the publisher lists this as published, yet the answer is empty: the question is wrong")
        self.left_out = checked.left_out
        words = "; ".join(filter(None, (message, checked.left_out, doubt and f"doubtful: {doubt}")))
        entry = self._entry(request, words, checked.released or request.released, checked.rows)
        self._readable(_Fresh(key=request.key, retrieved=entry.retrieved, released=entry.released, body=body))
        entry = self.store.keep(entry, [body])
        return entry._replace(outcome=DOUBTFUL) if doubt else entry

    def _count(self, request: Request) -> int:
        """The number of rows that the publisher has for `request`."""
        assert self.source.count is not None
        assert self.source.counted is not None
        return self.source.counted(self.client.ask(self.source.count(request)))

    def _complete(self, request: Request, rows: int) -> None:
        """PayloadError unless the publisher's own count says that an answer as long as its cap is whole."""
        if self.source.count is None or self.source.counted is None:
            raise PayloadError(f"cut at {rows} rows")
        total = self._count(request)
        if total != rows:
            raise PayloadError(f"cut at {rows} rows of {total}")

    def _streamed(self, request: Request) -> Entry:
        part = self.store.part(self.source.id)
        self.client.download(request, part, lambda done, total: self.progress.downloaded(self.source, done, total))
        assert self.source.extract is not None
        try:
            with part.open("rb") as handle:
                body = b"".join(self.source.extract(handle))
            checked = self.source.check(request, body)
            size, digest = part.stat().st_size, _digest(part)
            message = f"{checked.rows} rows, extract of a file of {size} bytes with sha256 {digest}"
            entry = self._kept(request, checked, body, message)
        finally:
            # a whole file is kept as its extract, and one that cannot be read is not resumed
            part.unlink()
            part.with_name(part.name + ".mark").unlink(missing_ok=True)
        return entry

    def _readable(self, fresh: _Fresh) -> None:
        """PayloadError unless the answer becomes rows that the tables allow: what is kept can always be built from."""
        for name, frame in self.source.tidy([fresh]).items():
            table = TABLES[name].raw()
            faults = violations(table, conform(table, frame), self.source.id)
            if faults:
                raise PayloadError(f"{len(faults)} rows break the description of {name}; the first: {faults[0]}")

    def _entry(self, request: Request, message: str, released: str, rows: int) -> Entry:
        dated = released if _DAY.fullmatch(released) else ""  # by the publisher, who may write anything
        entry = self._line(request.key, self.client.address(request), status="200", outcome=OK, message=message)
        return entry._replace(released=dated, rows=str(rows))

    def _line(self, key: str, address: str, **cells: str) -> Entry:
        """A ledger line of now: about the question `key`, empty for none."""
        same = {"source": self.source.id, "access": self.client.settings.access}
        return Entry(request=key, address=address, retrieved=retry.iso(self.clock.now()), **same, **cells)

    def failed(self, err: Exception, request: Request | None = None) -> None:
        """Write down why there is no answer."""
        ours = "" if isinstance(err, EtlError) else f"a fault of ours, {type(err).__name__}: "
        words = self.client.clean(f"{ours}{err}")
        outcome = FAILED
        if isinstance(err, QuotaSpent):
            self.outcome.until = retry.until(self.clock.now(), err.seconds)
            words, outcome = f"{words}; until {self.outcome.until}", QUOTA
        key, address = (request.key, self.client.address(request)) if request else ("", "")
        status = getattr(err, "status", "")
        self.store.append(self._line(key, address, status=status, outcome=outcome, message=words))
        self.outcome.failures.append(words)
        self.progress.step(self.source, f"{key or self.source.id}: {outcome}: {words}", outcome)

    def repeated(self, attempt: Attempt) -> None:
        """Write down a call that will be made again."""
        line = self._line("", attempt.address, status=attempt.status, outcome=FAILED, message=attempt.problem)
        self.store.append(line)
        self.progress.step(self.source, attempt.problem, FAILED)


def collect(
    source: Source,
    store: Store,
    progress: Progress,
    *,
    since: int | None = None,
    again: bool = False,
    env: Mapping[str, str],
    clock: Clock,
    session: Session | None = None,
) -> Outcome:
    """Ask `source` for what is missing or new and keep it; every failure is in the ledger and in the outcome."""
    outcome = Outcome(source=source.id)
    now = retry.iso(clock.now())
    settings = Settings.of(source, env)
    outcome.until = "" if again else store.spent_until(source.id, now, settings.access)
    if outcome.until:
        outcome.failures.append(f"the quota is spent until {outcome.until}; nothing was asked")
        return outcome
    spent = _spent(store, source.id, now, settings.access)
    client = Client(source, settings, session=session, clock=clock, spent=spent)
    collector = Collector(source=source, store=store, client=client, clock=clock, progress=progress, outcome=outcome)
    client.note = collector.repeated
    try:
        collector.rounds(source.since if since is None else since, now if again else "")
    except _Stop:
        pass
    except Exception as err:  # as above
        collector.failed(err)
    return outcome


def _spent(store: Store, source: str, now: str, access: str) -> int:
    """Calls made today (UTC) under `access`; a line without a call is one that says the quota is spent."""
    today = [
        e for e in store.entries if e.source == source and e.retrieved[:10] == now[:10] and e.access in ("", access)
    ]
    return sum(1 for e in today if e.outcome != QUOTA or e.status)


def _digest(path: Path) -> str:
    with path.open("rb") as handle:
        return hashlib.file_digest(handle, "sha256").hexdigest()
