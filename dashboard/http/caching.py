"""Answers as ready bytes: made and compressed once, held within bounds, sent only to a reader who lacks them.

An address that carries `v=` of the current data may be kept for ever; every other one is asked for again each time.
"""

from __future__ import annotations

import gzip
import hashlib
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import lru_cache

import brotli
from flask import Response, request
from werkzeug.datastructures import Accept
from werkzeug.http import parse_accept_header

from dashboard.package.cache import Cache as Cache
from dashboard.package.current import package
from dashboard.package.store import Package

FOREVER = "public, max-age=31536000, immutable"
REVALIDATE = "no-cache"
SMALL = 600  # bytes below which compressing costs more than it saves
_COMPRESSED = ("application/zip", "image/png")


@dataclass(frozen=True, kw_only=True)
class Answer:
    """The bytes of one answer, its media type, and the tag that names its content."""

    body: bytes
    mimetype: str
    tag: str
    quality: int = 9  # of its compression: less for what few ask for
    encodings: dict[str, bytes] = field(default_factory=dict)  # content encoding -> bytes, filled when first asked for

    def encoded(self, encoding: str) -> bytes:
        """The body under a content encoding ("" leaves it)."""
        if encoding not in self.encodings:
            self.encodings[encoding] = compressed(self.body, encoding, self.quality)
        return self.encodings[encoding]

    @property
    def size(self) -> int:
        """About the bytes it will hold, since its encodings come later."""
        return 2 * len(self.body)


def answer(body: bytes, mimetype: str, quality: int = 9) -> Answer:
    return Answer(body=body, mimetype=mimetype, tag=hashlib.sha256(body).hexdigest()[:20], quality=quality)


def answer_cache(*, count: int = 1500, limit: int = 4 * 2**20) -> Cache[Answer]:
    """A cache of answers, bounded by the bytes that they hold; it is small, since ready.py holds whole answers."""
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
