"""data/raw/live: answers as received, the ledger of every call, and the lock.

An answer lies gzip-compressed under a name made of its request and its hash; it is written to a temporary name, synced
and renamed before the ledger names it, so a cut at any point loses one answer at most. The ledger is append-only: one
line per call, synced; a torn last line is stepped over.
"""

from __future__ import annotations

import gzip
import hashlib
import os
import re
import sys
import zlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO

import pandas as pd

from etl.collect import ledger
from etl.collect.ledger import HEADER, LEDGER, OK, UNCHANGED, Entry, ledger_line, plain_cell
from etl.collect.parts import Part
from etl.contract.errors import Busy, DiskError, PayloadError
from etl.sources.base import Snapshot, is_whole
from etl.sources.cache import Cache, of_answers

PARTS = ".parts"


@dataclass(frozen=True, kw_only=True)
class Stored(Snapshot):
    """A good answer on disk; `read` gives the bytes as received."""

    path: Path
    sha256: str
    cache: Cache

    def read(self) -> bytes:
        """The answer; PayloadError when the file does not hold what the ledger says."""
        try:
            body = gzip.decompress(self.path.read_bytes())
        except (OSError, EOFError, zlib.error) as err:
            raise PayloadError(f"{self.path.name} cannot be read back ({type(err).__name__})") from err
        if hashlib.sha256(body).hexdigest() != self.sha256:
            raise PayloadError(f"{self.path.name} does not hold what the ledger says was received")
        return body

    def frame(self, name: str, make: Callable[[], pd.DataFrame]) -> pd.DataFrame:
        """As it was read earlier, where it was."""
        return self.cache.frame(f"{self.sha256} {self.key} {name}", make)


def load(live: Path, as_of: str | None = None) -> dict[str, list[Stored]]:
    """Good answers by source id, oldest first, as they stood at the end of the day `as_of` (ISO date).

    An answer equal to the one before it is not given again. A file that is not there (a source whose answers may not
    be passed on) is left out.
    """
    out: dict[str, list[Stored]] = {}
    for e in ledger.good(ledger.read(live), live):
        if e.outcome == OK and (as_of is None or e.retrieved[: len(as_of)] <= as_of):
            out.setdefault(e.source, []).append(stored(e, live))
    return out


def stored(e: Entry, live: Path) -> Stored:
    """The answer of a line of the ledger in the folder `live`."""
    path, cache = live / e.file, of_answers(live.parent)
    return Stored(key=e.request, retrieved=e.retrieved, released=e.released, path=path, sha256=e.sha256, cache=cache)


class Store:
    """The folder data/raw/live while a run holds the lock."""

    def __init__(self, live: Path, now: str = "") -> None:
        self.live = live
        self.live.mkdir(parents=True, exist_ok=True)
        for left in [path for path in (*live.glob("*.tmp"), *live.glob("*/*.tmp")) if path.is_file()]:
            left.unlink()
        self.entries = ledger.read(live, now)
        ledger.add_header(live)
        self._whole: dict[Path, bool] = {}  # a file is read once to see whether it holds what was received

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
        folder, digest = self.live / entry.source, hashlib.sha256(body).hexdigest()
        name = f"{entry.source}/{_slug(entry.request)}.{digest[:12]}.gz"
        fresh = folder / f"{_slug(entry.request)}.tmp"
        with writing(self.live / name):
            folder.mkdir(exist_ok=True)
            with fresh.open("wb") as raw:
                raw.write(gzip.compress(body, compresslevel=6, mtime=0))
                raw.flush()
                os.fsync(raw.fileno())
            os.replace(fresh, self.live / name)
            sync(folder)
        self._whole.pop(self.live / name, None)
        last = next((e for e in reversed(self.good(entry.source)) if e.request == entry.request), None)
        outcome = UNCHANGED if last is not None and last.sha256 == digest else OK
        return entry._replace(sha256=digest, bytes=str(len(body)), file=name, outcome=outcome)

    def good(self, source: str) -> list[Entry]:
        """Lines of the good answers of `source`, oldest first."""
        return ledger.good((e for e in self.entries if e.source == source), self.live)

    def snapshots(self, source: str) -> Sequence[Stored]:
        """Good answers of `source` that can be read back, oldest first."""
        return [s for s in load(self.live).get(source, []) if self._can_be_read(s)]

    def last_success(self, source: str) -> Mapping[str, str]:
        """When each request of `source` was last answered well, of those whose answer is still there and whole."""
        newest = {e.request: stored(e, self.live) for e in self.good(source)}
        return {request: answer.retrieved for request, answer in newest.items() if self._can_be_read(answer)}

    def _can_be_read(self, answer: Stored) -> bool:
        if answer.path not in self._whole:
            self._whole[answer.path] = is_whole(answer)
        return self._whole[answer.path]

    def newest(self) -> str:
        """The time of the newest line, empty when there is none."""
        return max((e.retrieved for e in self.entries), default="")

    def spent_until(self, source: str, now: str, access: str) -> str:
        """Until when the quota of `source` under `access` is spent (ISO time), empty when it is not or a later call was
        answered."""
        last = next((e for e in reversed(self.entries) if e.source == source), None)
        # our own budget (no status) is counted anew by each run, and a key has a quota of its own
        same = last is not None and bool(last.status) and (last.access or "keyless") == access
        return last.until if last is not None and same and last.until > now else ""

    def part(self, source: str) -> Part:
        """Where a large answer of `source` is collected before it is read."""
        (self.live / PARTS).mkdir(exist_ok=True)
        return Part(self.live / PARTS / source)


@contextmanager
def writing(path: Path) -> Iterator[None]:
    """DiskError when what the block writes to `path` cannot be written."""
    try:
        yield
    except OSError as err:
        raise DiskError(f"{path} cannot be written: {err.strerror or err}") from err


def _ends_whole(handle: IO[bytes]) -> bool:
    return handle.seek(-1, os.SEEK_END) >= 0 and handle.read(1) == b"\n"


def _slug(key: str) -> str:
    return re.sub(r"[^A-Za-z0-9+-]+", "_", key)[:80]


def sync(folder: Path) -> None:
    """Make renames in `folder` last over a power cut, where the system can."""
    if os.name == "posix":
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


@contextmanager
def lock(path: Path) -> Iterator[None]:
    """Hold the lock `path` while the block runs; Busy when another run holds it. A killed run frees it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("a") as handle:
        try:
            if sys.platform == "win32":
                import msvcrt

                msvcrt.locking(handle.fileno(), msvcrt.LK_NBLCK, 1)
            else:
                import fcntl

                fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            raise Busy("another run holds the lock; nothing was done") from None
        yield
