"""What every answer gets before it leaves: our headers, and for those of Dash and Flask revalidation and compression.

Scripts and styles are compressed once and cached; a page is compressed each time, lightly.
"""

from __future__ import annotations

from collections.abc import Callable

from flask import Flask, Response, g, request

from dashboard.http.caching import REVALIDATE, SMALL, Answer, answer, answer_cache, compressed, encoding
from dashboard.package import current
from dashboard.package.cache import Cache

_TEXT = ("text/", "application/json", "application/javascript", "image/svg+xml")
_STATIC = ("/_dash-component-suites/", "/assets/")
LIGHT = 5  # brotli quality for what is made for one reader


def register(server: Flask, policy: Callable[[], str]) -> None:
    """Adds all of it to `server`; `policy` gives the Content-Security-Policy.

    In flask.g `page_tag` and `status` describe a page, `embedded` one that other sites may show in a frame.
    """
    cache = answer_cache(count=200, limit=64 * 2**20)
    server.after_request(lambda response: _with_headers(_compressed(_revalidated(response), cache), policy()))


def _revalidated(response: Response) -> Response:
    """Pages: asked for again each time, and answered with 304 when nothing that they say has changed."""
    tag = g.get("page_tag")
    if not tag or "status" not in g:  # the page failed before it was found
        return response
    response.status_code = g.status
    response.headers["Cache-Control"] = REVALIDATE
    response.set_etag(tag, weak=True)  # one answer under several encodings: equal in meaning, not in bytes
    if g.status == 200:
        response.make_conditional(request)
        del response.headers["Date"]  # the server writes it
    return response


def _compressed(response: Response, cache: Cache[Answer]) -> Response:
    kind = response.mimetype or ""
    if not kind.startswith(_TEXT) or "Content-Encoding" in response.headers:
        return response
    response.vary.add("Accept-Encoding")
    how = encoding()
    if not how or (response.status_code != 200 and not g.get("page_tag")) or response.status_code == 304:
        return response
    response.direct_passthrough = False
    body = response.get_data()
    if len(body) < SMALL:
        return response
    if request.path.startswith(_STATIC):
        key = (request.path, request.query_string, len(body), response.headers.get("Last-Modified"))
        response.set_data(cache.get(key, lambda: answer(body, kind)).encoded(how))
    else:
        response.set_data(compressed(body, how, LIGHT))
    response.headers["Content-Encoding"] = how
    tag, _ = response.get_etag()
    if tag:
        response.set_etag(tag, weak=True)  # the same content in other bytes
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
    response.headers["X-Data-Version"] = current.package().version
    response.headers["Content-Security-Policy"] = policy + ("" if embedded else "; frame-ancestors 'self'")
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Referrer-Policy"] = "no-referrer"
    return response
