"""The pieces of a claim that more than one page shows."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from dashboard.charts import frames
from dashboard.package.cells import texts as texts_of
from dashboard.package.claims import Part, Row
from dashboard.package.store import Package
from dashboard.pages import stability
from dashboard.texts import formats, say, word
from dashboard.ui import components, urls
from dashboard.ui import elements as html
from dashboard.ui.elements import Element

CHOICES = ("flow", "eu", "unspecified", "valuation", "theme", "era")


def counted(verdict: Row) -> Element | None:
    """How many readings a verdict rests on, and the two words on evidence and agreement."""
    texts = []
    if verdict.get("computable"):
        kind = "part.conditions" if verdict["rule"] == "cause" else "part.counted"
        texts.append(say(kind, k=verdict["holds"], n=verdict["computable"], total=verdict["defined"]))
    if verdict.get("evidence"):
        texts.append(say("part.evidence", word=word("evidence", verdict["evidence"])))
    if verdict.get("agreement"):
        texts.append(say("part.agreement", word=word("agreement", verdict["agreement"])))
    return html.P(" · ".join(texts), className="counted") if texts else None


def _yes(text: str) -> str:
    return word("boolean", text) if text else ""


def verdict_facts(verdict: Row) -> Element:
    """Everything the verdict's row says, as a list of terms."""
    share = {n: formats.percent(float(verdict[n])) if verdict.get(n) else "" for n in ("strong_share", "weak_share")}
    flips = ", ".join(word("flips", name) for name in verdict.get("flips_on", "").split())
    distance = say("part.pct", n=formats.number(float(verdict["flip_pct"]))) if verdict.get("flip_pct") else ""
    texts: list[tuple[str, Any]] = [
        ("strong_share", share["strong_share"]),
        ("weak_share", share["weak_share"]),
        ("natural_holds", _yes(verdict.get("natural_holds", ""))),
        ("runner_up_holds", _yes(verdict.get("runner_up_holds", ""))),
        ("flips_on", flips),
        ("flip_pct", distance),
        ("resolvable", _yes(verdict.get("resolvable", ""))),
        ("stable", _yes(verdict.get("stable", ""))),
        ("data_as_of", formats.day(verdict.get("data_as_of", ""))),
    ]
    return components.facts([(say(f"part.{name}"), value) for name, value in texts])


def other_verdicts(verdict: Row) -> Element | None:
    """The verdict without estimates, and the one on periods to 1402 that the article could know."""
    texts = [
        html.Li([say(f"part.{name}") + " ", components.badge(verdict[name])])
        for name in ("verdict_without_imputed", "verdict_to_1402")
        if verdict.get(name)
    ]
    return html.Ul(texts, className="others") if texts else None


def propositions(about: Row) -> Element:
    """What is tested: the strong proposition, the weaker one where it is another, the natural reading, the rule."""
    rule = word("rule", about["rule"])
    weak = about.get("weak", "")
    values = {"strong": about["strong"], "weak": weak if weak != about["strong"] else "", "natural": about["natural"]}
    pairs = [(say(f"part.{name}"), text) for name, text in values.items()]
    return components.facts([*pairs, (say("part.rule"), rule)])


def specifications(part: Part, package: Package) -> Element | None:
    """Every way of measuring a part, the heaviest first; nothing where none is defined."""
    if part.specifications.empty:
        return None
    rows = part.specifications.sort_values("weight", ascending=False, kind="stable")
    options = {(c.choice, c.option): c.title for c in frames.each(package.words["choices"])}
    head = [(say(f"grid.{name}"), name in ("value", "weight")) for name in GRID]
    body = [_specification(head, row, options, package) for row in texts_of(rows)]
    return components.grid(head, body, say("part.specifications", part=part.about["title"]))


Head = list[tuple[str, bool]]
GRID = ("books", "period", "choices", "basis", "value", "strong", "weak", "weight", "remark")


def _specification(head: Head, row: Row, options: Mapping[tuple[str, str], str], package: Package) -> Element:
    one = urls.specification(row["claim"], row["part"], row["specification"])
    name = components.page_link(word("root_family", row["root_family"]), one)
    books = [html.Strong(name), html.Br(), html.Small(word("series", row["series"]))]
    if row["reading"]:
        books += [html.Br(), html.Small(word("reading", row["reading"]), className="reading")]
    chosen = [options.get((c, row[c])) or word(c, row[c]) for c in CHOICES if row[c]]
    partners = ", ".join(word("choice.partner", partner) for partner in row["leaning_on"].split())
    leaning = say("grid.leaning", partners=partners) if partners else ""
    remarks = [html.P(formats.capital(t).rstrip(".") + ".") for t in (row["why_not"], leaning) if t]
    cells = [
        books,
        formats.period(row["period"], row["calendar"]),
        ", ".join(chosen),
        word("cell_basis", row["cell_basis"]),
        value(row),
        components.holds(row["holds_strong"]),
        components.holds(row["holds_weak"]),
        formats.percent(float(row["weight"])),
        [*remarks, stability.rows_link(package, row)],
    ]
    return components.row(head, cells, className="natural" if row["reading"] == "natural" else None)


def value(row: Row) -> str:
    """The tested value with its bounds and unit: 6 to 15, -17.9 % change."""
    low, high, point = row["value_low"], row["value_high"], row["value"]
    if row["unit"] == "place":
        return _place(low or point, high or (point if not low else ""))
    text = formats.number(float(point or low)) if point or low else ""
    if low and high and low != high:
        text = say("grid.span", low=formats.number(float(low)), high=formats.number(float(high)))
    text = f"{text}\u00a0{row['unit']}" if text else ""
    return say("grid.from", low=text) if low and not high else text


def _place(best: str, worst: str) -> str:
    """A rank as an interval: 7, 6 to 15, 6 or lower."""
    if not best or best == worst:
        return formats.number(float(best)) if best else ""
    values = {"best": formats.number(float(best)), "worst": formats.number(float(worst)) if worst else ""}
    return say("rank.span" if worst else "rank.open", **values)


def evidence(part: Part) -> Element | None:
    """The rows of evidence, those for it first; a sentence where none is held."""
    if part.evidence.empty:
        return html.P(say("part.no_evidence"), className="empty") if part.specifications.empty else None
    order = part.evidence["stance"].map({"for": 0, "against": 1}).fillna(2)
    rows = part.evidence.assign(order=order).sort_values(["order", "date"], kind="stable")
    head = [(say(f"grid.{name}"), False) for name in ("stance", "date", "summary", "whose", "where")]
    caption = say("part.evidence_rows", part=part.about["title"])
    return components.grid(head, [_evidence_row(row) for row in texts_of(rows)], caption, named=False)


def _evidence_row(row: Row) -> components.Cells:
    denied = [html.Br(), html.Small(say("grid.denied", who=row["denial"]))] if row["denial"] else []
    family = word("root_family", row["root_family"]) if row["root_family"] else ""
    whose = " · ".join(dict.fromkeys(filter(None, [row["root_authority"] or row["root"], family])))
    where: list[Any] = []
    for publisher, url in (("publisher", "source_url"), ("publisher_2", "source_url_2")):
        if row[publisher] or row[url]:
            where += [", "] if where else []
            where.append(components.link(row[url], row[publisher] or components.host(row[url])))
    stance = html.Span(word("stance", row["stance"]), className=f"stance s-{row['stance']}")
    return [stance, formats.day(row["date"]), html.Td([row["summary"], *denied], className="wide"), whose, where]
