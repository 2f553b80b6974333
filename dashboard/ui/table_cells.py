"""One cell of a table as a reader meets it: codes with their names, addresses as links, numbers rounded and exact.

A number is read rounded and copied exactly: the gaps between its digits are drawn, and are no characters.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from dashboard.charts.certainty import readings
from dashboard.package.cells import CODED, plain, shown
from dashboard.texts import catalogue, formats, word
from dashboard.ui import elements as html
from dashboard.ui.components import holds, host, link

Row = Mapping[str, Any]
Fields = Mapping[str, Mapping[str, Any]]
_CODES = re.compile(r"[A-Za-z][A-Za-z0-9_:-]*( [A-Z]{3})*")
_PLACE = re.compile(r"[A-Z]{3}")  # id of a country
_DAY = re.compile(r"\d{4}-\d{2}(-\d{2})?$")
_LONG = re.compile(r"^(-?)(\d{5,})(\.\d+)?$")
#: columns whose codes have their words under another name
_GROUPS = {"source": "series", "level": "contact_level"}


def title(fields: Fields, name: str) -> str:
    """What a column is called on a page."""
    return str(fields.get(name, {}).get("title", name))


def numeric(field: Mapping[str, Any] | None) -> bool:
    """Whether the column described by `field` holds numbers."""
    return (field or {}).get("type") in ("integer", "number")


def td(name: str, row: Row, fields: Fields, beside: str = "", **props: Any) -> html.Element:
    """One cell of a table; `beside` is the name of a code, in small letters."""
    inner, text, number = cell(name, row, fields), plain(row[name]), numeric(fields.get(name))
    raw = {"data-value": text} if inner != text or beside else {}
    if beside:
        inner = [inner, " ", html.Small(beside)]
    elif number and isinstance(inner, str):
        inner = exact(inner, text)
    look = "num" if number else "day" if _DAY.match(text) else None
    return html.Td(inner, className=look, **raw, **props)


def cell(name: str, row: Row, fields: Fields) -> Any:
    """The content of one cell of a table on a page."""
    value = row[name]
    text = plain(value)
    if name in ("holds_strong", "holds_weak"):
        return holds(text)
    if name == "period" and "calendar" in row:
        return formats.period(text, plain(row["calendar"]))
    if name in ("share", "weight", "strong_share", "weak_share") and text:
        return formats.percent(float(text))
    if name == "specification" and text and {"claim", "part"} <= set(row):
        return html.A(text, href=readings.address(plain(row["claim"]), plain(row["part"]), text))
    if name.startswith("source_url"):
        return link(text, host(text)) if text else ""
    return shown(name, value, fields.get(name))


def beside(name: str, row: Row) -> str:
    """The name of a code or of several countries, to stand beside it; empty where the cell is no code."""
    text = plain(row[name])
    if not text or name in CODED or not _CODES.fullmatch(text):
        return ""
    codes = text.split()
    if all(_PLACE.fullmatch(code) for code in codes):
        places = [word("choice.partner", code) for code in codes]
        return "" if places == codes else ", ".join(places)
    group = _GROUPS.get(name, name)
    return word(group, text) if f"{group}.{text}" in catalogue() or ":" in text else ""


def exact(rounded: str, text: str) -> Any:
    """`text`, the digits of a number, beside the rounded words `rounded` that are looked at and not copied."""
    digits = formats.ungrouped(rounded)
    if digits == text:
        return grouped(text)
    if digits.replace("$", "") == text:  # all digits are there: the sign of the dollar is not copied
        sign, size = ("-", text[1:]) if text.startswith("-") else ("", text)
        return [sign, html.Span("$", className="rounded"), grouped(size)]
    beside = html.Span(grouped(text), className="exact")
    return [html.Span(rounded, className="rounded"), " ", beside]


def grouped(text: str) -> Any:
    """Long digits in groups of three, apart by a margin; short ones as they are."""
    long = _LONG.match(text)
    if not long:
        return text
    sign, whole, rest = long.groups()
    *first, last = f"{int(whole):,}".split(",")
    return [sign, *[html.Span(group, className="group") for group in first], last + (rest or "")]
