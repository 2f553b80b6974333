"""Whole answers ready to be sent, in front of Flask: compressed once, and sent only to a reader who lacks them.

An answer with a tag is given again to who asks for the same address under the same host in the same encoding, while
edition and day are the same. Ranges, tags and dates of a reader are held against it here, so that Flask is asked for
whole answers alone.
"""

from __future__ import annotations

import gzip
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any

import brotli
from werkzeug.datastructures import Accept
from werkzeug.exceptions import RequestedRangeNotSatisfiable
from werkzeug.http import parse_accept_header, parse_range_header
from werkzeug.wrappers import Response

from dashboard.http.answers import FOREVER
from dashboard.package import current
from dashboard.package.cache import Cache
from dashboard.package.current import PACKAGE, Store
from dashboard.package.store import Package
from dashboard.ui import search_index

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

COUNT, LIMIT = 2000, 6 * 2**20  # answers, and bytes of their bodies: those of most readers are compressed
SMALL = 600  # bytes below which compressing costs more than it saves
#: quality of compression: of what is asked for again each time, of what a reader keeps, and of the index of the search,
#: which every search waits for and which is an eighth smaller than at 9
LIGHT, DENSE, DENSEST = 5, 9, 10
_TEXT = ("text/", "application/", "image/svg+xml")
_DENSE_ALREADY = "application/zip"
_ADDRESS = ("SCRIPT_NAME", "PATH_INFO", "QUERY_STRING", "HTTP_HOST", "wsgi.url_scheme")
_CONDITIONS = {f"HTTP_{name}" for name in ("RANGE", "IF_RANGE", "IF_MATCH", "IF_NONE_MATCH", "IF_MODIFIED_SINCE")}


@dataclass(frozen=True, kw_only=True)
class Ready:
    """One answer: status line, headers, body; one with a tag may be given to the next reader too."""

    status: str
    headers: list[tuple[str, str]]
    body: bytes
    tagged: bool

    def response(self, question: WSGIEnvironment) -> Response:
        """What this reader gets of it: 304 who has it, 206 for a range of its bytes, 416 for one outside, no body for
        HEAD."""
        response = Response(self.body, self.status, self.headers)
        if self.tagged:
            asked = {name: value for name, value in question.items() if name != "HTTP_RANGE" or _is_one(value)}
            try:
                response.make_conditional(asked, accept_ranges=True, complete_length=len(self.body))
            except RequestedRangeNotSatisfiable as err:
                response = Response(f"{err.description}\n", 416, self.headers, mimetype="text/plain")
                response.headers.update({"Content-Range": f"bytes */{len(self.body)}"})
                response.headers.remove("Content-Encoding")
            response.headers.remove("Date")  # the server writes it
        return response


def _is_one(asked: str) -> bool:
    """Whether a header Range asks for one range of bytes; any other is ignored, as RFC 9110 allows or, for another unit
    than bytes, demands."""
    known = parse_range_header(asked)
    return known is not None and known.units == "bytes" and len(known.ranges) == 1


class ReadyAnswers:
    """`inner` with its answers kept."""

    def __init__(self, inner: WSGIApplication, store: Store) -> None:
        self._inner, self._store = inner, store
        self._answers: Cache[Ready] = Cache(
            count=COUNT, limit=LIMIT, size=lambda ready: len(ready.body), keep=lambda ready: ready.tagged
        )

    def __call__(self, question: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        package = question[PACKAGE] = self._store.current()
        method, how = question["REQUEST_METHOD"], best_encoding(question.get("HTTP_ACCEPT_ENCODING", ""))
        if method not in ("GET", "HEAD"):
            return self._ask(question, how).response(question)(question, start_response)
        whole = {**question, "REQUEST_METHOD": "GET"}
        ready = self._answers.get(_key(question, package, how), lambda: self._ask(whole, how))
        if method == "HEAD" or not _CONDITIONS.isdisjoint(question):
            return ready.response(question)(question, start_response)
        start_response(ready.status, list(ready.headers))
        return [ready.body]

    def _ask(self, question: WSGIEnvironment, how: str) -> Ready:
        """The answer of `inner` to who has nothing yet, under the encoding `how`."""
        first = {name: value for name, value in question.items() if name not in _CONDITIONS}
        response = Response.from_app(self._inner, first, buffered=True)
        _compress(response, how, question["PATH_INFO"])
        tagged = response.status_code == 200 and "ETag" in response.headers and "Set-Cookie" not in response.headers
        body = response.get_data()
        return Ready(status=response.status, headers=list(response.headers), body=body, tagged=tagged)


def _compress(response: Response, how: str, path: str) -> None:
    """Texts from SMALL bytes on; the tag says how, since other bytes are another answer to who asks for a range."""
    kind, headers = response.mimetype or "", response.headers
    if not kind.startswith(_TEXT) or kind == _DENSE_ALREADY or "Content-Encoding" in headers:
        return
    response.vary.add("Accept-Encoding")
    body = response.get_data()
    if not how or len(body) < SMALL:
        return
    usual = DENSE if headers.get("Cache-Control") == FOREVER else LIGHT
    response.set_data(compressed(body, how, DENSEST if path == search_index.ADDRESS else usual))
    headers["Content-Encoding"] = how
    tag, weak = response.get_etag()
    if tag:
        response.set_etag(f"{tag}-{how}", bool(weak))


@lru_cache(maxsize=256)
def best_encoding(accepted: str) -> str:
    """The best content encoding of a header Accept-Encoding: br, gzip or "" for none."""
    return parse_accept_header(accepted, Accept).best_match(["br", "gzip"]) or ""


def compressed(body: bytes, encoding: str, quality: int) -> bytes:
    """`body` as br or gzip; equal input gives equal bytes."""
    if encoding == "br":
        return bytes(brotli.compress(body, quality=quality))
    return gzip.compress(body, compresslevel=min(quality, 9), mtime=0)


def _key(question: WSGIEnvironment, package: Package, how: str) -> tuple[Any, ...]:
    return (package.edition, current.day_of(question), how, *(question.get(name, "") for name in _ADDRESS))
