"""The frame of every page: head, navigation, footer; as Dash's layout, as words, and as the first HTML."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

import dash
from dash import dcc
from markupsafe import Markup

from dashboard.charts import theme
from dashboard.package import clock, code_stamp, freshness
from dashboard.package.store import Package
from dashboard.texts import say
from dashboard.ui import components, critical_css, root
from dashboard.ui import elements as html
from dashboard.ui.elements import Element
from dashboard.ui.template import fill

FURTHER = (
    ("charts", "/charts"),
    ("changes", "/changes"),
    ("glossary", "/glossary"),
)  # beside the pages of the navigation, in the footer


def _ways() -> list[tuple[str, str]]:
    """Name and address of the pages of the navigation, in their order."""
    pages = [p for p in dash.page_registry.values() if p.get("in_navigation")]
    return [(say(f"nav.{p['in_navigation']}"), p["path"]) for p in pages]


def navigation(path: str = "") -> list[Element]:
    """Links to the pages of the navigation; that of the page at `path`, or above it, says so."""
    return [html.Li(components.page_link(name, to, **_current(path, to))) for name, to in _ways()]


def _current(path: str, to: str) -> dict[str, str]:
    """What marks a link to where the reader is: the page itself, or the section of a page below it."""
    if path == to:
        return {"aria-current": "page"}
    return {"aria-current": "true"} if path.startswith(f"{to}/") else {}


def age_line(package: Package, tables: Iterable[str] = ()) -> Element:
    """Age of the data of this package by the reader's clock; of the sources behind `tables` where a page names them."""
    names = freshness.sources_of(package, tables)
    return components.age_line(package.created, freshness.span(package, names), clock.today())


def search_form(ident: str, question: str = "", *, button: bool = False) -> Element:
    """A field to search in; assets/search.js, fetched when it has the focus, lists what it finds below it."""
    field = html.Input(
        type="search",
        id=ident,
        name="q",
        value=question or None,
        placeholder=say("search.title"),
        **{"aria-label": say("search.label")},
    )
    data = {"data-index": f"/search.json?c={code_stamp.code()}"}
    data["data-counted"] = say("search.counted")
    data["aria-label"] = say("search.here" if button else "search.title")
    inner = [
        field,
        html.Button(say("search.go"), type="submit") if button else None,
        html.Ul(className="found", hidden=True),
        html.Span(className="found-count", role="status"),
    ]
    return html.Form(inner, action="/search", method="get", role="search", className="search", **data)


def frame(content: Any, package: Package, path: str = "") -> list[Element]:
    """The whole page around `content`: skip link, header, main, footer; `path` is its address, where it is known."""
    title = components.page_link(say("site.title"), "/", className="site")
    turn = {"data-scheme": "turn", "aria-label": say("site.scheme")}
    licence = html.A(say("site.licence"), href="/data/README.md")
    scheme = html.Button("◐", type="button", className="scheme only-script", title=say("site.scheme"), **turn)
    pages = html.Nav(html.Ul(navigation(path)), **{"aria-label": say("nav.label")})
    further = [html.Li(components.page_link(say(f"nav.{name}"), to)) for name, to in FURTHER]
    return [
        html.A(say("site.skip"), href="#main", className="skip"),
        html.Header([title, search_form("search"), scheme, pages]),
        html.Main(content, id="main", tabIndex="-1"),
        html.Footer(
            [
                html.P(say("site.about")),
                html.Nav(html.Ul(further), **{"aria-label": say("nav.more")}),
                html.P([say("site.version", version=package.version), " ", licence]),
            ]
        ),
    ]


def layout(package: Package) -> dash.html.Div:
    """Dash's layout: the frame with its page container, and what the scripts need to know."""
    stores = [dcc.Store(id="kept", data=settings(package)), dcc.Store(id="scheme", data="")]
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


@dataclass(frozen=True, kw_only=True)
class Head:
    """What the head of a page says beside the sheet: its names, the plotly.js to load ahead, a JSON-LD block."""

    title: str
    description: str
    plotly: str  # address of plotly.js
    charts: bool = False  # whether there is anything that Dash would be woken for
    jsonld: str = ""
    address: str = ""  # the whole address of the page with its choices
    preview: str = ""  # the whole address of a picture for the preview of its link


def index(parts: Mapping[str, str], head: Head, words: str, embedded: bool = False) -> str:
    """The first HTML: Dash's `parts`, and the words of the page beside its entry point; `embedded`: charts alone."""
    return fill(
        "page",
        dash={name: Markup(parts[name]) for name in ("metas", "css", "config", "scripts", "renderer")},
        title=head.title,
        description=head.description,
        address=head.address,
        preview=head.preview,
        site=say("site.title"),
        early=Markup(critical_css.script(head.plotly)),
        failed=say("chart.asleep_failed"),
        feed=say("feed.title", site=say("site.title")),
        scripts=[
            f"/assets/{name}?c={code_stamp.code()}"
            for name in ("page.js", *(("wake.js", "card.js") if head.charts else ()))
        ],
        jsonld=Markup(head.jsonld),
        words=Markup(words),
        embedded=embedded,
    )


def document(title: str, body: str) -> str:
    """A small page of its own, without scripts; `body` is HTML."""
    return fill("document", title=title, body=Markup(body))


def refusal(status: int, reason: str) -> str:
    """The page for a wrong address: what is wrong, and ways on."""
    title = say(f"error.{status}") if status in (400, 404) else say("error.other")
    return fill("refusal", title=title, reason=reason, ways=_ways())
