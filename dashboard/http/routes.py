"""Which page answers an address, what it is called, and the status that is true of it."""

from __future__ import annotations

import json
import zlib
from collections.abc import Callable, Hashable, Mapping
from dataclasses import dataclass
from functools import partial, wraps
from typing import Any

from dash._pages import _parse_query_string, _path_to_page
from plotly.io.json import to_json_plotly

from dashboard.charts.base import UnknownChoice
from dashboard.package import current
from dashboard.package.cache import Cache
from dashboard.texts import say
from dashboard.ui import components, root, urls
from dashboard.ui import elements as html

Layout = Callable[..., Any]
_TREES: Cache[bytes] = Cache(count=200, limit=4 * 2**20, size=len)


class WrongAddress(Exception):
    """A page has nothing for this address: an unknown claim or table (404), a choice it does not have (400)."""

    def __init__(self, status: int, reason: str) -> None:
        super().__init__(reason)
        self.status, self.reason = status, reason


@dataclass(frozen=True, kw_only=True)
class Page:
    """The answer to an address: the page's tree, its title and description, and the HTTP status."""

    content: html.Element
    title: str
    description: str = ""
    status: int = 200
    jsonld: Callable[[Any, str], dict[str, Any]] | None = None  # from the package and the origin of the request
    preview: str = ""  # path of the picture for a preview of its link


def page(layout: Layout, name: str = "") -> Layout:
    """Decorates the layout of a page: what it does not have becomes a page that says so, also when Dash asks.

    `name` tells the pages of one module apart.
    """
    module = getattr(layout, "__module__", "")

    @wraps(layout)
    def guarded(**query: Any) -> Any:
        key = (current.package().edition, current.today(), module, name, _hashable(query), root.root())
        try:
            # as plain JSON: Dash would walk the tree of components for every reader
            packed = _TREES.get(key, lambda: _packed(lambda: layout(**query)))
        except (WrongAddress, UnknownChoice) as err:
            return root.in_tree(error_page(_as_wrong_address(err)))
        return json.loads(zlib.decompress(packed).decode("utf-8").replace(urls.ANYWHERE, urls.origin()))

    return guarded


def _packed(make: Callable[[], Any]) -> bytes:
    """The tree of components that `make` gives as compressed JSON."""
    with urls.anywhere():
        plain = json.loads(to_json_plotly(make()))
    return zlib.compress(json.dumps(root.in_tree(plain)).encode("utf-8"), 1)


def _hashable(query: Mapping[str, Any]) -> Hashable:
    """A query as a key: a name that is given several times has a list, which is another key than the text of it."""
    return tuple(sorted((name, tuple(v) if isinstance(v, list) else str(v)) for name, v in query.items()))


def _as_wrong_address(err: WrongAddress | UnknownChoice) -> WrongAddress:
    if isinstance(err, WrongAddress):
        return err
    return WrongAddress(400, say("error.choice", given=str(err), allowed=", ".join(err.allowed)))


def error_page(err: WrongAddress) -> html.Element:
    """The content of a page for a wrong address: what is wrong, and ways on."""
    ways = [html.Li(html.A(say(f"error.{name}"), href=to)) for name, to in (("home", "/"), ("data", "/data"))]
    return components.page(say(f"error.{err.status}"), html.Ul(ways), lead=err.reason, explained=False)


def resolve(path: str, query: str) -> Page:
    """The page for `path` and its canonical `query`, as a reader of this request gets it."""
    entry, variables = _path_to_page(path.strip("/"))
    named = variables or {}
    query_values = {**_parse_query_string(f"?{query}"), **named}
    try:
        if not entry:
            raise WrongAddress(404, say("error.no_page", path=path))
        inner = getattr(entry["layout"], "__wrapped__", entry["layout"])
        content = inner(**query_values)
    except (WrongAddress, UnknownChoice) as err:
        wrong = _as_wrong_address(err)
        title = say("site.tab", name=say(f"error.{wrong.status}"))
        return Page(content=error_page(wrong), title=title, status=wrong.status)
    jsonld = entry.get("jsonld")
    return Page(
        content=content,
        title=_text(entry["title"], query_values),
        description=_text(entry["description"], query_values),
        jsonld=partial(jsonld, **named) if jsonld else None,
        preview=_text(entry.get("preview"), query_values),
    )


def _text(value: Any, variables: Mapping[str, Any]) -> str:
    """A title or description, which a page may compute from the variables of its path and the query."""
    return str(value(**variables)) if callable(value) else str(value or "")
