"""The claims in the article's order, each with the verdict of its parts."""

from __future__ import annotations

from typing import Any

import dash
from dash import html
from dash.development.base_component import Component

from dashboard import claims, components, routes, shell
from dashboard.current import package
from dashboard.pages import parts
from dashboard.texts import say


@routes.page
def layout(**_: Any) -> Component:
    """One section per claim; `_` are parts of the address that mean nothing here."""
    now = package()
    return components.page(
        say("home.title"),
        shell.freshness(now),
        html.Ol([_claim(found) for found in claims.every(now)], className="claims"),
        lead=say("home.lead"),
    )


def _claim(found: claims.Claim) -> Component:
    address = f"/claims/{found.about['id']}"
    heading = html.H2(components.page_link(f"“{found.about['phrase']}”", address))
    listed = html.Ul([_part(part) for part in found.parts], className="parts")
    return html.Li([html.Article([heading, html.P(found.about["title"], className="kicker"), listed])])


def _part(part: claims.Part) -> Component:
    name = html.Span(part.about["title"], className="part-name")
    head = html.P([components.badge(part.verdict["verdict"]), " ", name], className="verdict")
    return html.Li([head, html.P(part.verdict["sentence"], className="sentence"), parts.counted(part.verdict)])


dash.register_page(
    __name__, path="/", order=0, title=say("home.tab"), description=say("home.description"), in_navigation="claims"
)
