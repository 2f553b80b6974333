"""The one door to the network: addresses, pace, budget, retries, quotas, and a key that appears nowhere.

`Door.ask` brings one answer or raises FetchError, QuotaSpent (no call before it is replenished) or PayloadError (an
answer, but not of the documented kind). Nothing here knows what an answer means.
"""

from __future__ import annotations

import random
import re
import socket
import zlib
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar
from urllib.parse import urlencode, urljoin, urlsplit

import requests
from urllib3.exceptions import HTTPError

from etl.collect import retry
from etl.collect.settings import Clock, Settings
from etl.contract.errors import FetchError, PayloadError, QuotaSpent
from etl.sources.base import Request, Source
from etl.sources.payload import refusal, shortened

AGENT = "russia-iran-ledger/0.1 (public statistics, asked slowly)"
LARGEST, LARGEST_FILE = 400 * 2**20, 4 * 2**30
HOUR = 3600.0
_RETRY = {408, 425, 500, 502, 503, 504}
_MOVED = {301, 302, 303, 307, 308}
_BROKEN = (
    requests.ConnectionError,
    requests.Timeout,
    requests.exceptions.ChunkedEncodingError,
    requests.exceptions.ContentDecodingError,
    HTTPError,
)
Progress = Callable[[int, int | None], None]
Session = requests.Session
T = TypeVar("T")


@dataclass(frozen=True, kw_only=True)
class Attempt:
    """A call that failed and will be made again, as the ledger will have it."""

    address: str
    status: str
    problem: str


class Door:
    """Asks one source. `spent` is how often it was called today; `note` is told of every call that is made again."""

    def __init__(
        self,
        source: Source,
        settings: Settings,
        *,
        session: Session | None = None,
        clock: Clock | None = None,
        spent: int = 0,
        note: Callable[[Attempt], None] = lambda attempt: None,
    ) -> None:
        self.source, self.settings, self.note = source, settings, note
        self.session = session or Session()
        self.clock = clock or Clock()
        self.calls = spent
        self.deadline = self.clock.seconds() + settings.limit
        self._last: dict[str, float] = {}

    def address(self, request: Request) -> str:
        """The address of a question, as it stands in the ledger: without any secret."""
        query = f"?{urlencode(request.params)}" if request.params else ""
        return f"{self.settings.bases[request.host].rstrip('/')}/{request.path.lstrip('/')}{query}"

    def clean(self, words: str) -> str:
        """`words` in one line without the key."""
        return shortened(self._masked(words.encode()).decode())

    def _masked(self, body: bytes) -> bytes:
        """`body` without the key in any case: before it is cut, since half a key is one too."""
        key = self.settings.key.encode()
        return re.sub(re.escape(key), b"***", body, flags=re.IGNORECASE) if key else body

    def ask(self, request: Request) -> bytes:
        """The body of a successful answer, uncompressed."""
        body = self._persist(request, lambda: self._body(request))
        if self._masked(body) != body:
            raise PayloadError("the answer repeats our key; it was not kept")
        return body

    def download(self, request: Request, part: Path, progress: Progress) -> None:
        """A large answer, into the file `part`; goes on where an earlier try of the same address broke off."""
        self._persist(request, lambda: self._stream(request, part, progress))

    def _persist(self, request: Request, once: Callable[[], T]) -> T:
        for attempt in range(1, self.settings.attempts + 1):
            self._turn(request)
            try:
                return once()
            except retry.Later as err:
                pause = self._backoff(attempt) if err.seconds is None else err.seconds
                problem = self.clean(f"{err} (call {attempt} of {self.settings.attempts})")
                if attempt == self.settings.attempts or self.clock.seconds() + pause > self.deadline:
                    raise _given_up(err, problem) from None
                self.note(
                    Attempt(
                        address=self.address(request), status=err.status, problem=f"{problem}; again in {pause:.0f} s"
                    )
                )
                self.clock.sleep(pause)
        raise AssertionError("unreachable")

    def _backoff(self, attempt: int) -> float:
        # jitter keeps several machines that were cut off together from coming back together
        return self.settings.backoff * 3.0 ** (attempt - 1) * random.uniform(0.5, 1.5)  # nosec B311

    def _turn(self, request: Request) -> None:
        """Wait for this host's turn; QuotaSpent when the day's own budget is used, FetchError when time is over."""
        if self.calls >= self.settings.budget:
            seconds = retry.to_midnight(self.clock.now())
            raise QuotaSpent(f"our own budget of {self.settings.budget} calls a day is used", seconds)
        host = urlsplit(self.settings.bases[request.host]).netloc
        due = self._last.get(host, float("-inf")) + self.settings.pace - self.clock.seconds()
        if due > 0:
            self.clock.sleep(due)
        self._in_time()
        self.calls += 1
        self._last[host] = self.clock.seconds()

    def _in_time(self) -> None:
        if self.clock.seconds() > self.deadline:
            raise FetchError(f"the time limit of {self.settings.limit:.0f} s for this source is over")

    def _body(self, request: Request) -> bytes:
        with self._open(request, {}) as response:
            return b"".join(self._unpacked(response, LARGEST))

    def _stream(self, request: Request, part: Path, progress: Progress) -> None:
        mark = part.with_name(part.name + ".mark")
        address = self.address(request)
        stamp, whole = _marked(mark, address)
        have = part.stat().st_size if stamp and part.is_file() else 0
        if have and have == whole:
            return
        headers = {"Accept-Encoding": "identity"}
        headers |= {"Range": f"bytes={have}-", "If-Range": stamp} if have else {}
        try:
            with self._open(request, headers) as response:
                have = have if response.status_code == 206 else 0
                total = _mark(mark, address, response, have)
                with part.open("ab" if have else "wb") as out:
                    for piece in self._unpacked(response, LARGEST_FILE):
                        out.write(piece)
                        have += len(piece)
                        progress(have, total)
        except FetchError as err:
            if err.status != "416":
                raise
            part.unlink()
            raise retry.Later("the file became shorter than what we hold of it", 0.0, "416") from None

    @contextmanager
    def _open(self, request: Request, extra: Mapping[str, str]) -> Iterator[requests.Response]:
        """A successful response; Later for what may work in a while, else the error it stands for."""
        headers = {"User-Agent": AGENT, "Accept": request.accept, **extra}
        if request.body:
            headers["Content-Type"] = "application/json"
        if self.settings.key:
            headers[self.source.key_header] = self.settings.key
        address = self.address(request)
        try:
            for _ in range(4):
                response = self.session.request(
                    request.method,
                    address,
                    data=request.body.encode() or None,
                    headers=headers,
                    stream=True,
                    timeout=(self.settings.connect, self.settings.read),
                    allow_redirects=False,
                )
                with response:
                    if response.status_code not in _MOVED:
                        self._accept(response)
                        yield response
                        return
                    address = self._moved(address, response.headers.get("Location", ""))
        except _BROKEN as err:
            raise retry.Later(f"the connection broke ({_kind(err)})") from None
        except requests.RequestException as err:
            # its words may hold a header, and a header may hold the key
            raise FetchError(f"the question could not be sent ({type(err).__name__})") from None
        raise FetchError("moved too often")

    def _moved(self, address: str, location: str) -> str:
        target = urljoin(address, location)
        if self.settings.key and urlsplit(target)[:2] != urlsplit(address)[:2]:
            raise FetchError("moved to another host, where the key is not sent")
        return target

    def _accept(self, response: requests.Response) -> None:
        status = response.status_code
        if status in (200, 206):
            return
        said = "" if status == 204 else refusal(self._masked(b"".join(self._unpacked(response, LARGEST))))
        words = self.clean(f"{status}: {said or response.reason}")
        now = self.clock.now()
        if status == 429:
            raise retry.Later(words, retry.asked_for(said, response.headers, now), "429")
        if status in _RETRY:
            raise retry.Later(words, retry.retry_after(response.headers, now), str(status))
        if status == 403 and "quota" in said.lower():
            error: FetchError = QuotaSpent(words, retry.replenished(said))
        elif status < 300:
            error = PayloadError(f"{status}: an answer without the data")
        else:
            error = FetchError(words)
        error.status = str(status)
        raise error

    def _unpacked(self, response: requests.Response, largest: int) -> Iterator[bytes]:
        """Pieces of the body; Later when it stops before its end, PayloadError when it is larger than `largest`."""
        packed = response.headers.get("Content-Encoding", "").lower() in ("gzip", "x-gzip", "deflate")
        opener = zlib.decompressobj(zlib.MAX_WBITS | 32) if packed else None
        size = 0
        # read1 gives what is there, so that a slow drip cannot outlast the time limit
        while raw := response.raw.read1(1 << 16, decode_content=False):
            for piece in _inflated(opener, raw):
                size += len(piece)
                if size > largest:
                    raise PayloadError("the answer is larger than any that is documented")
                yield piece
            self._in_time()
        if opener:
            yield opener.flush()
        if opener and size and not opener.eof:
            raise retry.Later("the compressed answer ends too early")


