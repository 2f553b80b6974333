"""Which page answers an address, what it is called, and the status that is true of it."""

from __future__ import annotations

import json
from collections.abc import Callable, Hashable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import partial, wraps
from typing import Any

from dash import html
from dash._pages import _parse_query_string, _path_to_page
from dash.development.base_component import Component
from plotly.io.json import to_json_plotly

from dashboard.charts.base import UnknownChoice
from dashboard.http.caching import Cache
from dashboard.package import current
from dashboard.texts import say
from dashboard.ui import components, urls

Layout = Callable[..., Any]
_TREES: Cache[Any] = Cache(count=48)


class WrongAddress(Exception):
    """A page has nothing for this address: an unknown claim or table (404), a choice it does not have (400)."""

    def __init__(self, status: int, reason: str) -> None:
        super().__init__(reason)
        self.status, self.reason = status, reason


@dataclass(frozen=True, kw_only=True)
class Page:
    """The answer to an address: the page's tree, its title and description, and the HTTP status."""

    content: Component
    title: str
    description: str = ""
    status: int = 200
    jsonld: Callable[[Any, str], dict[str, Any]] | None = None  # from the package and the origin of the request


def page(layout: Layout, name: str = "") -> Layout:
    """Decorates the layout of a page: what it does not have becomes a page that says so, also when Dash asks.

    `name` tells the pages of one module apart.
    """
    module = getattr(layout, "__module__", "")

    @wraps(layout)
    def guarded(**query: Any) -> Any:
        key = (current.package().edition, date.today(), module, name, _hashable(query), urls.origin())
        try:
            # as plain JSON: Dash would walk the tree of components for every reader
            return _TREES.get(key, lambda: json.loads(to_json_plotly(layout(**query))))
        except (WrongAddress, UnknownChoice) as err:
            return error_page(_as_wrong_address(err))

    return guarded


def _hashable(query: Mapping[str, Any]) -> Hashable:
    """A query as a key: a name that is given twice has a list."""
    return tuple(sorted((name, str(value)) for name, value in query.items()))


def _as_wrong_address(err: WrongAddress | UnknownChoice) -> WrongAddress:
    if isinstance(err, WrongAddress):
        return err
    return WrongAddress(400, say("error.choice", given=str(err), allowed=", ".join(err.allowed)))


def error_page(err: WrongAddress) -> Component:
    """The content of a page for a wrong address: what is wrong, and ways on."""
    ways = [html.Li(components.page_link(say(f"error.{name}"), to)) for name, to in (("home", "/"), ("data", "/data"))]
    return components.page(say(f"error.{err.status}"), html.Ul(ways), lead=err.reason)


def resolve(path: str, search: str) -> Page:
    """The page for `path` and `search` ("?..." or empty), as a reader of this request gets it."""
    entry, variables = _path_to_page(path.strip("/"))
    named = variables or {}
    try:
        if not entry:
            raise WrongAddress(404, say("error.no_page", path=path))
        inner = getattr(entry["layout"], "__wrapped__", entry["layout"])
        content = inner(**{**named, **_parse_query_string(search)})
    except (WrongAddress, UnknownChoice) as err:
        wrong = _as_wrong_address(err)
        title = say("site.tab", name=say(f"error.{wrong.status}"))
        return Page(content=error_page(wrong), title=title, status=wrong.status)
    jsonld = entry.get("jsonld")
    return Page(
        content=content,
        title=_text(entry["title"], named),
        description=_text(entry["description"], named),
        jsonld=partial(jsonld, **named) if jsonld else None,
    )


def _text(value: Any, variables: Mapping[str, str]) -> str:
    """A title or description, which a page may compute from the variables of its path."""
    return str(value(**variables)) if callable(value) else str(value or "")
