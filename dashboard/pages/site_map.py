"""Every page: its address, what makes it, its title and description, and whether every page links to it.

Dash reads this module when the application is made, and the first page whose address fits answers. In an address
`<claim>` is any name, which the layout is given.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from itertools import count
from typing import Any

import dash

from dashboard.http import pictures, routes
from dashboard.http.query import Known, of_choice
from dashboard.http.routes import Layout
from dashboard.package import jsonld
from dashboard.pages import (
    api,
    article,
    chart_pages,
    claim,
    data,
    home,
    indexes,
    method,
    specification,
    table,
)
from dashboard.pages.settings import READER
from dashboard.texts import later, say

_ORDER = count()
Words = Callable[..., str]  # from the names in the address and its query


def _page(path: str, layout: Layout, texts: str = "", *, title: Words | None = None, **more: Any) -> None:
    """Makes Dash know the page at `path`; its title and description are the texts `<texts>.tab` and `.description`.

    `more` may have `title` and `description`, made by a function; `linked_from`, "header" or "footer" of every page,
    by the text `nav.<path>`; `query`, what its query may hold beside the parameters of the layout; `jsonld`; and
    `preview`, the path of the picture for a preview of its link.
    """
    dash.register_page(
        f"{__name__}{path.replace('/', '.').replace('-', '_')}",
        layout=routes.page(layout, path),
        order=next(_ORDER),
        title=_or_nothing(title or later(f"{texts}.tab")),
        **{"path_template" if "<" in path else "path": path, "description": later(f"{texts}.description"), **more},
    )


def _or_nothing(title: Words) -> Words:
    """`title`, or the one that says so where there is nothing at an address: Dash asks for it all the same."""

    def words(**names: str) -> str:
        try:
            return title(**names)
        except routes.WrongAddress:
            return say("site.tab", name=say("error.404"))

    return words


def _of_reader(name: str) -> bool:
    return name.startswith(f"{READER}.")


def _nowhere(**_: Any) -> Any:
    raise routes.WrongAddress(404, say("error.no_page_here"))


_page("/", home.layout, "home", description=home.description, jsonld=jsonld.website)
_page("/article", article.layout, "walk", linked_from="header")
_page("/claims", indexes.every_claim, "index", linked_from="header")
for _name in chart_pages.PAGES:
    _query = Known(knows=partial(chart_pages.knows, _name))
    _page(f"/{_name}", partial(chart_pages.layout, _name), _name, linked_from="header", query=_query)
_page("/data", data.layout, "data", linked_from="header", jsonld=jsonld.package)
_page("/method", method.layout, "method", linked_from="header")
_page(
    "/data/<table>",
    table.layout,
    title=table.title,
    description=table.description,
    query=Known(knows=lambda _: True, repeats=lambda _: True),
    jsonld=lambda now, origin, table: jsonld.table(now, table, origin),
)
_page(
    "/charts/<chart>",
    chart_pages.alone,
    title=chart_pages.title,
    description=chart_pages.description,
    preview=chart_pages.preview,
)
_page(
    "/claims/<claim>/<part>/<specification>",  # before the page of a claim, whose address is the beginning of this one
    specification.layout,
    title=specification.title,
    description=specification.description,
    preview=lambda claim, **_: pictures.of_claim(claim),
)
_page(
    "/claims/<claim>",
    claim.layout,
    title=claim.title,
    description=claim.description,
    query=Known(knows=lambda name: of_choice(name) or _of_reader(name), repeats=_of_reader),
    preview=lambda claim, **_: pictures.of_claim(claim),
    jsonld=lambda now, origin, claim: jsonld.reviews(now, claim, origin),
)
_page("/charts", indexes.charts, "charts", linked_from="footer")
_page("/changes", article.changes, "changes", linked_from="footer")
_page("/api", api.layout, "api")
_page("/glossary", indexes.glossary, "glossary", linked_from="footer")
_page("/search", indexes.search, "search")
_page("/not-found-404", _nowhere, title=_nowhere)  # by this name Dash finds what it draws where no page is
