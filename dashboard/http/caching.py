"""Files as answers: how long a reader may keep them, and what costs much made once.

An address that carries `v=` of the current data may be kept for ever; every other one is asked for again each time.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime

from flask import Response, request

from dashboard.package.cache import Cache
from dashboard.package.current import package
from dashboard.package.store import Package

FOREVER = "public, max-age=31536000, immutable"
REVALIDATE = "no-cache"
_COSTLY: Cache[bytes | str] = Cache(count=200, limit=4 * 2**20, size=len)


def is_current() -> bool:
    """Whether this request names the data version that it is answered from."""
    return request.args.get("v") == package().version


def answer(body: bytes | str, mimetype: str, *, filename: str = "", forever: bool = False) -> Response:
    """`body` as the answer of this request, tagged by its content; `forever`: it is the only one at its address."""
    response = Response(body, mimetype=mimetype)
    response.headers["Cache-Control"] = FOREVER if forever else REVALIDATE
    response.headers["Access-Control-Allow-Origin"] = "*"
    response.headers["Access-Control-Expose-Headers"] = "ETag, Last-Modified, X-Data-Version"
    if filename:
        response.headers["Content-Disposition"] = f'inline; filename="{filename}"'
    response.accept_ranges = "bytes"
    response.last_modified = datetime.fromtimestamp(package().published, UTC)
    response.add_etag()
    return response


def costly(key: tuple[str, ...], make: Callable[[Package], bytes | str]) -> bytes | str:
    """What `make` makes of the package of this request, made once for all who ask: it takes long."""
    now = package()
    return _COSTLY.get((now.edition, *key), lambda: make(now))
