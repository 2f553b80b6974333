"""Asking one source: pace, budget, retries, quotas, and large files that go on where they broke off.

`Client.ask` brings one answer or raises FetchError, QuotaSpent (no call before it is replenished) or PayloadError (an
answer, but not of the documented kind).
"""

from __future__ import annotations

import random
from collections.abc import Callable
from typing import TypeVar
from urllib.parse import urlsplit

from etl.collect import retry
from etl.collect.parts import Part, continues
from etl.collect.settings import Clock, Settings
from etl.collect.store import writing
from etl.collect.transport import Session, Transport
from etl.contract.errors import FetchError, PayloadError, QuotaSpent
from etl.sources.base import Request, Source

LARGEST_FILE = 4 * 2**30
HOUR = 3600.0
Progress = Callable[[int, int | None], None]
T = TypeVar("T")


class Client(Transport):
    """Asks one source. `spent` is how often it was called today.

    `note` is called with the address, the status and the problem before a call is made again.
    """

    def __init__(
        self,
        source: Source,
        settings: Settings,
        *,
        session: Session | None = None,
        clock: Clock | None = None,
        spent: int = 0,
        note: Callable[[str, str, str], None] = lambda address, status, problem: None,
    ) -> None:
        super().__init__(source, settings, session, clock)
        self.note, self.calls = note, spent
        self._last: dict[str, float] = {}

    def ask(self, request: Request) -> bytes:
        """The body of a successful answer, uncompressed."""
        return self._with_retries(request, lambda: self.body(request))

    def download(self, request: Request, part: Part, progress: Progress) -> None:
        """A large answer, into `part`; goes on where an earlier try of the same address broke off."""
        self._with_retries(request, lambda: self._stream(request, part, progress))

    def _with_retries(self, request: Request, once: Callable[[], T]) -> T:
        for attempt in range(1, self.settings.attempts + 1):
            self._wait_turn(request)
            try:
                return once()
            except retry.RetryLater as err:
                self.check_deadline()
                pause = self._backoff(attempt) if err.seconds is None else err.seconds
                problem = self.clean(f"{err} (call {attempt} of {self.settings.attempts})")
                if attempt == self.settings.attempts or self.clock.seconds() + pause > self.deadline:
                    raise _final_error(err, problem) from None
                self.note(self.address(request), err.status, f"{problem}; again in {pause:.0f} s")
                self.clock.sleep(pause)
        raise AssertionError("unreachable")

    def _backoff(self, attempt: int) -> float:
        # jitter keeps several machines that were cut off together from coming back together
        return self.settings.backoff * 3.0 ** (attempt - 1) * random.uniform(0.5, 1.5)  # nosec B311

    def _wait_turn(self, request: Request) -> None:
        """Wait for this host's turn; QuotaSpent when the day's own budget is used, FetchError when time is over."""
        if self.calls >= self.settings.budget:
            seconds = retry.seconds_to_midnight(self.clock.now())
            raise QuotaSpent(f"our own budget of {self.settings.budget} calls a day is used", seconds)
        host = urlsplit(self.settings.bases[request.host]).netloc
        due = self._last.get(host, float("-inf")) + self.settings.pace - self.clock.seconds()
        if due > 0:
            self.clock.sleep(due)
        self.check_deadline()
        self.calls += 1
        self._last[host] = self.clock.seconds()

    def _stream(self, request: Request, part: Part, progress: Progress) -> None:
        address = self.address(request)
        stamp, have, whole = part.state(address)
        if have and have == whole:
            return
        headers = {"Accept-Encoding": "identity"}
        headers |= {"Range": f"bytes={have}-", "If-Range": stamp} if have else {}
        try:
            with self.open(request, headers) as response:
                rest = response.status_code == 206
                if rest and not continues(response.headers, stamp, have, whole):
                    raise _restart(part, "what came is not the rest of the file we hold a part of")
                have = have if rest else 0
                total = part.mark(address, response.headers, have)
                with writing(part.path), part.path.open("ab" if have else "wb") as out:
                    for piece in self.pieces(response, LARGEST_FILE - have):
                        out.write(piece)
                        have += len(piece)
                        progress(have, total)
        except PayloadError as err:
            if not err.status:  # the file itself is too large, and nothing goes on with its part
                part.delete()
            raise
        except FetchError as err:
            if err.status != "416":
                raise
            raise _restart(part, "the file became shorter than what we hold of it") from None


def _restart(part: Part, why: str) -> retry.RetryLater:
    """Throw a part away; the error says that the whole file is to be asked for, at once."""
    part.delete()
    return retry.RetryLater(why, 0.0, "416")


def _final_error(err: retry.RetryLater, problem: str) -> FetchError:
    # a publisher that still says "too many requests" is left alone for a while
    error = QuotaSpent(problem, err.seconds or HOUR) if err.status == "429" else FetchError(problem)
    error.status = err.status
    return error
