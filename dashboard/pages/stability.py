"""How much a verdict depends: what it turns on, whether it stays when thresholds move, and its history."""

from __future__ import annotations

from collections.abc import Mapping

from dashboard.charts import frames
from dashboard.package.cells import texts
from dashboard.package.claims import Part, Row
from dashboard.package.store import Package
from dashboard.texts import calendars, catalogue, formats, say, word
from dashboard.ui import components, urls
from dashboard.ui import elements as html
from dashboard.ui.elements import Element

CONDITIONS = ("title", "met", "sentence", "row")
Head = list[tuple[str, bool]]
FLIPS = ("choice", "option", "estimates", "strong", "weak", "counted", "turns")


def flips(part: Part, package: Package) -> Element | None:
    """For each option of each choice, the weight of the readings in which the part holds; nothing without any."""
    if part.flips.empty:
        return None
    rows = texts(part.flips.sort_values(["choice", "option", "estimates"], kind="stable"))
    titles = {(c.choice, c.option): c.title for c in frames.each(package.words["choices"])}
    head = [(say(f"flipgrid.{name}"), name in ("strong", "weak", "counted")) for name in FLIPS]
    lead, caption = html.P(say("part.flips_lead"), className="key"), say("part.flips", part=part.about["title"])
    grid = components.grid(head, [_flip(head, row, titles) for row in rows], caption)
    return html.Details([html.Summary(say("part.flips_open", n=len(rows))), lead, grid])


def _flip(head: Head, row: Row, titles: Mapping[tuple[str, str], str]) -> Element:
    turns = row["turns"] == "true"
    shares = [formats.percent(float(row[n])) if row[n] else "" for n in ("strong_share", "weak_share")]
    counted = say("flipgrid.of", k=row["computable"], n=row["defined"])
    turned = html.Strong(word("boolean", row["turns"])) if turns else word("boolean", row["turns"])
    cells = [word("flips", row["choice"]), _option(row, titles), word("flipgrid", row["estimates"]), *shares]
    return components.row(head, [*cells, counted, turned], className="natural" if turns else None)


def _option(row: Row, titles: Mapping[tuple[str, str], str]) -> str:
    """An option in words: the package's own, a word of ours, or a period as a reader meets it."""
    choice, option = row["choice"], row["option"]
    known = titles.get((choice, option))
    if known:
        return known
    group = "cell_basis" if choice == "basis" else choice
    if f"{group}.{option}" in catalogue():
        return word(group, option)
    calendar = calendars.IRANIAN if option[:2] in ("13", "14") else "gregorian"
    return formats.period(option, calendar) if choice == "period" else option.replace("_", " ")


def conditions(part: Part, package: Package) -> Element | None:
    """What the rule of a cause asks, one row for each condition, with the way to the rows it rests on."""
    if part.conditions.empty:
        return None
    head = [(say(f"conditiongrid.{name}"), False) for name in CONDITIONS]
    rows = [_condition(row, package) for row in texts(part.conditions.sort_values("position", kind="stable"))]
    return components.grid(head, rows, say("part.conditions_rows", part=part.about["title"]))


def _condition(row: Row, package: Package) -> components.Cells:
    state = {"true": "met", "false": "not_met"}.get(row["met"], "unknown")
    aside = [html.Br(), html.Small(say("conditiongrid.shown"))] if row["required"] == "false" else []
    why = html.Td(row["sentence"], className="wide")
    return [[row["title"], *aside], word("condition", state), why, rows_link(package, row)]


def rows_link(package: Package, row: Row) -> Element | str:
    """The way from a value to the rows it rests on; nothing where none are named."""
    table = row["row_table"]
    if table not in package.resources:
        return ""
    return components.page_link(str(package.resources[table]["title"]), urls.rows(package, table, row["row_key"]))


def stability(part: Part) -> Element | None:
    """The verdict with every threshold moved, in a line for each; nothing where no threshold is in play."""
    if part.stability.empty:
        return None
    rows = frames.each(part.stability.sort_values("moved_points", kind="stable"))
    lines = [html.Li([_moved(int(r.moved_points)) + ": ", components.badge(str(r.verdict))]) for r in rows]
    return html.Div([html.P(html.Strong(say("part.stability"))), html.Ul(lines, className="others")])


def _moved(points: int) -> str:
    if not points:
        return say("part.as_is")
    return say("part.stricter" if points > 0 else "part.laxer", n=abs(points))


def history(part: Part) -> Element | None:
    """Every verdict that was ever given, the oldest first, with what changed it."""
    if part.history.empty:
        return None
    lines = [html.Li(_entry(row)) for row in sorted(texts(part.history), key=lambda r: r["package_date"])]
    return html.Details([html.Summary(say("part.history")), html.Ol(lines, className="log")])


def _entry(row: Row) -> list[Element | str]:
    why = word("part", f"log_{row['why']}")
    if row.get("moved_by"):
        why += ", " + say("part.moved_by", what=row["moved_by"])
    date = html.Time(formats.day(row["package_date"]), dateTime=row["package_date"])
    return [date, " ", components.badge(row["verdict"]), say("part.log_why", why=why, version=row["data_version"])]
