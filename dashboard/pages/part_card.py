"""One part of a claim: its verdict, its sentence and one chart first; everything else behind "More evidence"."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from dashboard.package.cells import Row
from dashboard.package.cells import texts as texts_of
from dashboard.package.parts import Part
from dashboard.package.store import Package
from dashboard.pages import part_facts, part_tables, reader_verdict
from dashboard.texts import formats, say, word
from dashboard.ui import cite, components, urls
from dashboard.ui import elements as html
from dashboard.ui.template import fill

_UNTESTED = ("dated_fact", "statement")  # rules under which "without estimates" means nothing


def section(
    part: Part,
    now: Package,
    query: Mapping[str, Any],
    *,
    first: Sequence[html.Fragment] = (),
    more: Sequence[html.Fragment] = (),
    above: Sequence[str] = (),
) -> html.Element:
    """The card of `part`: the chart that is shown `first`, those behind "More evidence", and names of charts above."""
    inner = [
        html.H2(part.title, id=f"part-{part.name}"),
        html.P([components.badge(part.word), " ", _kind(part)], className="verdict"),
        html.P(part.sentence, className="sentence"),
        _without_one(part),
        _without_estimates(part.verdict),
        _row_behind(part, now),
        *first,
        *([] if first else [_above(name) for name in above[:1]]),
        reader_verdict.block(part, now, query),
        _quotation(part, now),
        html.P([html.Strong(say("part.settle") + " "), part.about["settle"]], className="settle"),
        _more(part, now, more),
    ]
    return html.Section(inner, className="card part", id=part.name, **{"aria-labelledby": f"part-{part.name}"})


def _kind(part: Part) -> html.Element:
    """Whose question it is, and how strong the evidence is."""
    texts = [say("part.asserted" if part.asserted else "part.ours")]
    if part.verdict.get("evidence"):
        texts.append(say("part.evidence", word=word("evidence", part.verdict["evidence"])))
    return html.Small(" · ".join(texts), className="counted")


def _without_one(part: Part) -> html.Element | None:
    """What the absence of one source changes, in a line; None where it is not asked.

    That is of a cause, and of a statement: without its speaker there is none.
    """
    if part.verdict.get("rule") in ("cause", "statement", None) or part.word in ("not yet checked", "not shown"):
        return None
    pairs = [p.rpartition(": ") for p in formats.names_in(part.verdict.get("leave_one_out", ""))]
    sentences = [say("without.one", source=word("root_family", s), verdict=word("verdict", v)) for s, _, v in pairs]
    text = say("without.end").join(sentences) or say("without.same")
    return html.P([html.Strong(say("without.lead")), " ", text], className="key")


def _without_estimates(verdict: Row) -> html.Element | None:
    """The verdict without estimates, where it is another one; else it is only behind "More evidence"."""
    other = verdict.get("verdict_without_imputed", "")
    if not other or other == verdict["verdict"] or verdict.get("rule") in _UNTESTED:
        return None
    return html.P([say("part.verdict_without_imputed") + " ", components.badge(other)], className="others line")


def _row_behind(part: Part, now: Package) -> html.Element | None:
    """The way to the rows of the reading that was fixed beforehand; nothing for a part that is not measured."""
    rows = part.specifications
    natural = texts_of(rows[rows["reading"] == "natural"])
    link = part_tables.rows_link(now, natural[0]) if natural else ""
    return html.P([say("part.row") + " ", link], className="key") if link else None


def _above(name: str) -> html.Element:
    """The way to a chart that an earlier part of the page shows."""
    return html.P([say("part.chart_above") + " ", html.A(say(f"chart.{name}.title"), href=f"#{name}")], className="key")


def _quotation(part: Part, now: Package) -> html.Element:
    """The verdict's sentence with source and date, and the HTML of its badge, each to copy."""
    address, name = f"{urls.origin()}{part.address}", word("verdict", part.word)
    quote = cite.quote(part.sentence, now, address, name)
    alt = say("badge.alt", part=part.title, verdict=name, site=say("site.title"))
    badge = fill("badge", address=address.partition("#")[0], part=part.name, alt=alt).strip()
    pieces = [
        *components.copied(say("cite.quote_verdict_label"), say("cite.copy_quote_verdict"), html.Code(quote)),
        *components.copied(say("cite.badge_label"), say("cite.copy_badge"), html.Code(badge)),
    ]
    picture = html.A(say("cite.badge_shown"), href=f"{part.address.replace('#', '/')}/badge.svg")
    return html.Details([html.Summary(say("cite.part")), *pieces, html.P(picture, className="key")], className="share")


def _more(part: Part, now: Package, charts: Sequence[html.Fragment]) -> html.Element:
    inner: list[Any] = [
        _procedure(part.verdict),
        part_facts.counted(part.verdict),
        _searched(part.verdict, now),
        part_facts.propositions(part.about),
        part_facts.verdict_facts(part.verdict),
        part_facts.other_verdicts(part.verdict),
        *charts,
        part_tables.specifications(part, now),
        part_tables.conditions(part, now),
        part_facts.flips(part),
        part_facts.stability(part),
        part_tables.evidence(part),
        part_facts.history(part),
    ]
    title = html.Summary(say("part.more", part=part.title))
    return html.Details([title, *inner], className="more", id=f"{part.name}-more")


def _searched(verdict: Row, now: Package) -> html.Element | None:
    """What was looked for, where, on what day, and what came of it; nothing when no search is on record."""
    row = next((row for row in now.rows("searches") if row["id"] == verdict.get("search")), None)
    if row is None:
        return None
    search = {"place": row["searched_in"], "question": row["question"], "answer": row["answer"]}
    return html.P(say("part.searched", day=formats.day(row["date"]), **search), className="key")


def _procedure(verdict: Row) -> html.Element:
    """How the rule came to the verdict, in the words of the package."""
    texts = [verdict.get("procedure", ""), verdict.get("evidence_reason", "")]
    return html.P(" ".join(t for t in texts if t) or say("part.no_procedure"), className="procedure")
