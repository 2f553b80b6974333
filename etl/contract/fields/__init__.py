"""Every column of the package, described once in a CSV file by topic and used by name in `etl.contract.tables`.

A cell that is empty says the usual: no unit, the bounds of the unit, any text. `enum` is the name of a list in
`etl.contract.enums`, or values with `|` between them.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from etl.contract import enums
from etl.contract.lists import by_name, csv_rows
from etl.contract.schema import Field

TOPICS = ("common", "trade", "investment", "votes", "figures", "summaries", "judgement", "analyses", "ledgers")


def described(row: Mapping[str, str]) -> Field:
    """The column that a row of a file describes; ValueError or AttributeError for a cell that says nothing known."""
    facts: dict[str, Any] = {name: text for name, text in row.items() if text}
    for name in ("minimum", "maximum", "digits", "decimals"):
        if name in facts:
            facts[name] = int(row[name]) if row[name].lstrip("-").isdigit() else float(row[name])
    if "enum" in facts:
        facts["enum"] = tuple(row["enum"].split("|")) if "|" in row["enum"] else getattr(enums, row["enum"])
    if "named_by" in facts:
        facts["named_by"] = tuple(row["named_by"].split())
    return Field(**facts)


COLUMNS = by_name(described(row) for topic in TOPICS for row in csv_rows(f"fields/{topic}.csv"))
