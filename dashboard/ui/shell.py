"""What stands around every page: head, navigation, footer; as Dash's layout, as words, and as the first HTML."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from html import escape
from typing import Any

import dash
from dash import dcc, html
from dash.development.base_component import Component

from dashboard.charts import theme
from dashboard.package import code_stamp, freshness
from dashboard.package.store import Package
from dashboard.texts import LANGUAGE, say
from dashboard.ui import components, critical_css
from dashboard.ui.html import render


def _ways() -> list[tuple[str, str]]:
    """Name and address of the pages that stand in the navigation, in their order."""
    pages = [p for p in dash.page_registry.values() if p.get("in_navigation")]
    return [(say(f"nav.{p['in_navigation']}"), p["path"]) for p in pages]


def navigation() -> list[Component]:
    """Links to the pages that stand in the navigation."""
    return [html.Li(components.page_link(name, to)) for name, to in _ways()]


def age_line(package: Package, tables: Iterable[str] = ()) -> Component:
    """Age of the data of this package by the reader's clock; of the sources behind `tables` where a page names them."""
    names = freshness.sources_of(package, tables)
    return components.age_line(package.created, freshness.span(package, names), date.today())


def frame(content: Any, package: Package) -> list[Component]:
    """The whole page around `content`: skip link, header, main, footer."""
    title = components.page_link(say("site.title"), "/", className="site")
    turn = {"data-scheme": "turn", "aria-label": say("site.scheme")}
    scheme = html.Button("◐", type="button", className="scheme only-script", title=say("site.scheme"), **turn)
    return [
        html.A(say("site.skip"), href="#main", className="skip"),
        html.Header([title, scheme, html.Nav(html.Ul(navigation()), **{"aria-label": say("nav.label")})]),
        html.Main(content, id="main", tabIndex="-1"),
        html.Footer(
            [
                age_line(package),
                html.P(say("site.version", version=package.version)),
                html.P(say("site.about")),
                html.P(html.A(say("site.licence"), href="/data/README.md")),
            ]
        ),
    ]


def layout(package: Package) -> Component:
    """Dash's layout: the frame with its page container, and what the scripts need to know."""
    kept = {
        "version": package.version,
        "code": code_stamp.code(),
        "templates": theme.TEMPLATES,
        "failed": say("chart.failed"),
        "failed_title": say("chart.failed_title"),
        "newer": say("chart.newer"),
    }
    stores = [dcc.Store(id="kept", data=kept), dcc.Store(id="scheme", data="")]
    return html.Div([*frame(dash.page_container, package), *stores], id="shell")


INDEX = """<!DOCTYPE html>
<html lang="{language}" dir="ltr"{embed}>
<head>
<title>{title}</title>
{metas}
<meta name="description" content="{description}">
<meta name="color-scheme" content="light dark">
<meta property="og:title" content="{title}"><meta property="og:type" content="website">
<meta property="og:description" content="{description}">
<link rel="icon" type="image/svg+xml" href="/assets/mark.svg">
{sheet}{css}
{early}
</head>
<body>
<div id="first-words">{words}</div>
<div id="react-entry-point"></div>
<div id="scripts">{config}{scripts}{renderer}</div>
</body>
</html>"""


def index(
    parts: Mapping[str, str], title: str, description: str, words: str, early: str, embedded: bool = False
) -> str:
    """The first HTML: Dash's pieces, and the words of the page beside its entry point; `embedded`: charts alone."""
    kept = {name: parts[name] for name in ("metas", "css", "config", "scripts", "renderer")}
    return INDEX.format(
        language=LANGUAGE, title=escape(title), description=escape(description), words=words, early=early,
        sheet=critical_css.sheet(),
        embed=' data-embed="1"' if embedded else "", **kept,
    )  # fmt: skip


def document(title: str, body: str) -> str:
    """A small page of its own, without scripts: a table of rows, or what to say when an address is wrong."""
    return (
        f'<!DOCTYPE html>\n<html lang="{LANGUAGE}"><head><meta charset="utf-8"><title>{escape(title)}</title>'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        '<meta name="color-scheme" content="light dark">'
        f'{critical_css.sheet()}</head><body class="plain">{body}</body></html>\n'
    )


def refusal(status: int, told: str) -> str:
    """The page for a wrong address: what is wrong, and ways on."""
    title = say(f"error.{status}") if status in (400, 404) else say("error.other")
    ways = render([html.Li(html.A(name, href=to)) for name, to in _ways()])
    return document(title, f"<main><h1>{escape(title)}</h1><p>{escape(told)}</p><ul>{ways}</ul></main>")
