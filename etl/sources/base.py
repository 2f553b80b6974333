"""Questions and answers: one question, what a source may look at before it asks, an answer, and what a check finds."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Hashable, Mapping, Sequence, Set
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

import pandas as pd

from etl.contract.errors import PayloadError


@dataclass(frozen=True, kw_only=True)
class Request:
    """One question. `key` names its answer on disk and in the ledger: stable, and without secrets.

    `host` is the name of a helper host (empty: the source's own). `cap` is the number of rows at which the publisher
    cuts without a word (0: never). `expects`: the publisher says this is published, so an empty answer means a wrong
    question. `promised`: the scopes of which the publisher says that they are published; an empty one is doubtful,
    unless the publisher counts rows for the question `unless`. `stream`: too large for memory, written to disk as it
    comes and stored as the source's extract of it.
    """

    key: str
    path: str
    params: tuple[tuple[str, str], ...] = ()
    method: Literal["GET", "POST"] = "GET"
    body: str = ""
    accept: str = "application/json"
    host: str = ""
    cap: int = 0
    expects: bool = False
    promised: tuple[str, ...] = ()
    unless: Request | None = None
    released: str = ""
    stream: bool = False


@dataclass(frozen=True, kw_only=True)
class Snapshot(ABC):
    """An answer as received: the request's `key`, when it was retrieved, and the publisher's release date."""

    key: str
    retrieved: str
    released: str

    @abstractmethod
    def read(self) -> bytes:
        """The bytes of the answer; PayloadError when they cannot be read back."""

    def frame(self, name: str, make: Callable[[], pd.DataFrame]) -> pd.DataFrame:
        """What `make` reads out of the answer and its key, and out of nothing else; `name` tells its frames apart."""
        return make().reset_index(drop=True)


def is_whole(snapshot: Snapshot) -> bool:
    """Whether the answer can be read back."""
    try:
        snapshot.read()
    except PayloadError:
        return False
    return True


@dataclass(frozen=True, kw_only=True)
class RequestContext:
    """What a source may look at before it asks.

    `today` is the day of the run, `since` the first year wanted, `keyed` whether a key is set; `snapshots` are the good
    answers on disk, oldest first; `last_success` says for a request key when it was last answered well (ISO time), even
    when the answer was the one already stored. `forced_at`, when set, is the time the run began: everything is due that
    was not answered since.
    """

    today: date
    since: int
    keyed: bool = False
    snapshots: Sequence[Snapshot] = ()
    last_success: Mapping[str, str] = field(default_factory=dict)
    forced_at: str = ""

    def due(self, key: str, days: int) -> bool:
        """Whether the question `key` was not answered within the last `days` days; a day to come is no answer."""
        last = self.last_success.get(key, "")
        if last < self.forced_at or not last:
            return True
        ago = (self.today - date.fromisoformat(last[:10])).days
        return ago >= days or ago < -1  # the publisher's day may be one ahead

    def newest(self, key: str) -> Snapshot | None:
        """The newest answer to the question `key`."""
        return next((s for s in reversed(self.snapshots) if s.key == key), None)


@dataclass(frozen=True, kw_only=True)
class Checked:
    """What a check of an answer gives: its rows, and the publisher's release date where the answer carries one.

    `cells` are the figures it gives, by scope (see `Source.scopes`); `left_out` says which rows are of no use, and why.
    """

    rows: int
    released: str = ""
    cells: Mapping[str, Set[Hashable]] = field(default_factory=dict)
    left_out: str = ""