def _given_up(err: retry.Later, problem: str) -> FetchError:
    # a publisher that still says "too many requests" is left alone for a while
    error = QuotaSpent(problem, err.seconds or HOUR) if err.status == "429" else FetchError(problem)
    error.status = err.status
    return error


def _inflated(opener: zlib._Decompress | None, raw: bytes) -> Iterator[bytes]:
    if opener is None:
        yield raw
        return
    try:
        while raw:
            yield opener.decompress(raw, 1 << 20)
            raw = opener.unconsumed_tail
    except zlib.error:
        raise retry.Later("the compressed answer is broken") from None


def _marked(mark: Path, address: str) -> tuple[str, int]:
    """(stamp, whole length) of the part of `address` on disk; ("", 0) when there is none that can be gone on with."""
    lines = mark.read_text(encoding="utf-8").split("\n") if mark.is_file() else []
    good = len(lines) == 3 and lines[0] == address and lines[2].isdigit()
    return (lines[1], int(lines[2])) if good else ("", 0)


def _mark(mark: Path, address: str, response: requests.Response, have: int) -> int | None:
    stamp = response.headers.get("ETag") or response.headers.get("Last-Modified") or ""
    length = response.headers.get("Content-Length", "")
    total = have + int(length) if length.isdigit() else None
    # a weak stamp does not promise the same bytes
    strong = "" if stamp.startswith("W/") else stamp
    mark.write_text(f"{address}\n{strong}\n{total or 0}", encoding="utf-8")
    return total


def _kind(err: BaseException) -> str:
    """The innermost reason, by name: urllib3 and requests wrap it several times."""
    inner = err
    while inner.args:
        reason = getattr(inner.args[0], "reason", inner.args[0])
        if not isinstance(reason, BaseException):
            break
        inner = reason
    return type(inner).__name__


def reach(address: str, seconds: float = 5.0) -> str:
    """What is wrong with reaching the host of `address`: empty when a connection can be made. Nothing is asked."""
    place = urlsplit(address)
    try:
        port = place.port or (443 if place.scheme == "https" else 80)
        socket.create_connection((place.hostname or "", port), timeout=seconds).close()
    except (OSError, ValueError) as err:
        return f"{place.hostname} cannot be reached: {err}"
    return ""
