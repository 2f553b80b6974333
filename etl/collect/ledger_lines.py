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

EARLIEST = "2020-01-01T00:00:00Z"  # before the project: no clock that was right wrote an earlier time
LATEST_YEAR = 2100


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
    `added` is the number of cells at the end that lines of earlier versions do not have.
    """
    if not path.is_file():
        return [], {}
    lines = path.read_text(encoding="utf-8", errors="replace").split("\n")
    rows, faults = [], {}
    # cells hold no line end, so a line is a row, and each is read alone, because a torn one may hold an open quote
    for number, line in enumerate(lines[1:-1], start=2):
        row = next(csv.reader([line]), [])
        if fault := _fault(row, width, outcomes, added):
            faults[number] = fault
        else:
            rows.append(row)
    return rows, faults


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
        return f"expected an outcome ({', '.join(outcomes)}), found '{row[5]}'"
    try:
        year = date.fromisoformat(row[3][:10]).year
    except ValueError:
        year = 0
    return "" if 0 < year <= LATEST_YEAR else f"expected the time of a call, found '{row[3]}'"


def in_order(times: Sequence[str], now: str = "") -> list[str]:
    """`times` of consecutive lines, with those that do not fit the order replaced by the time before them.

    The longest series of times that never runs backwards is believed; of two as long, the one that ends later in the
    file. With `now`, times after it are not believed either.
    """
    believed = _longest_in_order([t if t >= EARLIEST and (not now or t <= now) else "" for t in times])
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
