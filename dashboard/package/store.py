"""A package in memory: its tables, its files and their descriptions. It never changes: a new build makes a new one."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Hashable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, TypeVar, cast

import pandas as pd

from dashboard.package import wording
from dashboard.package.cache import Cache
from dashboard.package.cells import Row, texts
from dashboard.package.tables import Tables
from dashboard.texts import labels, parties

T = TypeVar("T")
DESCRIPTOR = "datapackage.json"
DISTRIBUTION = "russia-iran-ledger"


@dataclass(frozen=True, kw_only=True)
class Package:
    """One build. `files` holds the bytes that are handed out, `resources` the description of each table by its name.

    `packed` holds those files that are otherwise in the folder of the package: without the columns that a table of
    lists has (`joined.py`).
    """

    descriptor: Mapping[str, Any]
    tables: Tables
    files: Mapping[str, bytes]
    published: float  # when datapackage.json was written, seconds since 1970
    resources: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    packed: Mapping[str, bytes] = field(default_factory=dict)
    #: what is made of it for more than one answer, by key: see `once`
    made: Cache[Any] = field(default_factory=lambda: Cache(count=500), compare=False)

    @property
    def version(self) -> str:
        return str(self.descriptor["version"])

    @property
    def created(self) -> str:
        """Package date: the newest retrieval date of what it was built from, ISO."""
        return str(self.descriptor["created"])[:10]

    @cached_property
    def edition(self) -> str:
        """Names every byte of the package, ledgers too, which the data version leaves out."""
        return hashlib.sha256(self.files[DESCRIPTOR]).hexdigest()[:12]

    @cached_property
    def words(self) -> Mapping[str, pd.DataFrame]:
        """The tables for readers: with their texts in the language of this server."""
        frames = wording.in_language(self.tables)
        return frames if frames is self.tables else Tables(frames)

    @property
    def article(self) -> Mapping[str, Any]:
        """What `datapackage.json` says of the article: title, publisher, url, written_note, leads of pages."""
        return dict(self.descriptor["article"])

    @cached_property
    def parties(self) -> parties.Parties:
        """The two countries of the article."""
        known = labels.of(self.tables["messages"], self.tables["choices"])
        return parties.of(self.tables["countries"], known, self.article, self.descriptor["calendars"])

    def fields(self, table: str) -> dict[str, Mapping[str, Any]]:
        """Column name -> its description, for one table."""
        return {f["name"]: f for f in self.resources[table]["schema"]["fields"]}

    def rows(self, table: str) -> list[Row]:
        """The rows of a small table, in its order, for readers; written once for a package."""
        return self.once(("rows", table), lambda: texts(self.words[table]))

    def once(self, key: Hashable, make: Callable[[], T]) -> T:
        """What `make` makes of this package, which is made once for all that ask for it by `key`."""
        return cast(T, self.made.get(key, make))
