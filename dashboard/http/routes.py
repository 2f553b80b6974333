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
from dashboard.http.cache import Kept
from dashboard.package import current
from dashboard.texts import say
from dashboard.ui import components, urls

Layout = Callable[..., Any]
_TREES: Kept[Any] = Kept(count=48)


class Lost(Exception):
    """A page has nothing for this address: an unknown claim or table (404), a choice it does not have (400)."""

    def __init__(self, status: int, told: str) -> None:
        super().__init__(told)
        self.status, self.told = status, told


@dataclass(frozen=True)
class Found:
    """An answered address: the page's tree, its title and description, and the HTTP status."""

    content: Component
    title: str
    description: str
    status: int = 200
    linked: Callable[[Any, str], dict[str, Any]] | None = None  # (package, origin) -> JSON-LD


def page(layout: Layout) -> Layout:
    """Decorates the layout of a page: what it does not have becomes a page that says so, also when Dash asks."""

    @wraps(layout)
    def guarded(**query: Any) -> Any:
        key = (current.package().edition, date.today(), layout.__module__, _hashable(query), urls.origin())
        try:
            # as plain JSON: Dash would walk the tree of components for every reader
            return _TREES.get(key, lambda: json.loads(to_json_plotly(layout(**query))))
        except (Lost, UnknownChoice) as err:
            return lost(_as_lost(err))

    return guarded


def _hashable(query: Mapping[str, Any]) -> Hashable:
    """A query as a key: a name that is given twice has a list."""
    return tuple(sorted((name, str(value)) for name, value in query.items()))


def _as_lost(err: Lost | UnknownChoice) -> Lost:
    if isinstance(err, Lost):
        return err
    return Lost(400, say("error.choice", given=str(err), allowed=", ".join(err.allowed)))


def lost(err: Lost) -> Component:
    """The content of a page for a wrong address: what is wrong, and ways on."""
    ways = [html.Li(components.page_link(say(f"error.{name}"), to)) for name, to in (("home", "/"), ("data", "/data"))]
    return components.page(say(f"error.{err.status}"), html.Ul(ways), lead=err.told)


def find(path: str, search: str) -> Found:
    """The page for `path` and `search` ("?..." or empty), as a reader of this request gets it."""
    entry, variables = _path_to_page(path.strip("/"))
    named = variables or {}
    try:
        if not entry:
            raise Lost(404, say("error.no_page", path=path))
        inner = getattr(entry["layout"], "__wrapped__", entry["layout"])
        content = inner(**{**named, **_parse_query_string(search)})
    except (Lost, UnknownChoice) as err:
        why = _as_lost(err)
        return Found(lost(why), say("site.tab", name=say(f"error.{why.status}")), "", why.status)
    tell = entry.get("linked")
    linked = partial(tell, **named) if tell else None
    return Found(content, _called(entry["title"], named), _called(entry["description"], named), linked=linked)


def _called(value: Any, variables: Mapping[str, str]) -> str:
    return str(value(**variables)) if callable(value) else str(value or "")
