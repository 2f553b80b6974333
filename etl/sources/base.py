"""What a source is: what to ask, and how to read what came.

A source is one module with a `SOURCE`; its name stands in `etl.sources.SOURCES`. `requests()` says what to ask and
touches no network, so it is tested offline; `tidy(snapshots)` reads answers that lie on disk.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal, Protocol

import pandas as pd

Redistribute = Literal["yes", "derived-only", "no"]


@dataclass(frozen=True)
class Request:
    """One question. `key` names its answer on disk and in the ledger: stable, and without secrets."""

    key: str
    path: str
    params: Mapping[str, str] = field(default_factory=dict)
    method: Literal["GET", "POST"] = "GET"
    body: str = ""
    accept: str = "application/json"


class Snapshot(Protocol):
    """An answer as received: the request's `key`, when it was retrieved, the publisher's release date, its bytes."""

    key: str
    retrieved: str
    released: str

    def read(self) -> bytes: ...


@dataclass(frozen=True)
class Source:
    """One publisher's data set.

    `requests(since, snapshots)` yields what to ask from year `since` on, given what is on disk (availability answers
    decide what follows); `tidy(snapshots)` gives frames by table name, with the text or typed columns of `etl.tables`
    (without the derived ones), and raises PayloadError for an answer that is not the documented one.
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
    requests: Callable[[int, Sequence[Snapshot]], Iterable[Request]]
    tidy: Callable[[Sequence[Snapshot]], dict[str, pd.DataFrame]]
