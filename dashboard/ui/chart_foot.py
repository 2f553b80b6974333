"""What follows the picture on the card of a chart: how to read it, source and notes, files, addresses, citations."""

from __future__ import annotations

from typing import Any

from dashboard.charts.base import Chart
from dashboard.package.store import Package
from dashboard.texts import formats, say
from dashboard.ui import cite, components, urls
from dashboard.ui import elements as html
from dashboard.ui.chart_options import View


def part_id(kind: str, chart: Chart) -> dict[str, str]:
    """The id of a piece of the card that a choice changes: a pattern-matching id of Dash."""
    return {"type": kind, "chart": chart.id}


def edition(package: Package) -> str:
    """Day and version of the data, as a sentence."""
    return say("chart.package", day=formats.day(package.created), version=package.version)


def key_of(chart: Chart) -> str:
    """How to read the marks of a chart, in words."""
    key = say(f"chart.{chart.id}.key")
    return f"{key} {say('chart.events')}" if chart.dated else key


def foot(view: View, *, folded: bool) -> list[html.Element]:
    """Everything below the picture; where `folded`, the source alone is seen and the rest closed."""
    key = html.P(key_of(view.chart), className="key")
    rest = [_notes(view), _downloads(view), _share(view)]
    if not folded:
        return [key, _source(view), *rest]
    return [_source(view), html.Details([html.Summary(say("chart.more")), key, *rest], className="below")]


def _source(view: View) -> html.Element:
    names = html.Span(view.source, id=part_id("source", view.chart))
    return html.P([html.Strong(say("chart.sources") + " "), names, ". ", edition(view.package)], className="source")


def _notes(view: View) -> html.Element:
    """What the picture shows in words, and the caveats of its table, folded."""
    chart = view.chart
    caveats = [html.Li(c["text"]) for c in view.package.resources[chart.table].get("caveats", [])]
    words = html.Li(html.Span(view.alt, id=part_id("alt", chart)), id=f"{chart.id}-alt")
    title = html.Summary(say("chart.notes", n=1 + len(caveats)))
    return html.Details([title, html.Ul([words, *caveats], className="caveats")], className="notes")


def _downloads(view: View) -> html.Element:
    chart = view.chart

    def to(kind: str, **props: Any) -> html.Element:
        address = urls.chart(chart.id, kind, view.query, view.package.version)
        return html.A(say(f"chart.{kind}"), href=address, id=part_id(kind, chart), **props)

    png = {"data-shot": "png", "data-chart": chart.id}
    links = [
        to("csv", download=f"{chart.id}.csv"),
        html.Button(say("chart.shot_png"), type="button", className="only-script", **png),
        to("svg", download=f"{chart.id}.svg"),
        to("json"),
    ]
    return html.P(links, className="downloads")


def _share(view: View) -> html.Element:
    """The address of this chart with its choices, the HTML that embeds it; its finding to quote, and how to cite it."""
    chart, package, height = view.chart, view.package, view.picture["layout"]["height"]
    address, title = urls.origin() + urls.alone(chart, view.query), say(f"chart.{chart.id}.title")
    shared = [*_copied(chart, "share", address), *_copied(chart, "embed", urls.embed(chart, view.query, title, height))]
    work = cite.Work(key=chart.id, title=title, address=f"{urls.origin()}/charts/{chart.id}", now=package)
    cited = [*_copied(chart, "quote", cite.quote(view.finding, package, address))]
    cited += cite.entries(work, f"/charts/{chart.id}/cite")
    # what assets/charts.js fills in after a choice
    frame = {"data-quote": cite.quote("{finding}", package, "{address}")}
    credit = html.A(say("site.title"), href=urls.alone(chart, view.query), target="_blank")
    return html.Div(
        [
            html.Details([html.Summary(say("chart.share")), *shared], className="share"),
            html.Details([html.Summary(say("cite.title")), *cited], className="share cite", **frame),
            html.P([say("chart.credit") + " ", credit], className="credit"),
        ]
    )


def _copied(chart: Chart, kind: str, text: str) -> list[html.Element]:
    """A text to copy that a choice changes."""
    code = html.Code(text, id=part_id(kind, chart))
    return components.copied(say(f"chart.{kind}_label"), say(f"chart.copy_{kind}"), code, kind)
