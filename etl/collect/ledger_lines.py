"""Reading a ledger that life has damaged: torn and spoiled lines, and times of a clock that was wrong.

A line that cannot be read is passed over and named, so that one bad byte stops no build. A clock that was once in the
future (or in 1970) leaves times that do not fit the order of the lines: such a line gets the time of the one before.
"""

from __future__ import annotations

import csv
import io
import os
from bisect import bisect_right
from collections.abc import Collection, Iterable, Sequence
from datetime import date
from pathlib import Path

from etl.contract.csv_reader import csv_reader

EARLIEST = "2020-01-01T00:00:00Z"  # before the project: no clock that was right wrote an earlier time
LATEST_YEAR = 2100
LONGEST = 4000  # letters of a cell: the longest are addresses of a question


def plain_cell(cell: str) -> str:
    """`cell` as a ledger may hold it: one line, of letters that can be written."""
    return " ".join("".join(c if c.isprintable() else " " for c in cell.replace('"', "'")).split())


def ledger_line(cells: Iterable[str]) -> bytes:
    """One line of a ledger as it is written."""
    out = io.StringIO()
    csv.writer(out, lineterminator="\n").writerow(cells)
    return out.getvalue().encode("utf-8")


def read_lines(
    path: Path, width: int, outcomes: Sequence[str], added: int = 0
) -> tuple[list[list[str]], dict[int, str]]:
    """(whole rows, what is wrong with the other lines by number) of the ledger `path`; no file is no row.

    The last line is passed over silently when it was never finished: a power cut leaves it so, and nothing is lost.
    `added` is the number of cells at the end that lines of earlier versions do not have. The first line is passed over
    too, unless the header is lost and it is a row.
    """
    if not path.exists():
        return [], {}
    rows, faults = [], {}
    for number, line in enumerate(path.read_bytes().split(b"\n")[:-1], start=1):
        row, fault = _row(line, width, outcomes, added)
        if not fault:
            rows.append(row)
        elif number > 1:
            faults[number] = fault
    return rows, faults


def _row(line: bytes, width: int, outcomes: Sequence[str], added: int) -> tuple[list[str], str]:
    """(cells of `line`, what is wrong with them). Cells hold no line end, so a line is a row.

    Each is read alone, because a torn one may hold an open quote.
    """
    try:
        row = next(csv_reader([line.decode("utf-8", errors="replace").removesuffix("\r")]), [])
    except csv.Error as err:
        return [], f"expected {width} cells: {err}"
    return row, _fault(row, width, outcomes, added)


def with_header(path: Path, header: bytes, width: int, outcomes: Sequence[str], added: int) -> None:
    """Give the ledger `path` its header, in place of one of an earlier version, or anew where it is lost."""
    head, _, rest = path.read_bytes().partition(b"\n") if path.is_file() else (b"", b"", b"")
    if head and head + b"\n" != header:
        lost = not _row(head, width, outcomes, added)[1]
        fresh = path.with_suffix(".tmp")
        fresh.write_bytes(header + (head + b"\n" if lost else b"") + rest)
        os.replace(fresh, path)


def set_aside(path: Path, numbers: Collection[int]) -> Path:
    """Move the lines `numbers` of the ledger `path` into a file beside it, which is given back."""
    aside = path.with_suffix(f".damaged{path.suffix}")
    lines = path.read_bytes().split(b"\n")
    spoiled = [line + b"\n" for number, line in enumerate(lines, start=1) if number in numbers]
    with aside.open("ab") as handle:
        handle.writelines(spoiled)
    fresh = path.with_suffix(".new")
    fresh.write_bytes(b"\n".join(line for number, line in enumerate(lines, start=1) if number not in numbers))
    os.replace(fresh, path)
    return aside


def _fault(row: Sequence[str], width: int, outcomes: Sequence[str], added: int) -> str:
    if len(row) not in (width - added, width):
        return f"expected {width} cells, found {len(row)}"
    if row[5] not in outcomes:
        return f"expected an outcome ({', '.join(outcomes)}), found '{plain_cell(row[5])[:40]}'"
    if not all(map(str.isprintable, row)):
        return "expected text, found control characters"
    if any(len(cell) > LONGEST for cell in row):
        return f"expected cells of at most {LONGEST} letters"
    try:
        year = date.fromisoformat(row[3][:10]).year
    except ValueError:
        year = 0
    return "" if 0 < year <= LATEST_YEAR else f"expected the time of a call, found '{row[3][:40]}'"


def in_order(times: Sequence[str], now: str = "") -> list[str]:
    """`times` of consecutive lines, with those that do not fit the order replaced by the time before them.

    Times after `now` are not believed, by default those after the last line's: who puts a clock right writes on with
    it. Of the others the longest series that never runs backwards is; of two as long, the one that ends later.
    """
    latest = now or next((t for t in reversed(times) if t >= EARLIEST), "")
    believed = _longest_in_order([t if EARLIEST <= t <= latest else "" for t in times])
    out, last = [], EARLIEST
    for position, time in enumerate(times):
        last = time if position in believed else last
        out.append(last)
    return out


def _longest_in_order(times: Sequence[str]) -> set[int]:
    """Positions of the longest series without a step backwards; an empty time takes no part."""
    ends: list[str] = []  # the least last time of a series of each length
    tips: list[int] = []
    before: dict[int, int] = {}
    for position, time in enumerate(times):
        if not time:
            continue
        length = bisect_right(ends, time)
        before[position] = tips[length - 1] if length else -1
        ends[length : length + 1] = [time]
        tips[length : length + 1] = [position]
    position, chosen = tips[-1] if tips else -1, set()
    while position >= 0:
        chosen.add(position)
        position = before[position]
    return chosen
