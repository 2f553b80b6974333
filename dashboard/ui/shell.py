"""The frame of every page: head, navigation, footer; as Dash's layout, and as the first HTML."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import dash
from dash import dcc
from markupsafe import Markup

from dashboard.charts import theme
from dashboard.package import code_stamp
from dashboard.package.store import Package
from dashboard.texts import say
from dashboard.ui import components, root, template
from dashboard.ui import elements as html


def _ways(place: str) -> list[tuple[str, str]]:
    """Name and address of the pages that the `header` or the `footer` leads to, in their order."""
    pages = [page for page in dash.page_registry.values() if page.get("linked_from") == place]
    return [(say(f"nav{page['path'].replace('/', '.')}"), page["path"]) for page in pages]


def _links(place: str, path: str = "") -> html.Element:
    """The links of the header or the footer; that to the page at `path`, or above it, says so."""
    links = [html.A(name, href=to, **_current(path, to)) for name, to in _ways(place)]
    return components.ways(links, say(f"nav.{place}"), None)


def _current(path: str, to: str) -> dict[str, str]:
    """What marks a link to where the reader is: the page itself, or the section of a page below it."""
    if path == to:
        return {"aria-current": "page"}
    return {"aria-current": "true"} if path.startswith(f"{to}/") else {}


def search_form(ident: str, question: str = "", *, button: bool = False) -> html.Element:
    """A field to search in; assets/search.js, fetched when it has the focus, lists what it finds below it."""
    field = html.Input(
        type="search",
        id=ident,
        name="q",
        value=question or None,
        placeholder=say("search.title"),
        **{"aria-label": say("search.label")},
    )
    data = {"data-index": f"/search.json?c={code_stamp.code()}", "data-counted": say("search.counted")}
    inner = [
        field,
        html.Button(say("search.go"), type="submit") if button else None,
        html.Ul(className="found", hidden=True),
        html.Span(className="found-count", role="status"),
    ]
    label = {"aria-label": say("search.here" if button else "search.title")}
    return html.Form(inner, action="/search", method="get", role="search", className="search", **data, **label)


def frame(content: Any, package: Package, path: str = "") -> list[html.Element]:
    """The whole page around `content`: skip link, header, main, footer; `path` is its address, where it is known."""
    title = html.A(say("site.title"), href="/", className="site")
    turn = {"data-scheme": "turn", "aria-label": say("site.scheme")}
    licence = html.A(say("site.licence"), href="/data/README.md")
    scheme = html.Button("◐", type="button", className="scheme only-script", title=say("site.scheme"), **turn)
    return [
        html.A(say("site.skip"), href="#main", className="skip"),
        html.Header([title, search_form("search"), scheme, _links("header", path)]),
        html.Main(content, id="main", tabIndex="-1"),
        html.Footer(
            [
                html.P(say("site.about")),
                _links("footer"),
                html.P([say("site.version", version=package.version), " ", licence]),
            ]
        ),
    ]


def layout(package: Package) -> dash.html.Div:
    """Dash's layout: the frame with its page container, and what the scripts need to know."""
    stores = [dcc.Store(id="settings", data=settings(package)), dcc.Store(id="scheme", data="")]
    return dash.html.Div([*root.in_tree(frame(dash.page_container, package)), *stores], id="shell")


def settings(package: Package) -> dict[str, Any]:
    """What assets/charts.js needs to know: versions, the two templates of figures, and the words for what fails."""
    return {
        "version": package.version,
        "code": code_stamp.code(),
        "templates": theme.TEMPLATES,
        "failed": say("chart.failed"),
        "failed_title": say("chart.failed_title"),
        "newer": say("chart.newer"),
    }


def index(parts: Mapping[str, str], words: str, *, plotly: str, charts: bool, jsonld: str, **head: str | bool) -> str:
    """The first HTML: what Dash needs to start (`parts`), and beside its entry point the `words` of the page as HTML.

    `plotly` is the address of plotly.js, to load ahead; `charts` says whether there is anything to start Dash for;
    `head` has title, description, the whole address of the page and of its preview, and whether it is `embedded`.
    """
    scripts = ("page.js", "wake.js", "card.js") if charts else ("page.js",)
    return template.fill(
        "page",
        dash={name: Markup(parts[name]) for name in ("metas", "css", "config", "scripts", "renderer")},
        site=say("site.title"),
        early=Markup(template.script(plotly)),
        failed=say("chart.asleep_failed"),
        feed=say("feed.title", site=say("site.title")),
        scripts=[f"/assets/{name}?c={code_stamp.code()}" for name in scripts],
        jsonld=Markup(jsonld),
        words=Markup(words),
        **head,
    )


def document(title: str, body: str) -> str:
    """A small page of its own, without scripts; `body` is HTML."""
    return template.fill("document", title=title, body=Markup(body))


def refusal(status: int, reason: str) -> str:
    """The page for a wrong address: what is wrong, and ways on."""
    title = say(f"error.{status}") if status in (400, 404) else say("error.other")
    return template.fill("refusal", title=title, reason=reason, ways=_ways("header"))
