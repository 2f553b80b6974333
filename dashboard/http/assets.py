"""plotly.js at an address that names its version, so that it is kept for ever: the partial bundle, else the full one.

Dash would ask for the full one at an address without a version; assets/early.js points it here instead. It is loaded
when the first chart is drawn and not before.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

import plotly
from flask import Flask, Response, request

from dashboard.http import bundle
from dashboard.http.answers import answer
from dashboard.http.ready import DENSE, best_encoding, compressed


def _file() -> Path:
    return bundle.found() or Path(plotly.__file__).parent / "package_data" / "plotly.min.js"


@cache
def _packed(path: Path) -> bytes:
    return compressed(path.read_bytes(), "br", DENSE)


def address() -> str:
    """Where this installation serves plotly.js."""
    partial = "-partial" if bundle.found() else ""
    return f"/plotly.js?v={bundle.version()}{partial}"


def register(server: Flask) -> None:
    """Adds the address; the bytes that most readers get are compressed here once, before the workers part."""
    _packed(_file())
    server.add_url_rule("/plotly.js", "plotly", _answer)


def _answer() -> Response:
    packed = best_encoding(request.headers.get("Accept-Encoding", "")) == "br"
    body = _packed(_file()) if packed else _file().read_bytes()
    response = answer(body, "text/javascript", forever=request.full_path == address())
    if packed:
        response.content_encoding = "br"
    response.vary.add("Accept-Encoding")
    return response
