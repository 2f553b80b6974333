"""What every answer gets before it leaves: our headers, and a page its status and its tag."""

from __future__ import annotations

from collections.abc import Callable

from flask import Flask, Response, g

from dashboard.http.caching import REVALIDATE
from dashboard.package import current


def register(server: Flask, policy: Callable[[], str]) -> None:
    """Adds all of it to `server`; `policy` gives the Content-Security-Policy.

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
    response.headers["X-Data-Version"] = current.package().version
    response.headers["Content-Security-Policy"] = policy + ("" if embedded else "; frame-ancestors 'self'")
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Referrer-Policy"] = "no-referrer"
    return response
