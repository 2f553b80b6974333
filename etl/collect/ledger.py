"""The ledger of a folder of answers: one line for each call. It is read also when life has damaged it.

A line that cannot be read is passed over and named, so that one bad byte stops no build. A clock that was once in the
future (or in 1970) leaves times that do not fit the order of the lines: such a line gets the time of the one before.
"""

from __future__ import annotations

import errno
from pathlib import Path

from etl.collect.clock import in_order
from etl.collect.disk import put
from etl.collect.entry import HEADER, Entry, read_line

LEDGER = "ledger.csv"


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
        entry, fault = read_line(line)
        if entry is not None:
            entries.append(entry)
        elif number > 1:
            faults[number] = fault
    return entries, faults


def add_header(folder: Path) -> None:
    """Give the ledger in `folder` its header, in place of one of an earlier version, or anew where it is lost."""
    path = folder / LEDGER
    head, _, rest = path.read_bytes().partition(b"\n") if path.is_file() else (b"", b"", b"")
    if head and head + b"\n" != HEADER:
        row, _ = read_line(head)
        put(path, HEADER, head + b"\n" if row else b"", rest)


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
    put(path, b"\n".join(line for number, line in enumerate(lines, start=1) if number not in spoiled))
    return [f"{sentence}; the line was moved to {folder.name}/{aside.name}" for sentence in sentences]
