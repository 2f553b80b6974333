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
from etl.collect.clock import Clock, seconds_to_midnight
from etl.collect.parts import Part, Progress
from etl.collect.settings import Settings
from etl.collect.transport import Session, Transport
from etl.contract.errors import FetchError, QuotaSpent
from etl.sources.base import Request
from etl.sources.source import Source

HOUR = 3600.0
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
        self._with_retries(request, lambda: part.receive(self, request, progress))

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
            seconds = seconds_to_midnight(self.clock.now())
            raise QuotaSpent(f"our own budget of {self.settings.budget} calls a day is used", seconds)
        host = urlsplit(self.settings.bases[request.host]).netloc
        due = self._last.get(host, float("-inf")) + self.settings.pace - self.clock.seconds()
        if due > 0:
            self.clock.sleep(due)
        self.check_deadline()
        self.calls += 1
        self._last[host] = self.clock.seconds()


def _final_error(err: retry.RetryLater, problem: str) -> FetchError:
    # a publisher that still says "too many requests" is left alone for a while
    error = QuotaSpent(problem, err.seconds or HOUR) if err.status == "429" else FetchError(problem)
    error.status = err.status
    return error
