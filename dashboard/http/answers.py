"""Answers: files and how long a reader may keep them, what costs much made once, the headers that every answer gets.

An address that carries `v=` of the current data may be kept for ever; every other one is asked for again each time.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime

from flask import Flask, Response, g, request

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


def register(server: Flask, policy: Callable[[], str]) -> None:
    """Adds to `server` what every answer gets before it leaves; `policy` gives the Content-Security-Policy.

    In flask.g `page_tag` and `status` describe a page, `embedded` one that other sites may show in a frame.
    """
    server.after_request(lambda response: _with_headers(_as_page(response), policy()))


def _as_page(response: Response) -> Response:
    """Pages: asked for again each time, and told apart by all that they say."""
    if "page_tag" in g:  # else the page failed before it was found
        response.status_code = g.status
        response.headers["Cache-Control"] = REVALIDATE
        response.set_etag(g.page_tag, weak=True)  # one answer under several encodings: equal in meaning, not in bytes
    return response


#: what no page of ours asks of a browser
_NOTHING = ("accelerometer", "camera", "display-capture", "geolocation", "gyroscope", "magnetometer", "microphone")
_PERMISSIONS = ", ".join(f"{name}=()" for name in (*_NOTHING, "midi", "payment", "usb", "browsing-topics"))


def _with_headers(response: Response, policy: str) -> Response:
    embedded = g.get("embedded", False)
    # data, charts and what may stand in a frame of another site may be used by other sites
    public = embedded or "Access-Control-Allow-Origin" in response.headers
    response.headers["Cross-Origin-Resource-Policy"] = "cross-origin" if public else "same-origin"
    response.headers["Cross-Origin-Opener-Policy"] = "same-origin"
    if embedded:
        response.headers["Cross-Origin-Embedder-Policy"] = "require-corp"  # or a site that asks for it shows no frame
    response.headers["Permissions-Policy"] = _PERMISSIONS
    response.headers["X-Data-Version"] = package().version
    response.headers["Content-Security-Policy"] = policy + ("" if embedded else "; frame-ancestors 'self'")
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Referrer-Policy"] = "no-referrer"
    return response
