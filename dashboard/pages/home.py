"""The claims in the article's order, each with the verdict of its parts."""

from __future__ import annotations

from collections import Counter
from typing import Any

import dash
from dash import html
from dash.development.base_component import Component

from dashboard.charts.registry import CHARTS
from dashboard.http import routes
from dashboard.package import claims
from dashboard.package.current import package
from dashboard.package.store import Package
from dashboard.pages import parts
from dashboard.svg import small
from dashboard.texts import say, word
from dashboard.ui import components, shell, urls


@routes.page
def layout(**_: Any) -> Component:
    """One section per claim; `_` are parts of the address that mean nothing here."""
    now = package()
    entries = claims.every(now)
    return components.page(
        say("home.title"),
        html.Div(
            [html.P(_counts(entries)), html.P(say("article.line", title=say("article.title")))], className="counted"
        ),
        shell.age_line(now),
        html.Ol([_claim(one, now) for one in entries], className="claims"),
        lead=say("home.lead"),
    )


def _counts(found: list[claims.Claim]) -> str:
    """How many claims and parts, and how often each verdict was given."""
    given = Counter(part.verdict["verdict"] for one in found for part in one.parts)
    text = ", ".join(f"{n} {word('verdict', verdict)}" for verdict, n in given.most_common())
    return say("home.counts", **claims.counts(package()), verdicts=text)


def _claim(found: claims.Claim, now: Package) -> Component:
    address = f"/claims/{found.about['id']}"
    phrase = components.quoted(found.about["phrase"], found.about["quoted"])
    heading = html.H2(components.page_link(phrase, address))
    listed = html.Ul([_part(part) for part in found.parts], className="parts")
    title = html.P(found.about["title"], className="kicker")
    return html.Li(html.Article([heading, title, _picture(found, now), listed]))


def _picture(found: claims.Claim, now: Package) -> Component | None:
    """The decisive series, small: a chart that the claim names, drawn by the server; loaded when it comes into view."""
    name = next((c for c in found.charts if c in CHARTS), None)
    if name is None:
        return None
    title = say(f"chart.{name}.title")
    drawn = html.Img(
        alt=say("home.picture", title=title),
        width=str(small.WIDTH),
        height=str(small.HEIGHT),
        **{"data-lazy": urls.chart(name, "svg", "size=small", now.version)},
    )
    return html.Figure([drawn, html.Figcaption(title)], className="small")


def _part(part: claims.Part) -> Component:
    name = html.Span(part.about["title"], className="part-name")
    head = html.P([components.badge(part.verdict["verdict"]), " ", name], className="verdict")
    return html.Li([head, html.P(part.verdict["sentence"], className="sentence"), parts.counted(part.verdict)])


def description(**_: Any) -> str:
    return say("home.description", **claims.counts(package()))


dash.register_page(__name__, path="/", order=0, title=say("home.tab"), description=description, in_navigation="claims")
