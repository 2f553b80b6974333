"""Asking one source for what is missing: round after round, each answer checked, read once, and only then stored."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping

from etl.collect import guard
from etl.collect.client import Client
from etl.collect.clock import Clock, iso
from etl.collect.entry import DOUBTFUL, OK, Entry
from etl.collect.progress import NoProgress
from etl.collect.report import Outcome, Recorder
from etl.collect.settings import Settings
from etl.collect.store import Store
from etl.collect.transport import Session
from etl.contract.errors import DiskError, FetchError, PayloadError, QuotaSpent
from etl.sources.base import Checked, Request
from etl.sources.source import Source

PATIENCE = 3  # this many questions in a row without an answer: the publisher is down
_DAY = re.compile(r"(19|20)\d\d(-\d\d(-\d\d)?)?")
_CLOSED = ("401", "403")


class _Stop(Exception):
    """No further question to this source in this run; outcome and ledger say why."""


class Collector(Recorder):
    """One run over one source; see `collect`."""

    @property
    def source(self) -> Source:
        return self.client.source

    def rounds(self, since: int | None, forced_at: str) -> None:
        """Ask, and ask what the answers lead to, until nothing is left."""
        done: set[str] = set()
        silent = 0
        while asking := [r for r in self.store.due(self.client, since, forced_at) if r.key not in done]:
            self.progress.source(self.source, self.outcome.asked + len(asking))
            for request in asking:
                done.add(request.key)
                silent = 0 if self.ask(request) else silent + 1
                if silent == PATIENCE:
                    last = self.outcome.failures[-1]
                    raise FetchError(f"no answer to {PATIENCE} questions in a row; the rest was not asked; {last}")

    def ask(self, request: Request) -> bool:
        """Ask one question and store its answer; False when it got none.

        A spent quota and a publisher that does not let us in stop the source.
        """
        self.outcome.asked += 1
        try:
            entry, left_out = self._from_stream(request) if request.stream else self._in_memory(request)
        except DiskError:  # no further answer could be stored either
            raise
        except Exception as err:  # also a fault of ours: other questions and sources must not suffer from it
            self.record_failure(err, request.key, self.client.address(request))
            if isinstance(err, QuotaSpent) or getattr(err, "status", "") in _CLOSED:
                raise _Stop from None
            return not isinstance(err, FetchError) or isinstance(err, PayloadError)
        self.record_answer(entry, left_out)
        return True

    def _in_memory(self, request: Request) -> tuple[Entry, str]:
        body = self.client.ask(request)
        checked = self.source.check(request, body)
        if request.cap and checked.rows >= request.cap:
            total = self._count(request)
            if total != checked.rows:
                raise PayloadError(f"cut at {checked.rows} rows" + (f" of {total}" if total >= 0 else ""))
        return self._save(request, checked, body, f"{checked.rows} rows")

    def _from_stream(self, request: Request) -> tuple[Entry, str]:
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
            return self._save(request, checked, body, f"{checked.rows} rows, extract of {whole}")
        finally:
            # a whole file is stored as its extract, and one that cannot be read is not resumed
            part.delete()

    def _save(self, request: Request, checked: Checked, body: bytes, message: str) -> tuple[Entry, str]:
        """Store an answer that can be read, as doubtful when it lost figures of the one before.

        Gives its ledger line, and which rows of it are of no use.
        """
        doubt = guard.doubt(self.source, self.store, request, checked, self._count)
        if request.expects and checked.rows == 0 and not doubt:
            raise PayloadError("the publisher lists this as published, yet the answer is empty: the question is wrong")
        words = "; ".join(filter(None, (message, checked.left_out, doubt and f"doubtful: {doubt}")))
        released = checked.released or request.released
        entry = self.line(request.key, self.client.address(request), status="200", outcome=OK, message=words)
        # the publisher may write anything in place of a day
        entry = entry._replace(released=released if _DAY.fullmatch(released) else "", rows=str(checked.rows))
        answer = guard.Received(key=request.key, retrieved=entry.retrieved, released=entry.released, body=body)
        guard.check_rows(self.source, answer)
        entry = self.store.save(entry, body)
        return entry._replace(outcome=DOUBTFUL) if doubt else entry, checked.left_out

    def _count(self, request: Request) -> int:
        """The number of rows that the publisher has for `request`; -1 when it does not say."""
        return self.source.count(request, self.client.ask) if self.source.count else -1


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
    now = iso(clock.now())
    settings = Settings.of(source, env)
    outcome.until = "" if again else store.spent_until(source.id, now, settings.access)
    if outcome.until:
        outcome.failures.append(f"the quota is spent until {outcome.until}; nothing was asked")
        return outcome
    client = Client(source, settings, session=session, clock=clock, spent=store.spent(source.id, now, settings.access))
    collector = Collector(client=client, store=store, outcome=outcome, progress=progress)
    client.note = collector.record_retry
    try:
        collector.rounds(since, now if again else "")
    except _Stop:
        pass
    except DiskError:
        raise
    except Exception as err:  # as above
        collector.record_failure(err)
    return outcome
