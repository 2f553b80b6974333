"""One call: how a question is sent, what its answer is taken for, and a key that appears nowhere.

Nothing here waits, counts or tries again (`etl.collect.client`), and nothing knows what an answer means.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any
from urllib.parse import urlencode, urlsplit

import requests
from urllib3.exceptions import HTTPError

from etl.collect import retry
from etl.collect.clock import Clock
from etl.collect.decoding import ACCEPTED, decoded
from etl.collect.network import GuardedAdapter
from etl.collect.settings import Settings
from etl.contract.errors import FetchError, PayloadError
from etl.sources.base import Request
from etl.sources.payload import cut, plain, refusal
from etl.sources.source import Source

AGENT = "russia-iran-ledger/0.1 (public statistics, asked slowly)"
LARGEST_REFUSAL = 2**18  # bytes: what a publisher says of why is in the first of them
_BROKEN = (
    requests.ConnectionError,
    requests.Timeout,
    requests.exceptions.ChunkedEncodingError,
    requests.exceptions.ContentDecodingError,
    HTTPError,
)
Session = requests.Session


class Transport:
    """Sends questions to one source, until its time limit."""

    def __init__(self, source: Source, settings: Settings, session: Session | None, clock: Clock | None) -> None:
        self.source, self.settings = source, settings
        self.session = session or Session()
        self.network = GuardedAdapter(settings.bases.values())
        # it reads where it is sent on to even when it is not to follow, and raises what an address makes of it
        self.session.get_redirect_target = lambda resp: None  # type: ignore[method-assign]
        self.session.mount("https://", self.network)
        self.session.mount("http://", self.network)
        self.clock = clock or Clock()
        self.deadline = self.clock.seconds() + settings.limit

    def address(self, request: Request) -> str:
        """The address of a question, as the ledger holds it: without any secret."""
        query = f"?{urlencode(request.params)}" if request.params else ""
        return f"{self.settings.bases[request.host].rstrip('/')}/{request.path.lstrip('/')}{query}"

    def clean(self, words: str) -> str:
        """`words` in one line of at most 200 characters, without tags and without the key."""
        # masked before it is cut, since half a key is one too, and after tags and entities are gone, which may split it
        return cut(self.settings.key_pattern.sub(b"***", plain(words).encode()).decode())

    def check_deadline(self) -> None:
        """FetchError when the time limit of this source is over."""
        if self.network.timed_out or self.clock.seconds() > self.deadline:
            raise FetchError(f"the time limit of {self.settings.limit:.0f} s for this source is over")

    def body(self, request: Request) -> bytes:
        """The body of a successful answer, uncompressed; as `open`, and PayloadError when it repeats the key."""
        with self.open(request, {}) as response:
            body = b"".join(self.pieces(response, self.source.largest))
        if self.settings.key and self.settings.key_pattern.search(body):
            raise PayloadError("the answer repeats our key; it was not stored")
        return body

    @contextmanager
    def open(self, request: Request, extra: Mapping[str, str]) -> Iterator[requests.Response]:
        """A successful response; RetryLater for what may work in a while, FetchError for the rest."""
        headers = {"User-Agent": AGENT, "Accept": request.accept, "Accept-Encoding": ACCEPTED, **extra}
        if request.body:
            headers["Content-Type"] = "application/json"
        if self.settings.key:
            headers[self.source.key_header] = self.settings.key
        try:
            with self.network.until(self.deadline - self.clock.seconds()):
                with self._followed(request, headers) as response:
                    self._accept(response)
                    yield response
                # a body without a length ends where the connection does, also when it is we who ended it
                self.check_deadline()
        except _BROKEN as err:
            raise retry.RetryLater(f"the connection broke ({_innermost(err)})") from None
        except (requests.RequestException, UnicodeError) as err:
            # its words may hold a header, and a header may hold the key
            raise FetchError(f"the question could not be sent ({type(err).__name__})") from None

    @contextmanager
    def _followed(self, request: Request, headers: Mapping[str, str]) -> Iterator[requests.Response]:
        """The response after at most three redirects."""
        address = self.address(request)
        sent: dict[str, Any] = {"data": request.body.encode() or None, "headers": headers, "stream": True}
        sent |= {"timeout": (self.settings.connect, self.settings.read), "allow_redirects": False}
        for _ in range(4):
            response = self.session.request(request.method, address, **sent)
            with response:
                # headers end where the connection does, also when it is we who ended it
                self.check_deadline()
                if response.status_code not in requests.models.REDIRECT_STATI:
                    yield response
                    return
                target = self.network.redirected(address, response.headers.get("Location", ""))
                if self.settings.key and urlsplit(target)[:2] != urlsplit(address)[:2]:
                    raise FetchError("moved to another host, where the key is not sent")
                address = target
        raise FetchError("moved too often")

    def _accept(self, response: requests.Response) -> None:
        status = response.status_code
        if status == 200 or (status == 206 and "Range" in response.request.headers):
            return
        body = b""
        for piece in self.pieces(response, self.source.largest):
            body += piece
            if len(body) > LARGEST_REFUSAL:
                break
        said = refusal(body)
        words = self.clean(f"{status}: {said or response.reason}")
        raise retry.refused(status, words, said, response.headers, self.clock.now())

    def pieces(self, response: requests.Response, largest: int) -> Iterator[bytes]:
        """Pieces of the body; RetryLater when it ends too early, PayloadError when it is larger than `largest`."""
        size = 0
        for piece in decoded(self._raw(response), response.headers.get("Content-Encoding", "")):
            size += len(piece)
            if size > largest:
                raise PayloadError("the answer is larger than any that is documented")
            yield piece

    def _raw(self, response: requests.Response) -> Iterator[bytes]:
        # read1 gives what is there, so that progress shows
        while raw := response.raw.read1(1 << 16, decode_content=False):
            yield raw
            self.check_deadline()


def _innermost(err: BaseException) -> str:
    """The innermost reason, by name: urllib3 and requests wrap it several times."""
    inner = err
    while isinstance(reason := next((getattr(a, "reason", a) for a in inner.args[:1]), None), BaseException):
        inner = reason
    return type(inner).__name__
