"""Compression of what Dash and Flask answer by themselves: pages, layouts, callbacks, scripts and styles.

Scripts and styles are compressed once and kept; a page is compressed each time, lightly.
"""

from __future__ import annotations

from flask import Flask, Response, g, request

from dashboard.http.answers import Shelf, compressed, encoding, ready

_TEXT = ("text/", "application/json", "application/javascript", "image/svg+xml")
_STATIC = ("/_dash-component-suites/", "/assets/")
_SMALL = 600
LIGHT = 5  # brotli quality for what is made for one reader


def register(server: Flask) -> None:
    """Adds the compression to `server`; `page_tag` in flask.g names a page that may be revalidated."""
    shelf = Shelf(limit=64 * 2**20, count=200)
    server.after_request(lambda answer: _revalidated(_packed(answer, shelf)))


def _packed(answer: Response, shelf: Shelf) -> Response:
    how, kind = encoding(request.headers.get("Accept-Encoding", "")), answer.mimetype or ""
    if not kind.startswith(_TEXT) or "Content-Encoding" in answer.headers:
        return answer
    answer.vary.add("Accept-Encoding")
    if not how or (answer.status_code != 200 and not g.get("page_tag")):
        return answer
    answer.direct_passthrough = False
    body = answer.get_data()
    if len(body) < _SMALL:
        return answer
    if request.path.startswith(_STATIC):
        key = (request.path, request.query_string, len(body), answer.headers.get("Last-Modified"))
        answer.set_data(shelf.get(key, lambda: ready(body, kind)).under(how))
    else:
        answer.set_data(compressed(body, how, LIGHT))
    answer.headers["Content-Encoding"] = how
    return answer


def _revalidated(answer: Response) -> Response:
    """Pages: asked again each time, and answered with 304 when nothing that they say has changed."""
    tag = g.get("page_tag")
    if not tag or "status" not in g:  # the page failed before it was found
        return answer
    answer.status_code = g.status
    answer.headers["Cache-Control"] = "no-cache"
    answer.headers["ETag"] = tag
    if g.status == 200 and (
        tag in request.headers.get("If-None-Match", "") or request.headers.get("If-None-Match") == "*"
    ):
        answer.set_data(b"")
        answer.status_code = 304
        del answer.headers["Content-Type"]
        answer.headers.pop("Content-Encoding", None)
    return answer
