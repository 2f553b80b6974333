"""Numbers that are read rounded and copied exactly: the gaps between digits are drawn and no characters."""

from __future__ import annotations

import re
from typing import Any

from dashboard.texts import formats
from dashboard.ui import elements as html

_LONG = re.compile(r"^(-?)(\d{5,})(\.\d+)?$")


def exact(rounded: str, text: str, groups: bool = False) -> Any:
    """`text`, the digits of a number, beside the rounded words `rounded` that are looked at and not copied.

    `groups` sets long digits apart, which costs an element for every three of them.
    """
    digits = grouped(text) if groups else text
    if formats.ungrouped(rounded) == text:
        return digits
    if (
        formats.ungrouped(rounded).replace("$", "") == text
    ):  # all digits are there: the sign of the dollar is not copied
        sign, size = ("-", text[1:]) if text.startswith("-") else ("", text)
        return [sign, html.Span("$", className="rounded"), grouped(size) if groups else size]
    return [html.Span(rounded, className="rounded"), " ", html.Span(digits, className="exact")]


def grouped(text: str) -> Any:
    """Long digits in groups of three, apart by a margin; short ones as they are."""
    long = _LONG.match(text)
    if not long:
        return text
    sign, whole, rest = long.groups()
    head = len(whole) % 3 or 3
    groups = [whole[:head], *(whole[i : i + 3] for i in range(head, len(whole), 3))]
    return [sign, *[html.Span(g, className="group") for g in groups[:-1]], groups[-1] + (rest or "")]
