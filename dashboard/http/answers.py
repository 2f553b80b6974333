"""Answers as ready bytes: compressed once, kept within bounds, revalidated by ETag.

An address that carries `v=` of the current data may be kept for ever; every other one is asked again each time.
"""

from __future__ import annotations

import gzip
import hashlib
import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable
from dataclasses import dataclass, field
from email.utils import formatdate

import brotli
from flask import Request, Response

FOR_EVER = "public, max-age=31536000, immutable"
ASK_AGAIN = "no-cache"
_PACKED = ("application/zip", "image/png")
_SMALL = 600  # bytes below which compressing costs more than it saves


def encoding(accepted: str) -> str:
    """br, gzip or nothing, whichever the reader takes and is best."""
    weights = [part.strip().lower().replace(" ", "").partition(";q=") for part in accepted.split(",")]
    taken = {name for name, _, weight in weights if not weight or weight.strip("0.") != ""}
    return next((name for name in ("br", "gzip") if name in taken), "")


def compressed(body: bytes, how: str, quality: int = 6) -> bytes:
    """`body` under the content encoding `how` ("" leaves it); the same bytes for the same input."""
    if how == "br":
        out: bytes = brotli.compress(body, quality=quality)
        return out
    return gzip.compress(body, compresslevel=min(quality, 9), mtime=0) if how == "gzip" else body


@dataclass(frozen=True)
class Ready:
    """One answer, kept: its bytes under each encoding asked so far, and the tag that names its content."""

    body: bytes
    mimetype: str
    tag: str
    forms: dict[str, bytes] = field(default_factory=dict)

    def under(self, how: str) -> bytes:
        if how not in self.forms:
            self.forms[how] = compressed(self.body, how, quality=9)
        return self.forms[how]

    @property
    def weight(self) -> int:
        """About the bytes it will hold: its compressed forms come when they are asked for."""
        return 2 * len(self.body)


def ready(body: bytes, mimetype: str) -> Ready:
    return Ready(body, mimetype, hashlib.sha256(body).hexdigest()[:20])


class Shelf:
    """Ready answers by key, the least recently used leaving first; about `limit` bytes in `count` answers at most."""

    def __init__(self, limit: int = 48 * 2**20, count: int = 1500) -> None:
        self._limit, self._count, self._weight = limit, count, 0
        self._kept: OrderedDict[Hashable, Ready] = OrderedDict()
        self._lock = threading.Lock()

    def get(self, key: Hashable, make: Callable[[], Ready]) -> Ready:
        """The answer under `key`, made when it is not there; two readers at once may both make it."""
        with self._lock:
            if key in self._kept:
                self._kept.move_to_end(key)
                return self._kept[key]
        made = make()
        with self._lock:
            if key not in self._kept:
                self._kept[key] = made
                self._weight += made.weight
                self._shed()
        return made

    def _shed(self) -> None:
        while len(self._kept) > 1 and (len(self._kept) > self._count or self._weight > self._limit):
            self._weight -= self._kept.popitem(last=False)[1].weight

    def __len__(self) -> int:
        return len(self._kept)


def _held(found: Ready, request: Request, modified: float) -> bool:
    """Whether the reader has this answer: by its tag, else by its date."""
    if "If-None-Match" in request.headers:
        return request.headers["If-None-Match"] == "*" or found.tag in request.headers["If-None-Match"]
    since = request.if_modified_since
    return since is not None and int(modified) <= since.timestamp()


def respond(found: Ready, request: Request, *, known: bool, modified: float, filename: str = "") -> Response:
    """`found` as an HTTP answer: 304 when the reader has it; kept for ever when `known`."""
    how = encoding(request.headers.get("Accept-Encoding", ""))
    how = how if len(found.body) >= _SMALL and found.mimetype not in _PACKED else ""
    headers = {
        "ETag": f'"{found.tag}{"-" + how if how else ""}"',
        "Last-Modified": formatdate(modified, usegmt=True),
        "Cache-Control": FOR_EVER if known else ASK_AGAIN,
        "Vary": "Accept-Encoding",
        "Access-Control-Allow-Origin": "*",
        "Access-Control-Expose-Headers": "ETag, Last-Modified, X-Data-Version",
    }
    if _held(found, request, modified):
        return Response(status=304, headers=headers)
    if how:
        headers["Content-Encoding"] = how
    if filename:
        headers["Content-Disposition"] = f'inline; filename="{filename}"'
    return Response(found.under(how), headers=headers, mimetype=found.mimetype)
