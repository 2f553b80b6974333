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
from dashboard.http.caching import Answer, answer, respond


def _file() -> Path:
    return bundle.found() or Path(plotly.__file__).parent / "package_data" / "plotly.min.js"


@cache
def _script(path: Path) -> Answer:
    return answer(path.read_bytes(), "text/javascript")


def address() -> str:
    """Where this installation serves plotly.js."""
    partial = "-partial" if bundle.found() else ""
    return f"/plotly.js?v={bundle.version()}{partial}"


def register(server: Flask) -> None:
    """Adds the address; the compressed bytes are made here once, before the workers part."""
    for encoding in ("br", "gzip"):
        _script(_file()).encoded(encoding)
    server.add_url_rule("/plotly.js", "plotly", _answer)


def _answer() -> Response:
    path = _file()
    return respond(_script(path), forever=request.full_path == address(), modified=path.stat().st_mtime)
