"""Asking one source for what is missing: round after round, each answer checked, read once, and only then stored."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass

from etl.collect import guard, retry
from etl.collect.client import Client
from etl.collect.ledger import DOUBTFUL, FAILED, OK, QUOTA, UNCHANGED, Entry
from etl.collect.progress import NoProgress
from etl.collect.report import Outcome
from etl.collect.settings import Clock, Settings
from etl.collect.store import Store
from etl.collect.transport import Session
from etl.contract.checks import violations
from etl.contract.errors import DiskError, EtlError, FetchError, PayloadError, QuotaSpent
from etl.contract.schema import conform
from etl.contract.tables import TABLES
from etl.sources.base import Checked, Request, RequestContext, Snapshot, Source

PATIENCE = 3  # this many questions in a row without an answer: the publisher is down
_DAY = re.compile(r"(19|20)\d\d(-\d\d(-\d\d)?)?")
_CLOSED = ("401", "403")


class _Stop(Exception):
    """No further question to this source in this run; outcome and ledger say why."""


@dataclass(frozen=True, kw_only=True)
class _Received(Snapshot):
    """An answer that is not on disk yet."""

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
    progress: NoProgress
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
                silent = 0 if self.ask(request) else silent + 1
                if silent == PATIENCE:
                    last = self.outcome.failures[-1]
                    raise FetchError(f"no answer to {PATIENCE} questions in a row; the rest was not asked; {last}")

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

    def ask(self, request: Request) -> bool:
        """Ask one question and store its answer; False when it got none.

        A spent quota and a publisher that does not let us in stop the source.
        """
        self.outcome.asked += 1
        self.left_out = ""
        try:
            entry = self._from_stream(request) if request.stream else self._in_memory(request)
        except DiskError:  # no further answer could be stored either
            raise
        except Exception as err:  # also a fault of ours: other questions and sources must not suffer from it
            self.record_failure(err, request)
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

    def _in_memory(self, request: Request) -> Entry:
        body = self.client.ask(request)
        checked = self.source.check(request, body)
        if request.cap and checked.rows >= request.cap:
            total = self._count(request)
            if total != checked.rows:
                raise PayloadError(f"cut at {checked.rows} rows" + (f" of {total}" if total >= 0 else ""))
        return self._save(request, checked, body, f"{checked.rows} rows")

    def _save(self, request: Request, checked: Checked, body: bytes, message: str) -> Entry:
        """Store an answer that can be read, as doubtful when it lost figures of the one before."""
        doubt = guard.doubt(self.source, self.store, request, checked, self._count)
        if request.expects and checked.rows == 0 and not doubt:
            raise PayloadError("the publisher lists this as published, yet the answer is empty: the question is wrong")
        self.left_out = checked.left_out
        words = "; ".join(filter(None, (message, checked.left_out, doubt and f"doubtful: {doubt}")))
        released = checked.released or request.released
        entry = self._line(request.key, self.client.address(request), status="200", outcome=OK, message=words)
        # the publisher may write anything in place of a day
        entry = entry._replace(released=released if _DAY.fullmatch(released) else "", rows=str(checked.rows))
        self._check_rows(_Received(key=request.key, retrieved=entry.retrieved, released=entry.released, body=body))
        entry = self.store.save(entry, body)
        return entry._replace(outcome=DOUBTFUL) if doubt else entry

    def _count(self, request: Request) -> int:
        """The number of rows that the publisher has for `request`; -1 when it does not say."""
        return self.source.count(request, self.client.ask) if self.source.count else -1

    def _from_stream(self, request: Request) -> Entry:
        part = self.store.part(self.source.id)
        self.client.download(request, part, lambda done, total: self.progress.downloaded(self.source, done, total))
        assert self.source.extract is not None
        try:
            with part.path.open("rb") as handle:
                body = b"".join(self.source.extract(handle))
                handle.seek(0)
                digest = hashlib.file_digest(handle, "sha256").hexdigest()
            checked = self.source.check(request, body)
            whole = f"a file of {part.path.stat().st_size} bytes with sha256 {digest}"
            message = f"{checked.rows} rows, extract of {whole}"
            return self._save(request, checked, body, message)
        finally:
            # a whole file is stored as its extract, and one that cannot be read is not resumed
            part.delete()

    def _check_rows(self, answer: _Received) -> None:
        """PayloadError unless the answer becomes rows that the tables allow: a build can use whatever is stored."""
        for name, frame in self.source.tidy([answer]).items():
            table = TABLES[name].raw()
            faults = violations(table, conform(table, frame), self.source.id)
            if faults:
                raise PayloadError(f"{len(faults)} rows break the description of {name}; the first: {faults[0]}")

    def _line(self, key: str, address: str, **cells: str) -> Entry:
        """A ledger line of now: about the question `key`, empty for none."""
        same = {"source": self.source.id, "access": self.client.settings.access}
        return Entry(request=key, address=address, retrieved=retry.iso(self.clock.now()), **same, **cells)

    def record_failure(self, err: Exception, request: Request | None = None) -> None:
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

    def record_retry(self, address: str, status: str, problem: str) -> None:
        """Write down a call that will be made again."""
        self.store.append(self._line("", address, status=status, outcome=FAILED, message=problem))
        self.progress.step(self.source, problem, FAILED)


def collect(
    source: Source,
    store: Store,
    progress: NoProgress,
    *,
    since: int | None = None,
    again: bool = False,
    env: Mapping[str, str],
    clock: Clock,
    session: Session | None = None,
) -> Outcome:
    """Ask `source` for what is missing or new and store it; every failure is in the ledger and in the outcome."""
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
    client.note = collector.record_retry
    try:
        collector.rounds(source.since if since is None else since, now if again else "")
    except _Stop:
        pass
    except DiskError:
        raise
    except Exception as err:  # as above
        collector.record_failure(err)
    return outcome


def _spent(store: Store, source: str, now: str, access: str) -> int:
    """Calls made today (UTC) under `access`; a line without a call is one that says the quota is spent."""
    calls = (e for e in store.entries if e.outcome != QUOTA or e.status)
    return sum(e.source == source and e.retrieved[:10] == now[:10] and e.access in ("", access) for e in calls)
