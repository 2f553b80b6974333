"""The ledger of a folder of answers: one line for each call. It is read also when life has damaged it.

A line that cannot be read is passed over and named, so that one bad byte stops no build. A clock that was once in the
future (or in 1970) leaves times that do not fit the order of the lines: such a line gets the time of the one before.
"""

from __future__ import annotations

import csv
import errno
import io
import re
from collections.abc import Iterable, Sequence
from datetime import date
from pathlib import Path
from typing import NamedTuple

from etl.collect.clock import in_order
from etl.contract.csv_reader import csv_reader
from etl.sources.cache import replace_file

LEDGER = "ledger.csv"
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


def read(folder: Path, now: str = "") -> list[Entry]:
    """Every whole line of the ledger in `folder`, oldest first; spoiled ones are passed over (`faults`).

    `now` (ISO time) is given by who knows it: times after it, or against the order of the lines, are of a wrong clock
    and are replaced by the time of the line before; lines of a bundled ledger have no order. OSError for a wrong place.
    """
    if folder.is_file():
        raise NotADirectoryError(errno.ENOTDIR, "expected a folder, and it is a file", str(folder))
    entries, _ = _lines(folder / LEDGER)
    if folder.name == "bundled":
        return entries
    times = in_order([e.retrieved for e in entries], now)
    return [e._replace(retrieved=time) for e, time in zip(entries, times, strict=True)]


def faults(folder: Path) -> list[str]:
    """A sentence for each line of the ledger in `folder` that is passed over: file, line and what is wrong."""
    return [f"{folder.name}/{LEDGER}, line {number}: {fault}" for number, fault in _lines(folder / LEDGER)[1].items()]


def _lines(path: Path) -> tuple[list[Entry], dict[int, str]]:
    """(whole lines, what is wrong with the others by number) of the ledger `path`; no file is no line.

    The last line is passed over silently when it was never finished: a power cut leaves it so, and nothing is lost.
    The first line is passed over too, unless the header is lost and it is a row.
    """
    entries, faults = list[Entry](), dict[int, str]()
    lines = path.read_bytes().split(b"\n")[:-1] if path.exists() else []
    for number, line in enumerate(lines, start=1):
        row, fault = _row(line)
        if not fault:
            entries.append(Entry(*row))
        elif number > 1:
            faults[number] = fault
    return entries, faults


def _row(line: bytes) -> tuple[list[str], str]:
    """(cells of `line`, what is wrong with them). Cells hold no line end, so a line is a row.

    Each is read alone, because a torn one may hold an open quote.
    """
    try:
        row = next(csv_reader([line.decode("utf-8", errors="replace").removesuffix("\r")]), [])
    except csv.Error as err:
        return [], f"expected {len(Entry._fields)} cells: {err}"
    return row, _fault(row)


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


def add_header(folder: Path) -> None:
    """Give the ledger in `folder` its header, in place of one of an earlier version, or anew where it is lost."""
    path = folder / LEDGER
    head, _, rest = path.read_bytes().partition(b"\n") if path.is_file() else (b"", b"", b"")
    if head and head + b"\n" != HEADER:
        lost = not _row(head)[1]
        replace_file(path, HEADER + (head + b"\n" if lost else b"") + rest)


def repair(folder: Path) -> list[str]:
    """Move spoiled lines of the ledger in `folder` beside it; a sentence for each says where it was and is now."""
    path, sentences = folder / LEDGER, faults(folder)
    spoiled = _lines(path)[1]
    if not spoiled:
        return []
    aside = path.with_suffix(f".damaged{path.suffix}")
    lines = path.read_bytes().split(b"\n")
    with aside.open("ab") as handle:
        handle.writelines(lines[number - 1] + b"\n" for number in spoiled)
    replace_file(path, b"\n".join(line for number, line in enumerate(lines, start=1) if number not in spoiled))
    return [f"{sentence}; the line was moved to {folder.name}/{aside.name}" for sentence in sentences]
