"""One line of a ledger: what it says of a call, how it is written, and what is wrong with one that cannot be read."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Sequence
from datetime import date
from typing import NamedTuple

from etl.contract.csv_reader import csv_reader

OK, UNCHANGED, FAILED, QUOTA, REFUSED = "ok", "unchanged", "failed", "quota", "refused"
DOUBTFUL, ACCEPTED = "doubtful", "accepted"
GOOD = (OK, UNCHANGED, ACCEPTED)
LATEST_YEAR = 2100
LONGEST = 4000  # letters of a cell: the longest are addresses of a question
_OUTCOMES = (*GOOD, FAILED, QUOTA, REFUSED, DOUBTFUL)
_ADDED = 2  # columns that a ledger of version 0.1 does not have
_UNTIL = re.compile(r"\buntil (\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}Z)")


class Entry(NamedTuple):
    """One line of the ledger: a call, or a call that was not made because a quota is spent (`status` empty).

    `retrieved` is ISO time in UTC; `outcome` is ok (stored in `file`), unchanged (the bytes of an earlier `file`),
    failed, quota, refused (an earlier ok is taken back: no package can be built from it), doubtful (in `file`, but not
    used: it lost too much of what an earlier answer held), or accepted (an operator took a doubtful answer). `sha256`
    and `bytes` are of the uncompressed answer, `rows` are its rows; `released` is the publisher's date; `access` says
    whether the call was made with a key (keyed, keyless), never which.
    """

    source: str
    request: str
    address: str
    retrieved: str
    status: str
    outcome: str
    message: str = ""
    sha256: str = ""
    bytes: str = ""
    released: str = ""
    file: str = ""
    rows: str = ""
    access: str = ""

    @property
    def answer(self) -> tuple[str, str, str]:
        """What the outcome is about: the source, the question, the hash of what came."""
        return self.source, self.request, self.sha256

    @property
    def row_count(self) -> int:
        """`rows` as a number; 0 when a ledger of an earlier version does not say them."""
        return int(self.rows) if self.rows.isdigit() else 0

    @property
    def until(self) -> str:
        """When a spent quota is replenished, as the message says it; empty otherwise."""
        match = _UNTIL.search(self.message) if self.outcome == QUOTA else None
        return match[1] if match else ""


def plain_cell(cell: str) -> str:
    """`cell` as a ledger may hold it: one line, of letters that can be written."""
    return " ".join("".join(c if c.isprintable() else " " for c in cell.replace('"', "'")).split())


def ledger_line(cells: Iterable[str]) -> bytes:
    """One line of a ledger as it is written."""
    out = io.StringIO()
    csv.writer(out, lineterminator="\n").writerow(cells)
    return out.getvalue().encode("utf-8")


HEADER = ledger_line(Entry._fields)


def read_line(line: bytes) -> tuple[Entry | None, str]:
    """The entry of a line, or None and what is wrong with it. Cells hold no line end, so a line is a row.

    Each is read alone, because a torn one may hold an open quote.
    """
    try:
        row = next(csv_reader([line.decode("utf-8", errors="replace").removesuffix("\r")]), [])
    except csv.Error as err:
        return None, f"expected {len(Entry._fields)} cells: {err}"
    fault = _fault(row)
    return (None, fault) if fault else (Entry(*row), "")


def _fault(row: Sequence[str]) -> str:
    width = len(Entry._fields)
    if len(row) not in (width - _ADDED, width):
        return f"expected {width} cells, found {len(row)}"
    if row[5] not in _OUTCOMES:
        return f"expected an outcome ({', '.join(_OUTCOMES)}), found '{plain_cell(row[5])[:40]}'"
    if not all(map(str.isprintable, row)):
        return "expected text, found control characters"
    if any(len(cell) > LONGEST for cell in row):
        return f"expected cells of at most {LONGEST} letters"
    try:
        year = date.fromisoformat(row[3][:10]).year
    except ValueError:
        year = 0
    return "" if 0 < year <= LATEST_YEAR else f"expected the time of a call, found '{row[3][:40]}'"
