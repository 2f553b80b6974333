"""The front page: three claims with verdict and sentence, all claims with their verdicts, and then each claim."""

from __future__ import annotations

from typing import Any

from dashboard.charts.registry import CHARTS
from dashboard.package import claims
from dashboard.package.claims import Claim
from dashboard.package.current import package
from dashboard.package.parts import Part
from dashboard.package.store import Package
from dashboard.pages import chart_pages, claim_lists
from dashboard.svg import small
from dashboard.texts import say
from dashboard.ui import age, chart_options, components, urls
from dashboard.ui import elements as html


def description(**_: Any) -> str:
    return say("home.description", **claims.counts(package()))


def layout(**_: Any) -> html.Element:
    """Three answers, the verdicts of all claims, then a section for each; `_` takes what the address has besides."""
    now = package()
    every = claims.every(now)
    pictures: set[str] = set()
    return components.page(
        say("home.title"),
        components.listed([_answer(claim) for claim in claims.asked_first(every)], "answers"),
        _article(now),
        claim_lists.overview(every),
        age.line(now),
        html.H2(say("home.each")),
        html.Ol([_claim(claim, now, pictures) for claim in every], className="claims"),
        name="page home",
    )


def _answer(claim: Claim) -> list[html.Element]:
    """What the article says, verdict and sentence on its first part, and the verdicts on what we asked further."""
    part = (claim.asserted or claim.parts)[0]
    head = html.H2([html.A(claim.phrase, href=claim.address), " ", components.badge(part.word)])
    marks = [claim_lists.named(p) for p in claim.ours]
    also = [html.P([html.Small(say("home.also")), " ", *marks], className="also")] if marks else []
    return [head, html.P(part.sentence, className="sentence"), *also]


def _article(now: Package) -> html.Element:
    link = html.A(now.article["title"], href="/article")
    after = say("article.after", publisher=now.article["publisher"], written=now.article["written_note"])
    return html.P([say("article.before") + " ", link, after], className="from")


def _claim(claim: Claim, now: Package, pictures: set[str]) -> html.Element:
    said = html.Span(say("home.said" if claim.quoted else "home.short"))
    texts = [
        html.H3(html.A(claim.title, href=claim.address)),
        html.P([said, " ", claim.phrase], className="said"),
        html.P(claim.about["about"], className="about"),
        _parts(claim.asserted),
        _ours(claim),
    ]
    return html.Li(html.Article([html.Div(texts), _picture(claim, now, pictures)]))


def _parts(parts: list[Part]) -> html.Element:
    """Verdict, title and sentence of each part."""
    return components.listed(map(_part, parts), "parts")


def _part(part: Part) -> list[html.Element]:
    head = [components.badge(part.word), " ", html.Strong(part.title)]
    return [html.P(head), html.P(part.sentence, className="sentence")]


def _ours(claim: Claim) -> html.Element | None:
    """Our own questions on this claim: the verdicts are seen at once, their sentences when it is opened."""
    if not claim.ours:
        return None
    words = [piece for part in claim.ours for piece in (" ", claim_lists.named(part))]
    return html.Details([html.Summary([say("home.also"), *words]), _parts(claim.ours)])


def _picture(claim: Claim, now: Package, pictures: set[str]) -> html.Element | None:
    """The first chart of the claim that can be read when small and that is not yet in `pictures`; None without one."""
    for chart in (chart_options.chart(name, now) for name in claim.charts if name in CHARTS):
        view = chart_options.view(chart, chart.complete(chart.known(claim.chart_choices)), now)
        address = urls.chart(chart.id, "svg", "&".join(filter(None, [view.query, "size=small"])), now.version)
        if address not in pictures and not view.rows.empty and small.readable(view.picture):
            pictures.add(address)
            title = say(f"chart.{chart.id}.title")
            return chart_pages.tile(address, view.finding, alt=say("home.picture", title=title))
    return None
