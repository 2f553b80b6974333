"""What is said of one verdict beside its sentence: counts, facts, what moves it, and its history."""

from __future__ import annotations

from typing import Any

from dashboard.charts import frames
from dashboard.package.cells import Row
from dashboard.package.cells import texts as texts_of
from dashboard.package.parts import Part
from dashboard.pages import part_tables
from dashboard.texts import formats, say, word
from dashboard.ui import components, tables
from dashboard.ui import elements as html

_FLIPS = ("choice", "option", "estimates", "strong", "weak", "counted", "turns")


def counted(verdict: Row) -> html.Element | None:
    """How many readings a verdict rests on, and the two words on evidence and agreement."""
    texts = []
    if verdict.get("computable"):
        known = int(verdict["computable"])
        kind = "conditions" if verdict["rule"] == "cause" else "counted" if known else "uncounted"
        texts.append(say(f"part.{kind}", k=verdict["holds"], n=known, total=verdict["defined"]))
    texts += [say(f"part.{n}", word=word(n, verdict[n])) for n in ("evidence", "agreement") if verdict.get(n)]
    return html.P(" · ".join(texts), className="counted") if texts else None


def verdict_facts(verdict: Row) -> html.Element:
    """Everything the verdict's row says, as a list of terms."""
    texts: list[tuple[str, Any]] = [
        *[(n, formats.percent(float(verdict[n])) if verdict.get(n) else "") for n in ("strong_share", "weak_share")],
        *[(n, _yes(verdict.get(n, ""))) for n in ("natural_holds", "runner_up_holds")],
        ("flips_on", ", ".join(word("flips", name) for name in verdict.get("flips_on", "").split())),
        ("flip_pct", flip_distance(verdict.get("flip_pct", ""))),
        *[(n, _yes(verdict.get(n, ""))) for n in ("resolvable", "stable")],
        ("data_as_of", formats.day(verdict.get("data_as_of", ""))),
    ]
    return components.facts([(say(f"part.{name}"), value) for name, value in texts])


def _yes(text: str) -> str:
    return word("boolean", text) if text else ""


def flip_distance(percent: str) -> str:
    """By how much a figure must move until the answer is another one; empty where it is not known."""
    return say("part.pct", n=formats.number(float(percent))) if percent else ""


def other_verdicts(verdict: Row) -> html.Element | None:
    """The verdict without estimates, and the one on periods to 1402 that the article could know."""
    texts = [
        [say(f"part.{name}") + " ", components.badge(verdict[name])]
        for name in ("verdict_without_imputed", "verdict_to_1402")
        if verdict.get(name)
    ]
    return components.listed(texts, "others") if texts else None


def propositions(about: Row) -> html.Element:
    """What is tested: the strong proposition, the weaker one where it is another, the natural reading, the rule."""
    weak = about.get("weak", "")
    weaker, rule = weak if weak != about["strong"] else "", word("rule", about["rule"])
    texts = {"strong": about["strong"], "weak": weaker, "natural": about["natural"], "rule": rule}
    return components.facts([(say(f"part.{name}"), text) for name, text in texts.items()])


def flips(part: Part) -> html.Element | None:
    """For each option of each choice, the weight of the readings in which the part holds; nothing without any."""
    if part.flips.empty:
        return None
    rows = texts_of(part.flips.sort_values(["choice", "option", "estimates"], kind="stable"))
    body = [_flip(row) for row in rows]
    caption = say("part.flips", part=part.title)
    grid = tables.grid("flipgrid", _FLIPS, body, caption, numbers=("strong", "weak", "counted"))
    lead = html.P(say("part.flips_lead"), className="key")
    return html.Details([html.Summary(say("part.flips_open", n=len(rows))), lead, grid])


def _flip(row: Row) -> html.Element:
    turned, turns = word("boolean", row["turns"]), row["turns"] == "true"
    cells = [
        word("flips", row["choice"]),
        part_tables.option(row["choice"], row["option"]),
        word("flipgrid", row["estimates"]),
        *[formats.percent(float(row[n])) if row[n] else "" for n in ("strong_share", "weak_share")],
        say("flipgrid.of", k=row["computable"], n=row["defined"]),
        html.Strong(turned) if turns else turned,
    ]
    return html.Tr(cells, className="natural" if turns else None)


def stability(part: Part) -> html.Element | None:
    """The verdict with every threshold moved, in a line for each; nothing where no threshold is in play."""
    if part.stability.empty:
        return None
    rows = frames.each(part.stability.sort_values("moved_points", kind="stable"))
    lines = [[_moved(int(r.moved_points)) + ": ", components.badge(str(r.verdict))] for r in rows]
    return html.Div([html.P(html.Strong(say("part.stability"))), components.listed(lines, "others")])


def _moved(points: int) -> str:
    return say(f"part.{'stricter' if points > 0 else 'laxer' if points else 'as_is'}", n=abs(points))


def history(part: Part) -> html.Element | None:
    """Every verdict that was ever given, the oldest first, with what changed it."""
    if part.history.empty:
        return None
    lines = [html.Li(_entry(row)) for row in sorted(texts_of(part.history), key=lambda row: row["package_date"])]
    return html.Details([html.Summary(say("part.history")), html.Ol(lines, className="log")])


def _entry(row: Row) -> list[html.Element | str]:
    why = word("part", f"log_{row['why']}")
    if row.get("moved_by"):
        why += ", " + say("part.moved_by", what=row["moved_by"])
    date = html.Time(formats.day(row["package_date"]), dateTime=row["package_date"])
    return [date, " ", components.badge(row["verdict"]), say("part.log_why", why=why, version=row["data_version"])]
