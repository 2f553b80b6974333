"""One part of a claim: its verdict, its sentence and one chart first; everything else behind "More evidence"."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from dashboard.package.cells import texts as texts_of
from dashboard.package.claims import Part, Row
from dashboard.package.store import Package
from dashboard.pages import blocks, parts, reader_verdict, stability
from dashboard.texts import formats, say, word
from dashboard.ui import components
from dashboard.ui import elements as html
from dashboard.ui.elements import Element, Fragment

_UNTESTED = ("dated_fact", "statement")  # rules under which "without estimates" means nothing


def section(
    part: Part,
    now: Package,
    query: blocks.Query,
    *,
    first: Sequence[Fragment] = (),
    more: Sequence[Fragment] = (),
    repeated: Sequence[str] = (),
) -> Element:
    """The card of `part`: the chart that is shown `first`, those behind "More evidence", and names of charts above."""
    about, verdict = part.about, part.verdict
    inner = [
        html.H2(about["title"], id=f"part-{about['part']}"),
        html.P([components.badge(verdict["verdict"]), " ", _kind(part)], className="verdict"),
        html.P(verdict["sentence"], className="sentence"),
        reader_verdict.without_one(part),
        _without_estimates(verdict),
        _row_behind(part, now),
        *first,
        *([] if first else [_above(name) for name in repeated[:1]]),
        reader_verdict.block(part, now, query),
        blocks.quotation(part, now),
        html.P([html.Strong(say("part.settle") + " "), about["settle"]], className="settle"),
        _more(part, now, more),
    ]
    names = {"aria-labelledby": f"part-{about['part']}"}
    return html.Section(inner, className="card part", id=about["part"], **names)


def _kind(part: Part) -> Element:
    """Whose question it is, and how strong the evidence is."""
    texts = [say("part.asserted" if part.asserted else "part.ours")]
    if part.verdict.get("evidence"):
        texts.append(say("part.evidence", word=word("evidence", part.verdict["evidence"])))
    return html.Small(" · ".join(texts), className="counted")


def _without_estimates(verdict: Row) -> Element | None:
    """The verdict without estimates, where it is another one; on every other part the fold has it."""
    other = verdict.get("verdict_without_imputed", "")
    if not other or other == verdict["verdict"] or verdict.get("rule") in _UNTESTED:
        return None
    return html.P([say("part.verdict_without_imputed") + " ", components.badge(other)], className="others line")


def _row_behind(part: Part, now: Package) -> Element | None:
    """The way to the rows of the reading that was fixed beforehand; nothing for a part that is not measured."""
    rows = part.specifications
    natural = texts_of(rows[rows["reading"] == "natural"])
    link = stability.rows_link(now, natural[0]) if natural else ""
    return html.P([say("part.row") + " ", link], className="key") if link else None


def _above(name: str) -> Element:
    """The way to a chart that an earlier part of the page shows."""
    return html.P([say("part.chart_above") + " ", html.A(say(f"chart.{name}.title"), href=f"#{name}")], className="key")


def _more(part: Part, now: Package, charts: Sequence[Fragment]) -> Element:
    inner: list[Any] = [
        _procedure(part.verdict),
        parts.counted(part.verdict),
        _searched(part.verdict, now),
        parts.propositions(part.about),
        parts.verdict_facts(part.verdict),
        parts.other_verdicts(part.verdict),
        *charts,
        parts.specifications(part, now),
        stability.conditions(part, now),
        stability.flips(part, now),
        stability.stability(part),
        parts.evidence(part),
        stability.history(part),
    ]
    title = html.Summary(say("part.more", part=part.about["title"]))
    return html.Details([title, *inner], className="more", id=f"{part.about['part']}-more")


def _searched(verdict: Row, now: Package) -> Element | None:
    """What was looked for, where, on what day, and what came of it; nothing when no search is on record."""
    table = now.words["searches"]
    searches = table[table["id"] == verdict.get("search")].to_dict("records")
    if not searches:
        return None
    row = searches[0]
    day = formats.day(str(row["date"]))
    text = say("part.searched", day=day, place=row["searched_in"], question=row["question"], answer=row["answer"])
    return html.P(text, className="key")


def _procedure(verdict: Row) -> Element:
    """How the rule came to the verdict, in the words of the package."""
    texts = [verdict.get("procedure", ""), verdict.get("evidence_reason", "")]
    return html.P(" ".join(t for t in texts if t) or say("part.no_procedure"), className="procedure")
