"""What a source is: what to ask, and how to read what came.

A source is one module with a `SOURCE`, and a TOML file of the same name with its words, terms and limits; its name
is in `etl.sources.SOURCES`. `requests(context)` says what to ask and touches no network, so it is tested offline;
`tidy(snapshots)` reads answers that lie on disk.
"""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from pathlib import Path
from typing import Any, BinaryIO, TypedDict, Unpack

import pandas as pd

from etl.contract.frames import Row
from etl.sources.answers import Reader
from etl.sources.base import Checked, Request, RequestContext, Snapshot

# set to yes by an operator whom the publishers allow to pass on rows that are "derived-only"
PUBLISH_ALL = "LEDGER_PUBLISH_DERIVED_ONLY"


@dataclass(frozen=True, kw_only=True)
class Source:
    """One publisher's data set.

    `requests(context)` yields what to ask; it is called again after each round, because availability answers decide
    what follows. `check(request, body)` raises PayloadError for an answer that is not the documented one.
    `tidy(snapshots)` gives frames by table name, with the columns of the contract but the derived ones. `scopes(key)`
    names what a question covers, so that a new answer is compared with the one before it, also where its key is
    another; an answer that lost more than `may_lose` per cent of the figures of a scope is doubtful. `probes` are the
    small questions of the live check. `series` are the (id, title) its rows carry in their column `source`; empty
    means its own id. `families` are rows of the table of that name.
    `count(request, ask)` gives how many rows the publisher has for a question. `needs_key`: nothing is asked without a
    key. `raw_public` says whether the answers themselves may lie in a public place. `pace` is in seconds between calls
    to a host, `budget` in calls a day, `read` and `limit` (for the whole source) in seconds, `largest` (of an answer
    that is no stream) in bytes.
    """

    id: str
    title: str
    publisher: str
    licence: str
    redistribute: str
    citation: str
    homepage: str
    base_url: str
    cadence_days: int
    requests: Callable[[RequestContext], Iterable[Request]]
    check: Callable[[Request, bytes], Checked]
    tidy: Callable[[Sequence[Snapshot]], dict[str, pd.DataFrame]]
    probes: Callable[[RequestContext], Iterable[Request]]
    series: tuple[tuple[str, str], ...] = ()
    families: Sequence[Row] = ()
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


class Asking(TypedDict, total=False):
    """What the module of a source brings, under the names of the fields of `Source`, beside what reads its answers.

    `questions` in place of `requests` are asked again when the cadence of the source is over; without `probes` the
    live check asks them about the last three years.
    """

    questions: Callable[[RequestContext], Iterable[Request]]
    requests: Callable[[RequestContext], Iterable[Request]]
    probes: Callable[[RequestContext], Iterable[Request]]
    count: Callable[[Request, Callable[[Request], bytes]], int]
    extract: Callable[[BinaryIO], Iterator[bytes]]


def source(
    name: str, reader: Reader, tidy: Callable[[Sequence[Snapshot]], dict[str, pd.DataFrame]], **asking: Unpack[Asking]
) -> Source:
    """The source `name`: `reader` reads its answers; its words, terms and limits are in the TOML file of that name."""
    fields = {key: value for key, value in facts(name).items() if key not in ("own", "row")} | dict(asking)
    fields["series"] = tuple(map(tuple, fields.get("series", ())))
    if questions := fields.pop("questions", None):
        days = fields["cadence_days"]
        fields["requests"] = lambda context: (r for r in questions(context) if context.due(r.key, days))
        fields.setdefault("probes", lambda context: questions(replace(context, since=context.today.year - 3)))
    return Source(id=name, check=reader.check, tidy=tidy, scopes=reader.scopes, **fields)
