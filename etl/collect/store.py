"""data/raw/live: answers as received, the ledger of every call, and the lock.

An answer lies gzip-compressed under a name made of its request and its hash; it is written to a temporary name, synced
and renamed before the ledger names it, so a cut at any point loses one answer at most. The ledger is append-only: one
line per call, synced; a torn last line is stepped over.
"""

from __future__ import annotations

import errno
import gzip
import hashlib
import os
import re
import sys
import zlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO, NamedTuple

from etl.collect.ledger_lines import in_order, ledger_line, plain_cell, read_lines, set_aside, with_header
from etl.contract.errors import Busy, PayloadError
from etl.sources.parsed import FOLDER, Kept

LEDGER = "ledger.csv"
PARTS = ".parts"
OK, UNCHANGED, FAILED, QUOTA, REFUSED = "ok", "unchanged", "failed", "quota", "refused"
DOUBTFUL, ACCEPTED = "doubtful", "accepted"
GOOD = (OK, UNCHANGED, ACCEPTED)
_OUTCOMES = (*GOOD, FAILED, QUOTA, REFUSED, DOUBTFUL)
_ADDED = 2  # columns that a ledger of version 0.1 does not have
_UNTIL = re.compile(r"\buntil (\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}Z)")


class Entry(NamedTuple):
    """One line of the ledger: a call, or a call that was not made because a quota is spent (`status` empty).

    `retrieved` is ISO time in UTC; `outcome` is ok (kept in `file`), unchanged (the bytes already held in `file`),
    failed, quota, refused (an earlier ok is taken back: no package can be built from it), doubtful (in `file`, but not
    used: it lost too much of what an earlier answer held), or accepted (an operator took a doubtful answer). `sha256`
    and `bytes` are of the uncompressed answer as kept, `rows` are its rows; `released` is the publisher's date;
    `access` says whether the call was made with a key (keyed, keyless), never which.
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
    def until(self) -> str:
        """When a spent quota is replenished, as the message says it; empty otherwise."""
        match = _UNTIL.search(self.message) if self.outcome == QUOTA else None
        return match[1] if match else ""


_FORM = (len(Entry._fields), _OUTCOMES, _ADDED)  # of a line: cells, outcomes, cells that an earlier version lacks


@dataclass(frozen=True, kw_only=True)
class Stored:
    """A good answer on disk; `read` gives the bytes as received."""

    key: str
    retrieved: str
    released: str
    path: Path
    sha256: str
    parsed: Kept | None = None  # what was read out of it earlier

    def read(self) -> bytes:
        """The answer; PayloadError when the file does not hold what the ledger says."""
        try:
            body = gzip.decompress(self.path.read_bytes())
        except (OSError, EOFError, zlib.error) as err:
            raise PayloadError(f"{self.path.name} cannot be read back ({type(err).__name__})") from err
        if hashlib.sha256(body).hexdigest() != self.sha256:
            raise PayloadError(f"{self.path.name} does not hold what the ledger says was received")
        return body

    @property
    def whole(self) -> bool:
        """Whether the answer can be read back."""
        try:
            self.read()
        except PayloadError:
            return False
        return True


def ledger(folder: Path, now: str = "") -> list[Entry]:
    """Every whole line of the ledger in `folder`, oldest first; spoiled ones are passed over (`ledger_faults`).

    `now` (ISO time) is given by who knows it: times after it, or against the order of the lines, are of a wrong clock
    and are replaced by the time of the line before; lines of a bundled ledger have no order. OSError for a wrong place.
    """
    if folder.is_file():
        raise NotADirectoryError(errno.ENOTDIR, "expected a folder, and it is a file", str(folder))
    rows, _ = read_lines(folder / LEDGER, *_FORM)
    entries = [Entry(*row) for row in rows]
    if folder.name == "bundled":
        return entries
    times = in_order([e.retrieved for e in entries], now)
    return [e._replace(retrieved=time) for e, time in zip(entries, times, strict=True)]


def ledger_faults(folder: Path) -> list[str]:
    """A sentence for each line of the ledger in `folder` that is passed over: file, line and what is wrong."""
    faults = read_lines(folder / LEDGER, *_FORM)[1].items()
    return [f"{folder.name}/{LEDGER}, line {number}: {fault}" for number, fault in faults]


def load(live: Path, as_of: str | None = None) -> dict[str, list[Stored]]:
    """Good answers by source id, oldest first, as they stood at the end of the day `as_of` (ISO date).

    An answer equal to the one before it is not given again. A file that is not there (a source whose answers may not
    be passed on) is left out.
    """
    out: dict[str, list[Stored]] = {}
    for e in good(ledger(live), live):
        if e.outcome == OK and (as_of is None or e.retrieved[: len(as_of)] <= as_of):
            out.setdefault(e.source, []).append(_stored(e, live))
    return out


def _stored(e: Entry, live: Path) -> Stored:
    cache = Kept(folder=live.parent / FOLDER, sha256=e.sha256)
    path = live / e.file
    return Stored(key=e.request, retrieved=e.retrieved, released=e.released, path=path, sha256=e.sha256, parsed=cache)


def good(entries: Iterable[Entry], live: Path) -> list[Entry]:
    """Lines of good answers that are still on disk and were not taken back, oldest first."""
    out: list[Entry] = []
    doubtful: dict[tuple[str, str, str], Entry] = {}
    for e in entries:
        answer = (e.source, e.request, e.sha256)
        if e.outcome == REFUSED:
            out = [g for g in out if (g.source, g.request, g.sha256) != answer]
        elif e.outcome == DOUBTFUL:
            doubtful[answer] = e
        elif e.outcome in GOOD and (live / e.file).is_file():
            # an accepted answer dates from the day it came, not from the day somebody took it
            out.append(doubtful.get(answer, e)._replace(outcome=OK) if e.outcome == ACCEPTED else e)
    return out


def waiting(entries: Iterable[Entry], live: Path) -> list[Entry]:
    """Lines of doubtful answers that nothing has settled: no later answer to the question was used."""
    newest = {(e.source, e.request): e for e in entries if e.outcome in (*GOOD, DOUBTFUL)}
    return [e for e in newest.values() if e.outcome == DOUBTFUL and (live / e.file).is_file()]


class Store:
    """The folder data/raw/live while a run holds the lock."""

    def __init__(self, live: Path, now: str = "") -> None:
        self.live = live
        self.live.mkdir(parents=True, exist_ok=True)
        for left in [path for path in (*live.glob("*.tmp"), *live.glob("*/*.tmp")) if path.is_file()]:
            left.unlink()
        self.entries = ledger(live, now)
        with_header(live / LEDGER, ledger_line(Entry._fields), *_FORM)
        self._whole: dict[Path, bool] = {}  # a file is read once to see whether it holds what was received

    def repair(self) -> list[str]:
        """Set spoiled lines of the ledger aside; a sentence for each says where it was, and where it is now."""
        faults = read_lines(self.live / LEDGER, *_FORM)[1]
        if not faults:
            return []
        sentences, aside = ledger_faults(self.live), set_aside(self.live / LEDGER, faults)
        return [f"{fault}; the line was moved to {self.live.name}/{aside.name}" for fault in sentences]

    def append(self, entry: Entry) -> None:
        """Write `entry` at the end of the ledger and sync it; line ends and what is no text become spaces in it."""
        clean = Entry(*(plain_cell(cell) for cell in entry))
        path = self.live / LEDGER
        fresh = not path.exists() or path.stat().st_size == 0
        with path.open("ab+") as handle:
            head = ledger_line(Entry._fields) if fresh else b"" if _ends_whole(handle) else b"\n"
            handle.write(head + ledger_line(clean))
            handle.flush()
            os.fsync(handle.fileno())
        if fresh:
            sync(self.live)
        self.entries.append(clean)

    def keep(self, entry: Entry, body: Iterable[bytes]) -> Entry:
        """Keep the answer `body` (as received, in pieces) and give the ledger line to append, ok or unchanged."""
        folder = self.live / entry.source
        folder.mkdir(exist_ok=True)
        fresh = folder / f"{_slug(entry.request)}.tmp"
        digest, size = hashlib.sha256(), 0
        with fresh.open("wb") as raw:
            with gzip.GzipFile(filename="", mode="wb", fileobj=raw, compresslevel=6, mtime=0) as packed:
                for piece in body:
                    digest.update(piece)
                    size += len(piece)
                    packed.write(piece)
            raw.flush()
            os.fsync(raw.fileno())
        name = f"{entry.source}/{_slug(entry.request)}.{digest.hexdigest()[:12]}.gz"
        os.replace(fresh, self.live / name)
        self._whole.pop(self.live / name, None)
        sync(folder)
        entry = entry._replace(sha256=digest.hexdigest(), bytes=str(size), file=name)
        last = self.last_kept(entry.source, entry.request)
        return entry._replace(outcome=UNCHANGED if last is not None and last.sha256 == entry.sha256 else OK)

    def good(self, source: str) -> list[Entry]:
        """Lines of the good answers of `source`, oldest first."""
        return good((e for e in self.entries if e.source == source), self.live)

    def last_kept(self, source: str, request: str) -> Entry | None:
        """The newest good line of a request whose answer is still there."""
        return next((e for e in reversed(self.good(source)) if e.request == request), None)

    def snapshots(self, source: str) -> Sequence[Stored]:
        """Good answers of `source` that can be read back, oldest first."""
        return [s for s in load(self.live).get(source, []) if self._can_be_read(s)]

    def last_success(self, source: str) -> Mapping[str, str]:
        """When each request of `source` was last answered well, of those whose answer is still there and whole."""
        newest = {e.request: self.stored(e) for e in self.good(source)}
        return {request: stored.retrieved for request, stored in newest.items() if self._can_be_read(stored)}

    def stored(self, entry: Entry) -> Stored:
        """The answer of a line of the ledger."""
        return _stored(entry, self.live)

    def _can_be_read(self, stored: Stored) -> bool:
        if stored.path not in self._whole:
            self._whole[stored.path] = stored.whole
        return self._whole[stored.path]

    def newest(self) -> str:
        """The time of the newest line, empty when there is none."""
        return max((e.retrieved for e in self.entries), default="")

    def spent_until(self, source: str, now: str, access: str = "keyless") -> str:
        """Until when the quota of `source` under `access` is spent (ISO time), empty when it is not or a later call was
        answered."""
        last = next((e for e in reversed(self.entries) if e.source == source), None)
        # our own budget (no status) is counted anew by each run, and a key has a quota of its own
        same = last is not None and bool(last.status) and (last.access or "keyless") == access
        return last.until if last is not None and same and last.until > now else ""

    def part(self, source: str) -> Path:
        """Where a large answer of `source` is collected before it is read."""
        (self.live / PARTS).mkdir(exist_ok=True)
        return self.live / PARTS / source


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
