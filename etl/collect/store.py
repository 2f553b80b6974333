"""Writing to data/raw/live: answers as received, and the ledger of every call.

An answer lies gzip-compressed under a name made of its request and its hash; it is written to a temporary name, synced
and renamed before the ledger names it, so a cut at any point loses one answer at most. The ledger is append-only: one
line per call, synced; a torn last line is stepped over.
"""

from __future__ import annotations

import gzip
import hashlib
import os
import re
from pathlib import Path
from typing import IO

from etl.collect import ledger
from etl.collect.answers import Answers
from etl.collect.disk import put, sync, writing
from etl.collect.entry import HEADER, OK, UNCHANGED, Entry, ledger_line, plain_cell
from etl.collect.ledger import LEDGER
from etl.collect.parts import Part

PARTS = ".parts"


class Store(Answers):
    """The folder data/raw/live while a run holds the lock."""

    def __init__(self, live: Path, now: str = "") -> None:
        live.mkdir(parents=True, exist_ok=True)
        for left in [path for path in (*live.glob("*.tmp"), *live.glob("*/*.tmp")) if path.is_file()]:
            left.unlink()
        super().__init__(live, now)
        ledger.add_header(live)

    def append(self, entry: Entry) -> None:
        """Write `entry` at the end of the ledger and sync it; line ends and what is no text become spaces in it."""
        clean = Entry(*(plain_cell(cell) for cell in entry))
        path = self.live / LEDGER
        fresh = not path.exists() or path.stat().st_size == 0
        with writing(path), path.open("ab+") as handle:
            head = HEADER if fresh else b"" if _ends_whole(handle) else b"\n"
            handle.write(head + ledger_line(clean))
            handle.flush()
            os.fsync(handle.fileno())
        if fresh:
            sync(self.live)
        self.entries.append(clean)

    def save(self, entry: Entry, body: bytes) -> Entry:
        """Write the answer `body` and give the ledger line to append, ok or unchanged."""
        digest = hashlib.sha256(body).hexdigest()
        name = f"{entry.source}/{_slug(entry.request)}.{digest[:12]}.gz"
        put(self.live / name, gzip.compress(body, compresslevel=6, mtime=0))
        self._whole.pop(self.live / name, None)
        last = next((e for e in reversed(self.good(entry.source)) if e.request == entry.request), None)
        outcome = UNCHANGED if last is not None and last.sha256 == digest else OK
        return entry._replace(sha256=digest, bytes=str(len(body)), file=name, outcome=outcome)

    def part(self, source: str) -> Part:
        """Where a large answer of `source` is collected before it is read."""
        (self.live / PARTS).mkdir(exist_ok=True)
        return Part(self.live / PARTS / source)


def _ends_whole(handle: IO[bytes]) -> bool:
    return handle.seek(-1, os.SEEK_END) >= 0 and handle.read(1) == b"\n"


def _slug(key: str) -> str:
    return re.sub(r"[^A-Za-z0-9+-]+", "_", key)[:80]
