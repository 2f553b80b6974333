"""The answer first: three claims with their word and sentence, all claims as words, and then each claim."""

from __future__ import annotations

from typing import Any

from dashboard.charts.registry import CHARTS
from dashboard.http import routes
from dashboard.package import claims, jsonld
from dashboard.package.current import package
from dashboard.package.store import Package
from dashboard.pages import verdict_counts
from dashboard.svg import small
from dashboard.texts import say
from dashboard.ui import chart_options, components, shell, urls
from dashboard.ui import elements as html
from dashboard.ui.elements import Element


@routes.page
def layout(**_: Any) -> Element:
    """Three answers, the verdicts of all claims, then a section for each; `_` takes what the address has besides."""
    now = package()
    entries = claims.every(now)
    pictures: set[str] = set()
    return components.page(
        say("home.title"),
        html.Ul([html.Li(_answer(record)) for record in claims.asked_first(entries)], className="answers"),
        _article(now),
        verdict_counts.section(entries),
        shell.age_line(now),
        html.H2(say("home.each")),
        html.Ol([_claim(record, now, pictures) for record in entries], className="claims"),
        name="page home",
    )


def _link(record: claims.Claim, text: str) -> Element:
    return components.page_link(text, f"/claims/{record.about['id']}")


def _phrase(record: claims.Claim) -> str:
    return components.quoted(record.about["phrase"], record.about["quoted"])


def _answer(record: claims.Claim) -> list[Element]:
    """What the article says, the word and the sentence of its first part, and the words of what we asked further."""
    part = (record.asserted or record.parts)[0]
    ours = [p for p in record.parts if not p.asserted]
    head = html.H2([_link(record, _phrase(record)), " ", components.badge(part.verdict["verdict"])])
    marks = [components.badge(p.verdict["verdict"]) for p in ours]
    also = [html.P([html.Small(say("home.also")), " ", *marks], className="also")] if ours else []
    return [head, html.P(part.verdict["sentence"], className="sentence"), *also]


def _article(now: Package) -> Element:
    link = components.page_link(now.article["title"], "/article")
    after = say("article.after", publisher=now.article["publisher"], written=now.article["written_note"])
    return html.P([say("article.before") + " ", link, after], className="from")


def _claim(record: claims.Claim, now: Package, pictures: set[str]) -> Element:
    quotation = [
        html.Span(say("home.said" if record.about["quoted"] != "false" else "home.short")),
        " ",
        _phrase(record),
    ]
    texts = [
        html.H3(_link(record, record.about["title"])),
        html.P(quotation, className="said"),
        html.P(record.about["about"], className="about"),
        html.Ul([_part(part) for part in record.asserted], className="parts"),
        _ours(record),
    ]
    return html.Li(html.Article([html.Div(texts), _picture(record, now, pictures)]))


def _part(part: claims.Part) -> Element:
    head = html.P([components.badge(part.verdict["verdict"]), " ", html.Strong(part.about["title"])])
    return html.Li([head, html.P(part.verdict["sentence"], className="sentence")])


def _ours(record: claims.Claim) -> Element | None:
    """Our own questions on this claim: their words at once, their sentences when it is opened."""
    ours = [part for part in record.parts if not part.asserted]
    if not ours:
        return None
    words = [html.Span([components.badge(p.verdict["verdict"]), " "]) for p in ours]
    return html.Details(
        [html.Summary([say("home.also"), " ", *words]), html.Ul([_part(p) for p in ours], className="parts")]
    )


def _picture(record: claims.Claim, now: Package, pictures: set[str]) -> Element | None:
    """The first chart of the claim that can be read when small and that no claim above shows; nothing without one."""
    for chart in (chart_options.chart(name, now) for name in record.charts if name in CHARTS):
        choices = chart.complete(chart.known(record.chart_choices))
        query = "&".join(filter(None, [chart.canonical(choices), "size=small"]))
        address = urls.chart(chart.id, "svg", query, now.version)
        view = chart_options.view(chart, choices, now)
        if address in pictures or view.rows.empty or not small.readable(view.picture):
            continue
        pictures.add(address)
        size = {"width": str(small.WIDTH), "height": str(small.HEIGHT)}
        alt = say("home.picture", title=say(f"chart.{chart.id}.title"))
        image = html.Img(alt=alt, **size, **{"data-lazy": address})
        return html.Figure([image, html.Figcaption(view.finding)], className="small")
    return None


def description(**_: Any) -> str:
    return say("home.description", **claims.counts(package()))


routes.register_page(__name__, "/", "home", order=0, description=description, jsonld=jsonld.website)
