"""/search.json: what a reader can look for, as the browser reads it when a search box has the focus."""

from __future__ import annotations

from flask import Flask, Response

from dashboard.http.caching import Answer, answer, from_cache
from dashboard.package.cache import Cache
from dashboard.ui import search_index

ADDRESS = "/search.json"


def register(server: Flask, cache: Cache[Answer]) -> None:
    """Adds the address to the server."""
    server.add_url_rule(ADDRESS, "search_index", lambda: _index(cache))


def _index(cache: Cache[Answer]) -> Response:
    return from_cache(
        cache,
        ("search",),
        lambda now: answer(search_index.as_json(now), "application/json"),
        filename="search.json",
        versioned=False,  # it holds words of our code beside those of the data
    )
