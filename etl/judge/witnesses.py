"""Who says so: independent witnesses of evidence rows, counted by those who know and never by who prints it.

A row names its witnesses, else its authorities, its roots or its publisher; several in one cell are separated by
semicolons. Rows of one witness count once. An encyclopedia is no witness beside others, and a register that we counted
ourselves has publishers, not witnesses.
"""

from __future__ import annotations

from collections.abc import Sequence

from etl.judge.evidence import Evidence
from etl.judge.records import names_in

Rows = Sequence[Evidence]
UNNAMED = {"not known", "not named"}
_OWN_REGISTERS = ("contacts",)  # tables that we made by counting, whose publishers are no witnesses


def witnesses(rows: Rows) -> set[str]:
    """Independent witnesses: those that the rows name, else their authorities, roots or publishers."""
    named: set[str] = set()
    for row in rows:
        named |= names_in(row.witness or row.root_authority or row.root or row.publisher)
    return named - UNNAMED


def sides(rows: Rows) -> tuple[list[Evidence], list[Evidence]]:
    """Rows for and rows against; context is neither."""
    return [row for row in rows if row.stance == "for"], [row for row in rows if row.stance == "against"]


def weighty(rows: Rows) -> list[Evidence]:
    """Rows without encyclopedias."""
    return [row for row in rows if not row.encyclopedia]


def quality(rows: Rows) -> int:
    """0 nothing, 1 one report or encyclopedias, 2 an act of the actor itself or two other independent witnesses."""
    if not rows:
        return 0
    return 2 if any(row.primary for row in rows) or len(witnesses(weighty(rows))) >= 2 else 1


def heard(rows: Rows) -> set[str]:
    """The witnesses that a verdict names: those that weigh, else encyclopedias; none for a register of our own."""
    return set() if of_own_register(rows) else witnesses(weighty(rows) or rows)


def of_own_register(rows: Rows) -> bool:
    """Whether all `rows` are our own count."""
    return bool(rows) and all(row.row_table in _OWN_REGISTERS for row in rows)
