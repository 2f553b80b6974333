"""How old the data of a page are: in words, and as the line that every page has."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from dashboard.package import current, freshness
from dashboard.package.store import Package
from dashboard.texts import formats, say
from dashboard.ui import elements as html

OLD = 120  # days after which a package is called old


def words(iso: str, today: date) -> str:
    """How old a day is by the reader's clock, in words; empty for what is no whole date."""
    try:
        days = (today - date.fromisoformat(iso)).days
    except ValueError:
        return ""
    if days <= 0:
        return say("age.today")
    if days < 60:
        return say("age.days", n=days)
    return say("age.months", n=days // 30) if days < 730 else say("age.years", n=days // 365)


def line(package: Package, tables: Iterable[str] = ()) -> html.Element:
    """The line that says how old the data of a page are: day of the package, newest figure, day of the last asking.

    Of all sources, or of those behind `tables`, where a page names them.
    """
    created, today = package.created, current.today()
    span = freshness.span(package, freshness.sources_of(package, tables))
    old = bool(created) and (today - date.fromisoformat(created)).days > OLD
    # in an element of its own, because the edition that needs no server counts it when it is read
    since = html.Span(f" ({words(created, today)})", className="age", **{"data-since": created})
    texts = [say("fresh.package"), " ", html.Time(formats.day(created), dateTime=created), since]
    if span.newest:
        texts.append(say("fresh.newest", period=span.newest))
    if span.asked and span.asked != created:
        texts.append(say("fresh.asked", day=formats.day(span.asked)))
    mark = html.Strong(say("fresh.stale") + " ") if old else None
    every = html.A(say("fresh.sources"), href="/data#sources")
    return html.P([mark, *texts, ". ", every], className="fresh stale" if old else "fresh")
