"""The rows behind one verdict as tables: every way of measuring, conditions of a cause, evidence."""

from __future__ import annotations

from dashboard.charts.certainty import readings
from dashboard.package.cells import Row
from dashboard.package.cells import texts as texts_of
from dashboard.package.parts import Part
from dashboard.package.store import Package
from dashboard.texts import calendars, formats, say, word
from dashboard.ui import components, tables, urls
from dashboard.ui import elements as html

CHOICES = ("flow", "eu", "unspecified", "valuation", "theme", "era")
_SPECIFICATIONS = ("books", "period", "choices", "basis", "value", "strong", "weak", "weight", "remark")


def option(choice: str, code: str) -> str:
    """An option of a choice, or a value of another dimension, in words; years as a reader meets them."""
    if choice in ("period", "era"):
        return formats.period(code, calendars.IRANIAN if code[:2] in ("13", "14") else calendars.GREGORIAN)
    return word("cell_basis" if choice == "basis" else choice, code)


def specifications(part: Part, package: Package) -> html.Element | None:
    """Every way of measuring a part, the heaviest first; nothing where none is defined."""
    if part.specifications.empty:
        return None
    rows = part.specifications.sort_values("weight", ascending=False, kind="stable")
    body = [_specification(row, package) for row in texts_of(rows)]
    caption = say("part.specifications", part=part.title)
    return tables.grid("grid", _SPECIFICATIONS, body, caption, numbers=("value", "weight"))


def _specification(row: Row, package: Package) -> html.Element:
    one = readings.address(row["claim"], row["part"], row["specification"])
    name = html.A(word("root_family", row["root_family"]), href=one)
    books = [html.Strong(name), *components.small(word("series", row["series"]))]
    books += components.small(row["reading"] and word("reading", row["reading"]), className="reading")
    chosen = [option(c, row[c]) for c in CHOICES if row[c]]
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
        [*remarks, rows_link(package, row)],
    ]
    return html.Tr(cells, className="natural" if row["reading"] == "natural" else None)


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


def rows_link(package: Package, row: Row) -> html.Element | str:
    """The way from a value to the rows it rests on; nothing where none are named."""
    table = row["row_table"]
    if table not in package.resources:
        return ""
    return html.A(str(package.resources[table]["title"]), href=urls.rows(package, table, row["row_key"]))


def conditions(part: Part, package: Package) -> html.Element | None:
    """What the rule of a cause asks, one row for each condition, with the way to the rows it rests on."""
    if part.conditions.empty:
        return None
    rows = [_condition(row, package) for row in texts_of(part.conditions.sort_values("position", kind="stable"))]
    caption = say("part.conditions_rows", part=part.title)
    return tables.grid("conditiongrid", ("title", "met", "sentence", "row"), rows, caption)


def _condition(row: Row, package: Package) -> tables.Cells:
    state = {"true": "met", "false": "not_met"}.get(row["met"], "unknown")
    aside = components.small(say("conditiongrid.shown") if row["required"] == "false" else "")
    why = html.Td(row["sentence"], className="wide")
    return [[row["title"], *aside], word("condition", state), why, rows_link(package, row)]


def evidence(part: Part) -> html.Element | None:
    """The rows of evidence, those for it first; a sentence where there are none and nothing is measured either."""
    if part.evidence.empty:
        return html.P(say("part.no_evidence"), className="empty") if part.specifications.empty else None
    order = part.evidence["stance"].map({"for": 0, "against": 1}).fillna(2)
    rows = part.evidence.assign(order=order).sort_values(["order", "date"], kind="stable")
    body = [_evidence_row(row) for row in texts_of(rows)]
    caption = say("part.evidence_rows", part=part.title)
    return tables.grid("grid", ("stance", "date", "summary", "whose", "where"), body, caption, named=False)


def _evidence_row(row: Row) -> tables.Cells:
    denied = components.small(row["denial"] and say("grid.denied", who=row["denial"]))
    family = word("root_family", row["root_family"]) if row["root_family"] else ""
    whose = " · ".join(dict.fromkeys(filter(None, [row["root_authority"] or row["root"], family])))
    stance = html.Span(word("stance", row["stance"]), className=f"stance s-{row['stance']}")
    summary = html.Td([row["summary"], *denied], className="wide")
    return [stance, formats.day(row["date"]), summary, whose, components.seen(row)]
