"""The first HTML of every page: the words of the page around what Dash needs to start, made once, kept compressed."""

from __future__ import annotations

import hashlib
import zlib
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from dash import Dash
from flask import g, request

from dashboard.http import assets, chart_urls, routes
from dashboard.http.query import canonical, pairs
from dashboard.package import code_stamp, current, jsonld
from dashboard.package.cache import Cache
from dashboard.ui import root, shell, urls
from dashboard.ui.html import render


class Ledger(Dash):
    """Dash with a first HTML of our own: it carries the words of the page, and the status that is true of it."""

    policy = ""  # Content-Security-Policy

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        # a wrong address is no reason to forget a page that is there
        self._pages: Cache[Made] = Cache(
            count=1000,
            limit=8 * 2**20,
            size=lambda answer: len(answer.packed),
            keep=lambda answer: answer.status == 200,
        )

    def index(self, *_args: Any, **_kwargs: Any) -> str:
        """The HTML of the address of this request; made once for all readers of an edition and a day."""
        query = _query()
        g.embedded = request.args.get("embed") == "1"
        edition = f"{current.package().edition}-{code_stamp.code()}-{current.today().isoformat()}"
        key = (edition, request.path.strip("/"), query, g.embedded, root.root())
        answer = self._pages.get(key, lambda: Made.of(super(Ledger, self).index))
        g.status, g.embedded = answer.status, g.embedded and answer.charts
        # the address of the reader is a part of what the page says
        g.page_tag = f"{edition}-{hashlib.sha256(urls.origin().encode()).hexdigest()[:8]}"
        return answer.text(urls.origin())

    def interpolate_index(self, **parts: str) -> str:
        """The first HTML around what Dash needs to start."""
        now = current.package()
        page = routes.resolve(request.path, _query())
        words = render(shell.frame(page.content, now, request.path), chart_urls.inline_rows)
        g.status, g.charts = page.status, 'class="plot' in words
        block = jsonld.script(page.jsonld(now, urls.origin())) if page.jsonld else ""
        return shell.index(
            parts,
            words,
            title=page.title,
            description=page.description,
            plotly=assets.address(),
            charts=g.charts,
            jsonld=block,
            address=_address() if page.status == 200 else "",
            preview=urls.origin() + page.preview if page.preview else "",
            embedded=g.embedded and g.charts,
        )

    def _config(self) -> dict[str, Any]:
        """Without the token that binds background callbacks to a page: there are none, and it differs each time."""
        return {name: value for name, value in super()._config().items() if name != "end_id"}


@dataclass(frozen=True, kw_only=True)
class Made:
    """One page as compressed HTML for readers under any host."""

    status: int
    charts: bool
    packed: bytes

    @classmethod
    def of(cls, make: Callable[[], str]) -> Made:
        with urls.anywhere():
            html = make()
        return cls(status=g.status, charts=g.charts, packed=zlib.compress(html.encode("utf-8"), 1))

    def text(self, origin: str) -> str:
        return zlib.decompress(self.packed).decode("utf-8").replace(urls.ANYWHERE, origin)


def _query() -> str:
    """The canonical query of this request."""
    return canonical(request.path, request.query_string.decode("utf-8", "replace"))


def _address() -> str:
    """The whole address of this request in the one way to write it, without what only a frame asks for."""
    query = [pair for pair in pairs(_query()) if pair[0] not in urls.BESIDE]
    return urls.origin() + request.path + (f"?{urlencode(query)}" if query else "")
