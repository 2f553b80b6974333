"""Reading data/raw/live: the good answers of each source, and what the ledger says of its calls."""

from __future__ import annotations

import gzip
import hashlib
import zlib
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import pandas as pd

from etl.collect import ledger
from etl.collect.entry import ACCEPTED, DOUBTFUL, GOOD, OK, QUOTA, REFUSED, Entry
from etl.contract.errors import PayloadError
from etl.sources.base import Request, RequestContext, Snapshot, is_whole
from etl.sources.cache import Cache

if TYPE_CHECKING:  # a build reads answers and asks nobody: importing what asks takes as long as a fiftieth of it
    from etl.collect.client import Client


@dataclass(frozen=True, kw_only=True)
class Stored(Snapshot):
    """A good answer on disk; `read` gives the bytes as received."""

    path: Path
    sha256: str
    cache: Cache | None = None

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
        """As it was read earlier, where `cache` holds it."""
        if self.cache is None:
            return super().frame(name, make)
        return self.cache.frame(f"{self.sha256} {self.key} {name}", make)


def load(live: Path, as_of: str | None = None, cache: Cache | None = None) -> dict[str, list[Stored]]:
    """Good answers by source id, oldest first, as they stood at the end of the day `as_of` (ISO date).

    `cache` is what was read out of them earlier; without it each is read anew.

    An answer equal to the one before it is not given again. A file that is not there (a source whose answers may not
    be passed on) is left out.
    """
    out: dict[str, list[Stored]] = {}
    for e in Answers(live).good():
        if e.outcome == OK and (as_of is None or e.retrieved[: len(as_of)] <= as_of):
            out.setdefault(e.source, []).append(stored(e, live, cache))
    return out


def stored(e: Entry, live: Path, cache: Cache | None = None) -> Stored:
    """The answer of a line of the ledger in the folder `live`."""
    path = live / e.file
    return Stored(key=e.request, retrieved=e.retrieved, released=e.released, path=path, sha256=e.sha256, cache=cache)


class Answers:
    """What lies in the folder `live`; nothing is written. `now` (ISO time) is given by who knows it."""

    def __init__(self, live: Path, now: str = "") -> None:
        self.live, self.entries = live, ledger.read(live, now)
        self._whole: dict[Path, bool] = {}  # a file is read once to see whether it holds what was received

    def good(self, source: str = "") -> list[Entry]:
        """Lines of good answers, of `source` or of all, that are on disk and were not taken back; oldest first."""
        out: list[Entry] = []
        doubtful: dict[tuple[str, str, str], Entry] = {}
        for e in self.entries:
            if source not in ("", e.source):
                continue
            if e.outcome == REFUSED:
                out = [g for g in out if g.answer != e.answer]
            elif e.outcome == DOUBTFUL:
                doubtful[e.answer] = e
            elif e.outcome in GOOD and (self.live / e.file).is_file():
                # an accepted answer dates from the day it came, not from the day somebody took it
                out.append(doubtful.get(e.answer, e)._replace(outcome=OK) if e.outcome == ACCEPTED else e)
        return out

    def waiting(self) -> list[Entry]:
        """Lines of doubtful answers that nothing has settled: no later answer to the question was used."""
        newest = {(e.source, e.request): e for e in self.entries if e.outcome in (*GOOD, DOUBTFUL)}
        return [e for e in newest.values() if e.outcome == DOUBTFUL and (self.live / e.file).is_file()]

    def due(self, client: Client, since: int | None, forced_at: str) -> Iterable[Request]:
        """What `client` is to ask next; `since` (None: as the source says) and `forced_at` as in `RequestContext`."""
        source = client.source
        context = RequestContext(
            today=client.clock.now().date(),
            since=source.since if since is None else since,
            keyed=bool(client.settings.key),
            snapshots=self.snapshots(source.id),
            last_success=self.last_success(source.id),
            forced_at=forced_at,
        )
        return source.requests(context)

    def snapshots(self, source: str) -> Sequence[Stored]:
        """Good answers of `source` that can be read back, oldest first."""
        answers = [stored(e, self.live) for e in self.good(source) if e.outcome == OK]
        return [answer for answer in answers if self._can_be_read(answer)]

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

    def spent(self, source: str, now: str, access: str) -> int:
        """Calls made today (UTC) under `access`; a line without a call is one that says the quota is spent."""
        calls = (e for e in self.entries if e.outcome != QUOTA or e.status)
        return sum(e.source == source and e.retrieved[:10] == now[:10] and e.access in ("", access) for e in calls)
