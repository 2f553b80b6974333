"""Answers as ready bytes: made and compressed once, held within bounds, sent only to a reader who lacks them.

An address that carries `v=` of the current data may be kept for ever; every other one is asked for again each time.
"""

from __future__ import annotations

import gzip
import hashlib
import math
import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import lru_cache
from typing import Generic, TypeVar

import brotli
from flask import Response, request
from werkzeug.datastructures import Accept
from werkzeug.http import parse_accept_header

from dashboard.package.current import package
from dashboard.package.store import Package

T = TypeVar("T")
FOREVER = "public, max-age=31536000, immutable"
REVALIDATE = "no-cache"
SMALL = 600  # bytes below which compressing costs more than it saves
_COMPRESSED = ("application/zip", "image/png")


class Cache(Generic[T]):
    """Values by key, the least recently used removed first: at most `count` of them, and about `limit` bytes by `size`.

    A key must name everything that its value depends on: edition, day, address. `keep` says which values stay.
    """

    def __init__(
        self,
        *,
        count: int,
        limit: float = math.inf,
        size: Callable[[T], int] = lambda _: 0,
        keep: Callable[[T], bool] = lambda _: True,
    ) -> None:
        self._count, self._limit, self._size, self._keep = count, limit, size, keep
        self._values: OrderedDict[Hashable, T] = OrderedDict()
        self._making: dict[Hashable, threading.Lock] = {}
        self._bytes = 0
        self._lock = threading.Lock()

    def get(self, key: Hashable, make: Callable[[], T]) -> T:
        """The value under `key`, made when it is missing: by one thread, for which others with the same key wait."""
        with self._lock:
            if key in self._values:
                self._values.move_to_end(key)
                return self._values[key]
            making = self._making.setdefault(key, threading.Lock())
        with making:
            with self._lock:
                if key in self._values:
                    return self._values[key]
            try:
                value = make()
                self._put(key, value)
            finally:
                with self._lock:
                    self._making.pop(key, None)
        return value

    def _put(self, key: Hashable, value: T) -> None:
        if not self._keep(value):
            return
        with self._lock:
            self._values[key] = value
            self._bytes += self._size(value)
            self._shrink()

    def _shrink(self) -> None:
        while len(self._values) > 1 and (len(self._values) > self._count or self._bytes > self._limit):
            self._bytes -= self._size(self._values.popitem(last=False)[1])

    def __len__(self) -> int:
        return len(self._values)


@dataclass(frozen=True, kw_only=True)
class Answer:
    """The bytes of one answer, its media type, and the tag that names its content."""

    body: bytes
    mimetype: str
    tag: str
    encodings: dict[str, bytes] = field(default_factory=dict)  # content encoding -> bytes, filled when first asked for

    def encoded(self, encoding: str) -> bytes:
        """The body under a content encoding ("" leaves it)."""
        if encoding not in self.encodings:
            self.encodings[encoding] = compressed(self.body, encoding, quality=9)
        return self.encodings[encoding]

    @property
    def size(self) -> int:
        """About the bytes it will hold, since its encodings come later."""
        return 2 * len(self.body)


def answer(body: bytes, mimetype: str) -> Answer:
    return Answer(body=body, mimetype=mimetype, tag=hashlib.sha256(body).hexdigest()[:20])


def answer_cache(*, count: int = 1500, limit: int = 48 * 2**20) -> Cache[Answer]:
    """A cache of answers, bounded by the bytes that they hold."""
    return Cache(count=count, limit=limit, size=lambda value: value.size)


def encoding() -> str:
    """The best content encoding that the reader of this request accepts: br, gzip or "" for none."""
    return best_encoding(request.headers.get("Accept-Encoding", ""))


@lru_cache(maxsize=256)
def best_encoding(accepted: str) -> str:
    """The same from the header's text."""
    return parse_accept_header(accepted, Accept).best_match(["br", "gzip"]) or ""


def compressed(body: bytes, encoding: str, quality: int = 6) -> bytes:
    """`body` under a content encoding ("" leaves it); equal input gives equal bytes."""
    if encoding == "br":
        packed: bytes = brotli.compress(body, quality=quality)
        return packed
    return gzip.compress(body, compresslevel=min(quality, 9), mtime=0) if encoding == "gzip" else body


def from_cache(
    cache: Cache[Answer], key: tuple[str, ...], make: Callable[[Package], Answer], *, filename: str, versioned: bool
) -> Response:
    """The answer under `key` for the package of this request.

    `versioned`: the address names everything but the data version that the answer depends on, so that with `v=` of the
    current data it may be kept for ever.
    """
    now = package()
    ready = cache.get((now.edition, *key), lambda: make(now))
    current = versioned and request.args.get("v") == now.version
    return respond(ready, forever=current, modified=now.published, filename=filename)


def respond(ready: Answer, *, forever: bool, modified: float, filename: str = "") -> Response:
    """`ready` as an HTTP response: 304 when the reader has it, 206 for a range of its bytes.

    `modified` is in seconds since 1970. Raises RequestedRangeNotSatisfiable (416) for a range outside.
    """
    how = encoding() if len(ready.body) >= SMALL and ready.mimetype not in _COMPRESSED else ""
    body = ready.encoded(how)
    response = Response(body, mimetype=ready.mimetype)
    response.headers["Cache-Control"] = FOREVER if forever else REVALIDATE
    response.headers["Vary"] = "Accept-Encoding"
    response.headers["Access-Control-Allow-Origin"] = "*"
    response.headers["Access-Control-Expose-Headers"] = "ETag, Last-Modified, X-Data-Version"
    if how:
        response.headers["Content-Encoding"] = how
    if filename:
        response.headers["Content-Disposition"] = f'inline; filename="{filename}"'
    response.last_modified = datetime.fromtimestamp(modified, UTC)
    response.set_etag(f"{ready.tag}-{how}" if how else ready.tag)
    response.make_conditional(request, accept_ranges=True, complete_length=len(body))
    del response.headers["Date"]  # the server writes it
    return response
