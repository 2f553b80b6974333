"""What a source is: what to ask, and how to read what came.

A source is one module with a `SOURCE`, and a TOML file of the same name with its words, terms and limits; its name
is in `etl.sources.SOURCES`. `requests(context)` says what to ask and touches no network, so it is tested offline;
`tidy(snapshots)` reads answers that lie on disk.
"""

from __future__ import annotations

import tomllib
from abc import ABC, abstractmethod
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any, BinaryIO, Literal

import pandas as pd

from etl.contract.errors import PayloadError

Redistribute = Literal["yes", "derived-only", "no"]
Basis = Literal["observed", "stated", "imputed"]

# set to yes by an operator whom the publishers allow to pass on rows that are "derived-only"
PUBLISH_ALL = "LEDGER_PUBLISH_DERIVED_ONLY"


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


@dataclass(frozen=True, kw_only=True)
class Family:
    """A row of the table `families`: whose books a series reads, and from and to which period."""

    series: str
    root_family: str
    basis: Basis
    rankable: bool
    about: str
    from_period: str = ""
    to_period: str = ""


@dataclass(frozen=True, kw_only=True)
class Source:
    """One publisher's data set.

    `requests(context)` yields what to ask; it is called again after each round, because availability answers decide
    what follows. `check(request, body)` raises PayloadError for an answer that is not the documented one.
    `tidy(snapshots)` gives frames by table name, with the columns of the contract but the derived ones. `scopes(key)`
    names what a question covers, so that a new answer is compared with the one before it, also where its key is
    another; an answer that lost more than `may_lose` per cent of the figures of a scope is doubtful. `probes` are the
    small questions of the live check. `series` are the (id, title) its rows carry in their column `source`; empty
    means its own id.
    `count(request, ask)` gives how many rows the publisher has for a question. `needs_key`: nothing is asked without a
    key. `raw_public` says whether the answers themselves may lie in a public place. `pace` is in seconds between calls
    to a host, `budget` in calls a day, `read` and `limit` (for the whole source) in seconds, `largest` (of an answer
    that is no stream) in bytes.
    """

    id: str
    title: str
    publisher: str
    root_family: str
    licence: str
    redistribute: Redistribute
    citation: str
    homepage: str
    base_url: str
    cadence_days: int
    requests: Callable[[RequestContext], Iterable[Request]]
    check: Callable[[Request, bytes], Checked]
    tidy: Callable[[Sequence[Snapshot]], dict[str, pd.DataFrame]]
    probes: Callable[[RequestContext], Iterable[Request]]
    series: tuple[tuple[str, str], ...] = ()
    families: tuple[Family, ...] = ()
    hosts: Mapping[str, str] = field(default_factory=dict)
    since: int = 2010
    raw_public: bool = True
    needs_key: bool = False
    key_env: str = ""
    key_header: str = ""
    count: Callable[[Request, Callable[[Request], bytes]], int] | None = None
    extract: Callable[[BinaryIO], Iterator[bytes]] | None = None
    pace: float = 1.0
    budget: int = 1000
    read: float = 60.0
    limit: float = 900.0
    largest: int = 64 * 2**20
    may_lose: int = 10
    scopes: Callable[[str], tuple[str, ...]] = lambda key: (key,)

    @property
    def ids(self) -> tuple[tuple[str, str], ...]:
        """(id, title) of every series this source writes into the column `source`."""
        return self.series or ((self.id, self.title),)


@cache
def facts(name: str) -> dict[str, Any]:
    """The TOML file of the source `name`: fields of its `Source`, and two parts that only readers of its answers need.

    `row` has the columns in which all its rows are the same, `own` the lists and codes of its module.
    """
    return tomllib.loads(Path(__file__).with_name(f"{name}.toml").read_text(encoding="utf-8"))
