"""Whole answers ready to be sent, in front of Flask: what was answered before costs a look into a dictionary.

An answer is given again to who asks for the same address under the same host in the same encoding, while edition and
day are the same. What has to be decided anew goes on to Flask: ranges, dates, methods other than GET.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from werkzeug.datastructures import Headers
from werkzeug.http import parse_etags

from dashboard.http.caching import best_encoding
from dashboard.package import clock
from dashboard.package.cache import Cache
from dashboard.package.current import PACKAGE
from dashboard.package.store import Package, Store

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

COUNT, LIMIT = 2000, 6 * 2**20  # answers, and bytes of their bodies: those of most readers are compressed
_ADDRESS = ("SCRIPT_NAME", "PATH_INFO", "QUERY_STRING", "HTTP_HOST", "wsgi.url_scheme")
_DECIDED_BY_FLASK = ("HTTP_RANGE", "HTTP_IF_MATCH", "HTTP_IF_UNMODIFIED_SINCE")
_OF_A_BODY = ("Content-Type", "Content-Length", "Content-Encoding", "Content-Disposition", "Accept-Ranges")


@dataclass(frozen=True, kw_only=True)
class Ready:
    """One answer: status line, headers, body."""

    status: str
    headers: Headers
    body: bytes

    @property
    def repeatable(self) -> bool:
        """Whether the next reader may get it too."""
        return self.status.startswith("200 ") and "ETag" in self.headers and "Set-Cookie" not in self.headers


class ReadyAnswers:
    """`inner` with its answers kept."""

    def __init__(self, inner: WSGIApplication, store: Store) -> None:
        self._inner, self._store = inner, store
        self._answers: Cache[Ready] = Cache(
            count=COUNT, limit=LIMIT, size=lambda ready: len(ready.body), keep=lambda ready: ready.repeatable
        )

    def __call__(self, question: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        package = question[PACKAGE] = self._store.current()
        if not _plain(question):
            return self._inner(question, start_response)
        ready = self._answers.get(_key(question, package), lambda: self._ask(question))
        tags = question.get("HTTP_IF_NONE_MATCH")
        if tags and ready.repeatable and _has(tags, ready.headers["ETag"]):
            start_response("304 NOT MODIFIED", [pair for pair in ready.headers if pair[0] not in _OF_A_BODY])
            return []
        start_response(ready.status, list(ready.headers))
        return [ready.body]

    def _ask(self, question: WSGIEnvironment) -> Ready:
        """The answer of `inner` to who has nothing yet."""
        started: list[Any] = []
        first = {name: value for name, value in question.items() if name != "HTTP_IF_NONE_MATCH"}
        inner = self._inner(first, lambda status, headers, _=None: started.extend((status, headers)))  # type: ignore[arg-type]
        try:
            body = b"".join(inner)
        finally:
            if hasattr(inner, "close"):
                inner.close()
        return Ready(status=started[0], headers=Headers(started[1]), body=body)


def _plain(question: WSGIEnvironment) -> bool:
    if question["REQUEST_METHOD"] != "GET" or any(name in question for name in _DECIDED_BY_FLASK):
        return False
    return "HTTP_IF_MODIFIED_SINCE" not in question or "HTTP_IF_NONE_MATCH" in question


def _key(question: WSGIEnvironment, package: Package) -> tuple[Any, ...]:
    where = (question.get(name, "") for name in _ADDRESS)
    return (package.edition, clock.day_of(question), best_encoding(question.get("HTTP_ACCEPT_ENCODING", "")), *where)


def _has(tags: str, ours: str) -> bool:
    return parse_etags(tags).contains_weak(ours.removeprefix("W/").strip('"'))
